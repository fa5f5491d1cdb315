using DnnBrain.Torch;

namespace DnnBrain.Networks.Preprocessing;

/// <summary>The whole image squashed to a size, and of that the middle: what Net2Brain does (256 × 256, then 224 × 224).</summary>
public sealed record SquashCrop : ImageGeometry
{
    private readonly Squash _squash;

    /// <summary>Describes it.</summary>
    /// <param name="squash">What comes first.</param>
    /// <param name="rows">Height of the result.</param>
    /// <param name="columns">Width of the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the result is larger than what it is cut from.</exception>
    public SquashCrop(Squash squash, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(squash);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, squash.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, squash.Columns);
        (_squash, Height, Width) = (squash, rows, columns);
    }

    /// <inheritdoc/>
    public override int Height { get; }

    /// <inheritdoc/>
    public override int Width { get; }

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image)
    {
        using RgbImage squashed = _squash.Apply(image);
        return Middle(squashed, Height, Width);
    }

    /// <summary>For provenance: <c>Squash 256x256 bilinear, centre 224x224</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{_squash}, centre {Height}x{Width}");
}
