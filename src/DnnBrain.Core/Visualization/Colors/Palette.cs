namespace DnnBrain.Visualization.Colors;

/// <summary>Colours that tell categories apart.</summary>
internal static class Palette
{
    /// <summary>
    /// The eight colours of Okabe and Ito (Color Universal Design, 2002), distinct for every common kind of colour vision,
    /// ordered so that the first ones also stand out from white paper; yellow and black come last.
    /// </summary>
    public static IReadOnlyList<Rgb> OkabeIto { get; } = Array.AsReadOnly<Rgb>(
    [
        Rgb.FromHex(0x0072B2), // blue
        Rgb.FromHex(0xE69F00), // orange
        Rgb.FromHex(0x009E73), // bluish green
        Rgb.FromHex(0xCC79A7), // reddish purple
        Rgb.FromHex(0x56B4E9), // sky blue
        Rgb.FromHex(0xD55E00), // vermilion
        Rgb.FromHex(0xF0E442), // yellow
        Rgb.FromHex(0x000000), // black
    ]);
}
