using System.Globalization;

namespace DnnBrain.Networks;

/// <summary>A place in an image in pixels, 0-based from the top left; pixel (0, 0) has its centre at (0, 0).</summary>
/// <param name="Row">Down.</param>
/// <param name="Column">To the right.</param>
public readonly record struct PixelPosition(double Row, double Column)
{
    /// <summary>As <c>3, 3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Row}, {Column}");
}
