using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Rasters;

/// <summary>Where a table of cells stands: its title above, the hatching of cells without a value below the image, the line around it.</summary>
/// <param name="X">The left edge of the cells.</param>
/// <param name="Y">Their upper edge.</param>
/// <param name="Width">Their width.</param>
/// <param name="Height">Their height.</param>
internal readonly record struct CellFrame(double X, double Y, double Width, double Height)
{
    private const string Line = "#8C8C8C";

    /// <summary>Draws title, hatching and image; what is drawn next lies upon the cells.</summary>
    /// <param name="svg">The drawing.</param>
    /// <param name="title">The title; empty for none.</param>
    /// <param name="titleHeight">The height of the title's line.</param>
    /// <param name="image">The cells, transparent where there is no value; null where there is none at all.</param>
    public void Draw(SvgWriter svg, string title, double titleHeight, byte[]? image)
    {
        if (title.Length > 0)
        {
            svg.Text(X, Y - titleHeight + TextStyle.Panel.Size, TextMetrics.Shorten(title, TextStyle.Panel, Width), TextStyle.Panel);
        }

        svg.Rect(X, Y, Width, Height, SvgWriter.NoValueFill);
        if (image is not null)
        {
            svg.Image(X, Y, Width, Height, image);
        }
    }

    /// <summary>Draws the line around the cells.</summary>
    public void DrawBorder(SvgWriter svg) => svg.Rect(X, Y, Width, Height, "none", Line, 0.4);
}
