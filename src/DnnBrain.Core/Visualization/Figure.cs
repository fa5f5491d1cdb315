using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization;

/// <summary>A picture of results for print: SVG with real text, dark on white, 180 mm wide where its content allows it.</summary>
/// <remarks>Figures take plain numbers and names. The same figure gives the same bytes in every culture.</remarks>
public abstract class Figure
{
    private const double Margin = 10;
    private const double MinWidth = 220;
    private const double Gap = 8;

    private protected Figure()
    {
    }

    /// <summary>The heading; none by default.</summary>
    public string Title { get; init; } = "";

    /// <summary>What a reader must know beyond the caption, for example <c>Simulated data</c>; stands at its end.</summary>
    public string Note { get; init; } = "";

    /// <summary>Writes the picture as SVG in UTF-8. The stream stays open.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        IFigureBody body = CreateBody();
        double inner = Math.Max(body.Width, MinWidth);
        IReadOnlyList<string> titleLines = TextMetrics.Wrap(Title, TextStyle.Title, inner);
        string caption = Note.Length == 0 ? body.Caption : $"{body.Caption} {Sentence(Note)}";
        IReadOnlyList<string> captionLines = TextMetrics.Wrap(caption, TextStyle.Caption, inner);
        double titleHeight = titleLines.Count == 0 ? 0 : Block(titleLines, TextStyle.Title) + Gap;
        double captionTop = Margin + titleHeight + body.Height + Gap;
        double height = captionTop + Block(captionLines, TextStyle.Caption) + Margin;
        string name = Title.Length > 0 ? Title : body.Name;
        using var svg = new SvgWriter(stream, inner + (2 * Margin), height, name, $"{body.Name}. {caption}");
        Lines(svg, "title", titleLines, TextStyle.Title, Margin);
        body.Draw(svg, Margin, Margin + titleHeight);
        Lines(svg, "caption", captionLines, TextStyle.Caption, captionTop);
    }

    /// <summary>The picture as SVG.</summary>
    public string ToSvg()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Lays the picture out.</summary>
    private protected abstract IFigureBody CreateBody();

    private static string Sentence(string text) => text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static double Block(IReadOnlyList<string> lines, TextStyle style) => lines.Count * style.Size * TextMetrics.LineHeight;

    private static void Lines(SvgWriter svg, string kind, IReadOnlyList<string> lines, TextStyle style, double top)
    {
        if (lines.Count == 0)
        {
            return;
        }

        svg.BeginGroup(kind);
        for (int i = 0; i < lines.Count; i++)
        {
            svg.Text(Margin, top + style.Size + (i * style.Size * TextMetrics.LineHeight), lines[i], style);
        }

        svg.EndGroup();
    }
}
