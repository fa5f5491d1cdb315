namespace DnnBrain.Formats.PyTorch;

/// <summary>A tensor of a checkpoint: a view of a storage. Within the storage's bounds, whatever the pickle said.</summary>
internal sealed class PyTorchTensor
{
    private PyTorchTensor(PyTorchStorage storage, long offset, long[] shape, long[] stride)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Stride = stride;
    }

    public PyTorchStorage Storage { get; }

    /// <summary>The first element's position in the storage.</summary>
    public long Offset { get; }

    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements from one index to the next, an axis each.</summary>
    public IReadOnlyList<long> Stride { get; }

    public long ElementCount => Shape.Aggregate(1L, (count, size) => checked(count * size));

    /// <summary>Whether its elements follow each other in the storage in row-major order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (int axis = Shape.Count - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Stride[axis] != expected)
                {
                    return false;
                }

                expected *= Shape[axis];
            }

            return true;
        }
    }

    /// <summary>Makes a tensor, or null where the view does not fit the storage.</summary>
    public static PyTorchTensor? TryCreate(PyTorchStorage storage, long offset, long[] shape, long[] stride)
    {
        if (offset < 0 || shape.Length != stride.Length || shape.Any(s => s < 0) || stride.Any(s => s < 0))
        {
            return null;
        }

        try
        {
            checked
            {
                long last = offset;
                for (int axis = 0; axis < shape.Length; axis++)
                {
                    last += Math.Max(0, shape[axis] - 1) * stride[axis];
                }

                var tensor = new PyTorchTensor(storage, offset, shape, stride);
                return tensor.ElementCount == 0 || last < storage.ElementCount ? tensor : null;
            }
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
