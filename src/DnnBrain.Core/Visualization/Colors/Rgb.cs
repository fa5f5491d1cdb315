using System.Globalization;

namespace DnnBrain.Visualization.Colors;

/// <summary>A colour in sRGB, eight bits a component.</summary>
/// <param name="Red">Red.</param>
/// <param name="Green">Green.</param>
/// <param name="Blue">Blue.</param>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>White.</summary>
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>Reads a number as it stands in style sheets: 0xRRGGBB.</summary>
    public static Rgb FromHex(int rrggbb) => new((byte)(rrggbb >> 16), (byte)(rrggbb >> 8), (byte)rrggbb);

    /// <summary>The colour between this one and another; linear in sRGB, as SVG gradients are.</summary>
    /// <param name="other">The other colour.</param>
    /// <param name="share">0 gives this colour, 1 the other one.</param>
    public Rgb Mix(Rgb other, double share) => new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    /// <summary>The colour as <c>#RRGGBB</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:X2}{Green:X2}{Blue:X2}");

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share), MidpointRounding.AwayFromZero);
}
