using DnnBrain.Visualization.TimeCourses;

namespace DnnBrain.Visualization;

/// <summary>
/// Curves over time: one panel a region, one curve a layer, with a confidence band over subjects, the noise ceiling, and below the curves a bar
/// for every significant stretch of time.
/// </summary>
/// <remarks>All panels share both axes. The vertical one contains zero, which has a line of its own.</remarks>
public sealed class TimeCourseFigure : Figure
{
    /// <summary>Makes the figure.</summary>
    /// <exception cref="DnnBrainException">
    /// There is no curve (<c>FigureEmpty</c>), a curve, its errors or a ceiling have another number of values than the panel has times
    /// (<c>ShapeMismatch</c>), or times do not ascend (<c>TimeUnordered</c>).
    /// </exception>
    public TimeCourseFigure(IEnumerable<TimePanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        Panels = Array.AsReadOnly(panels.ToArray());
        if (!Panels.Any(panel => panel.Time.Count > 0 && panel.Courses.Count > 0))
        {
            throw FigureErrors.Empty("curve");
        }

        foreach (TimePanel panel in Panels)
        {
            FigureErrors.ThrowIfUnordered(panel.Name, panel.Time);
            foreach (TimeCourse course in panel.Courses)
            {
                ThrowIfUneven(panel, course.Name, course.Values.Count, mayLack: false);
                ThrowIfUneven(panel, course.Name, course.StandardError.Count, mayLack: true);
            }

            ThrowIfUneven(panel, "noise ceiling", panel.CeilingLower.Count, mayLack: true);
            ThrowIfUneven(panel, "noise ceiling", panel.CeilingUpper.Count, mayLack: true);
        }
    }

    /// <summary>The regions.</summary>
    public IReadOnlyList<TimePanel> Panels { get; }

    /// <summary>What the values are, for example <c>Spearman correlation</c>.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>What the times are, with their unit: <c>Time (ms)</c>.</summary>
    public string TimeLabel { get; init; } = "Time";

    /// <summary>What the bars of significance stand for, for the caption, for example <c>cluster mass, 1,000 sign flips</c>.</summary>
    public string Correction { get; init; } = "";

    /// <summary>The share of bands that cover the true mean, each time by itself.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    private protected override IFigureBody CreateBody() => new TimeCourseBody(this);

    private static void ThrowIfUneven(TimePanel panel, string name, int count, bool mayLack)
    {
        if (count != panel.Time.Count && !(mayLack && count == 0))
        {
            throw new DnnBrainException(
                "ShapeMismatch", ErrorKind.InvalidData, $"'{name}' in '{panel.Name}' has {count} values, but there are {panel.Time.Count} times; one for each was expected.", name);
        }
    }
}
