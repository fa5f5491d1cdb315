using System.Runtime.InteropServices;

namespace DnnBrain.Formats.PyTorch;

/// <summary>
/// Reads the tensors of a <c>.pth</c> or <c>.pt</c> file of weights, as <c>torch.save(model.state_dict())</c> writes it: the zip
/// layout and the one before PyTorch 1.6, nested dictionaries (<c>{'state_dict': …}</c>), <c>nn.Parameter</c> entries,
/// <c>module.</c> prefixes; or those of a TorchScript archive. Runs nothing of what is in the file. Members may be called from
/// several threads.
/// </summary>
/// <remarks>Opening reads names and shapes; a tensor is read when it is asked for.</remarks>
public sealed class PyTorchReader : IDisposable
{
    private readonly PyTorchArchive _archive;
    private readonly IReadOnlyDictionary<string, PyTorchTensor> _tensors;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidFileContentException">The file is truncated, damaged or of another format.</exception>
    /// <exception cref="UnsupportedFileContentException">The file calls a function or is a whole model.</exception>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public PyTorchReader(string path)
        : this(path, PyTorchStateDict.Find)
    {
    }

    private PyTorchReader(string path, Func<object?, string, IReadOnlyDictionary<string, PyTorchTensor>> find)
    {
        Name = path;
        _archive = PyTorchArchive.Open(path);
        try
        {
            _tensors = find(_archive.Root, path);
            Entries = [.. _tensors.Select(t => new PyTorchEntry(t.Key, t.Value.Storage.DataType, t.Value.Shape))];
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Name { get; }

    /// <summary>The tensors, in the file's order.</summary>
    public IReadOnlyList<PyTorchEntry> Entries { get; }

    /// <summary>Opens a file in which one tensor was saved, called <c>tensor</c> here. What can go wrong is as for weights.</summary>
    internal static PyTorchReader OpenTensor(string path) => new(path, (root, file) => root is PyTorchTensor tensor
        ? new Dictionary<string, PyTorchTensor> { ["tensor"] = tensor }
        : throw new UnsupportedFileContentException(file, "it holds something other than one tensor."));

    /// <summary>Whether a file begins as torch.save's do: as a zip archive or as a pickle.</summary>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static bool IsPyTorch(string path) => PyTorchArchive.IsPyTorch(path);

    /// <summary>Reads a tensor of a floating-point type as single precision, row-major whatever its strides; Float64 is rounded.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Takes as many values as the tensor has.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="DataFileException">
    /// There is no such tensor (<c>TensorNotFound</c>) or it holds integers (<c>TensorTypeMismatch</c>).
    /// </exception>
    public void Read(string name, Span<float> destination)
    {
        if (!_tensors.TryGetValue(name, out PyTorchTensor? tensor))
        {
            throw new DataFileException("TensorNotFound", ErrorKind.NotFound, Name, $"there is no tensor '{name}'; there are {string.Join(", ", _tensors.Keys)}.");
        }

        if (destination.Length != tensor.ElementCount)
        {
            throw new ArgumentException($"Tensor '{name}' has {tensor.ElementCount} values, not {destination.Length}.", nameof(destination));
        }

        if (tensor.Storage.DataType > PyTorchDataType.BFloat16)
        {
            throw new DataFileException("TensorTypeMismatch", ErrorKind.InvalidData, Name, $"tensor '{name}' holds {tensor.Storage.DataType}; floating-point numbers were expected.");
        }

        if (destination.IsEmpty)
        {
            return;
        }

        if (tensor.IsContiguous)
        {
            ReadRun(tensor.Storage, tensor.Offset, destination);
        }
        else
        {
            Gather(tensor, destination);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _archive.Dispose();

    private void Gather(PyTorchTensor tensor, Span<float> destination)
    {
        long span = 1;
        for (int axis = 0; axis < tensor.Shape.Count; axis++)
        {
            span += (tensor.Shape[axis] - 1) * tensor.Stride[axis];
        }

        float[] run = new float[span];
        ReadRun(tensor.Storage, tensor.Offset, run);
        long[] index = new long[tensor.Shape.Count];
        long position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = run[position];
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                position += tensor.Stride[axis];
                if (++index[axis] < tensor.Shape[axis])
                {
                    break;
                }

                position -= tensor.Shape[axis] * tensor.Stride[axis];
                index[axis] = 0;
            }
        }
    }

    private void ReadRun(PyTorchStorage storage, long first, Span<float> destination)
    {
        if (storage.DataType == PyTorchDataType.Float32 && BitConverter.IsLittleEndian)
        {
            _archive.Read(storage, first * sizeof(float), MemoryMarshal.AsBytes(destination));
            return;
        }

        // Another type is converted at once: twice the memory of one tensor, and one pass over a compressed entry.
        byte[] bytes = new byte[checked(destination.Length * storage.ItemSize)];
        _archive.Read(storage, first * storage.ItemSize, bytes);
        FloatEncoding encoding = storage.DataType switch
        {
            PyTorchDataType.Float64 => FloatEncoding.Float64,
            PyTorchDataType.Float16 => FloatEncoding.Float16,
            PyTorchDataType.BFloat16 => FloatEncoding.BFloat16,
            _ => FloatEncoding.Float32,
        };
        FloatDecoder.ToSingle(encoding, bytes, destination);
    }
}
