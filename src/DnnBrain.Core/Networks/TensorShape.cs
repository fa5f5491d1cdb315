namespace DnnBrain.Networks;

/// <summary>The shape of one stimulus' tensor, without the batch: channel × row × column for a map, one size for a vector.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    private readonly int[] _sizes;

    /// <summary>Makes a shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public TensorShape(params ReadOnlySpan<int> sizes)
    {
        foreach (int size in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(sizes));
        }

        _sizes = sizes.ToArray();
    }

    /// <summary>The sizes, slowest axis first.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>Number of axes; 0 for a single number.</summary>
    public int Rank => _sizes.Length;

    /// <summary>Number of values: the product of the sizes.</summary>
    /// <exception cref="OverflowException">There are more than 2^63 − 1.</exception>
    public long Count => _sizes.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>The size of one axis, 0-based.</summary>
    public int this[int axis] => _sizes[axis];

    /// <summary>Whether both have the same sizes in the same order.</summary>
    public bool Equals(TensorShape? other) => other is not null && _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int size in _sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The shape as <c>64×7×7</c>; <c>scalar</c> without axes.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join('×', _sizes);
}
