using DnnBrain.Visualization.Bars;

namespace DnnBrain.Visualization;

/// <summary>
/// Layers × regions: one panel a region, one bar a layer (or a group of bars, one a network), with standard errors, the single
/// subjects, the noise ceiling as a band and an asterisk where the adjusted p-value is below 0.05.
/// </summary>
/// <remarks>
/// All panels share the vertical axis, which always contains zero. A subject's dot stands at the same place within each bar, so
/// that it can be followed from bar to bar.
/// </remarks>
public sealed class BarFigure : Figure
{
    /// <summary>Adjusted p-values below this get an asterisk.</summary>
    public const double SignificanceLevel = 0.05;

    /// <summary>Makes the figure.</summary>
    /// <exception cref="DnnBrainException">
    /// There is no bar (<c>FigureEmpty</c>), or a difference of bars that are not there (<c>ShapeMismatch</c>).
    /// </exception>
    public BarFigure(IEnumerable<BarPanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        Panels = Array.AsReadOnly(panels.ToArray());
        if (!Panels.Any(panel => panel.Bars.Count > 0))
        {
            throw FigureErrors.Empty("bar");
        }

        foreach (BarPanel panel in Panels)
        {
            if (panel.Differences.FirstOrDefault(pair => (uint)pair.First >= panel.Bars.Count || (uint)pair.Second >= panel.Bars.Count) is { } pair)
            {
                throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"{pair} is not between bars of '{panel.Name}', which has {panel.Bars.Count}.", panel.Name);
            }
        }
    }

    /// <summary>The regions.</summary>
    public IReadOnlyList<BarPanel> Panels { get; }

    /// <summary>What the heights are, for example <c>Spearman correlation</c>.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>How the p-values were adjusted, for the caption, for example <c>Benjamini-Hochberg over 14 tests</c>.</summary>
    public string Correction { get; init; } = "";

    /// <summary>What the error bars are, for the caption.</summary>
    public string ErrorLabel { get; init; } = "±1 standard error of the mean";

    /// <summary>How the p-values of <see cref="BarPanel.Differences"/> were adjusted; empty where differences were not tested.</summary>
    public string DifferenceCorrection { get; init; } = "";

    /// <summary>What one of <see cref="Bar.Subjects"/> is, in the singular.</summary>
    public string SubjectLabel { get; init; } = "subject";

    private protected override IFigureBody CreateBody() => new BarFigureBody(this);
}
