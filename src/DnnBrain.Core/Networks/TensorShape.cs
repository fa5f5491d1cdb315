namespace DnnBrain.Networks;

/// <summary>
/// The shape of one stimulus' tensor, without the batch, as PyTorch has it: channel × row × column for a map, one size for a
/// vector, or what <see cref="Order"/> says.
/// </summary>
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

    /// <summary>What the axes are.</summary>
    public AxisOrder Order { get; init; }

    /// <summary>Which tokens there are, where <see cref="Order"/> is <see cref="AxisOrder.TokenFeature"/>; null elsewhere.</summary>
    public TokenGrid? Tokens { get; init; }

    /// <summary>Number of axes; 0 for a single number.</summary>
    public int Rank => _sizes.Length;

    /// <summary>Number of values: the product of the sizes.</summary>
    /// <exception cref="OverflowException">There are more than 2^63 − 1.</exception>
    public long Count => _sizes.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>The size of one axis, 0-based.</summary>
    public int this[int axis] => _sizes[axis];

    /// <summary>The same axes with other sizes.</summary>
    public TensorShape WithSizes(params ReadOnlySpan<int> sizes) => new(sizes) { Order = Order, Tokens = Tokens };

    /// <summary>Whether both have the same sizes in the same order, whatever the axes are.</summary>
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
