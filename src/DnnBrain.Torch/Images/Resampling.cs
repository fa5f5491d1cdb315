namespace DnnBrain.Torch;

/// <summary>
/// Filters of <see cref="ImageResampler"/>, in Pillow's numbering. All but <see cref="Nearest"/> are stretched when an
/// image shrinks, so that every pixel counts (antialiasing).
/// </summary>
public enum Resampling
{
    /// <summary>The pixel under the centre.</summary>
    Nearest = 0,

    /// <summary>Sinc windowed by a sinc, three lobes on either side.</summary>
    Lanczos = 1,

    /// <summary>A triangle: linear interpolation when an image grows.</summary>
    Bilinear = 2,

    /// <summary>Cubic convolution with a = -1/2 (Keys 1981).</summary>
    Bicubic = 3,

    /// <summary>The mean of the pixels under the new one.</summary>
    Box = 4,
}
