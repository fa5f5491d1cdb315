namespace DnnBrain.Visualization.Bars;

/// <summary>The range of the vertical axis of a <see cref="BarFigure"/>.</summary>
internal static class BarDomain
{
    /// <summary>Room for asterisks beyond the last mark, as a share of the range.</summary>
    private const double HeadRoom = 0.08;

    /// <summary>Zero and everything that is drawn, with head room on the sides where something is.</summary>
    public static (double Min, double Max) Of(BarFigure figure)
    {
        double min = 0;
        double max = 0;
        foreach (double value in figure.Panels.SelectMany(Drawn).Where(double.IsFinite))
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        double span = max - min;
        return span == 0 ? (0, 1) : (min < 0 ? min - (HeadRoom * span) : 0, max > 0 ? max + (HeadRoom * span) : 0);
    }

    private static IEnumerable<double> Drawn(BarPanel panel)
    {
        if (panel.HasCeiling)
        {
            yield return panel.CeilingLower!.Value;
            yield return panel.CeilingUpper!.Value;
        }

        foreach (Bar bar in panel.Bars)
        {
            yield return bar.Mean;
            if (bar.Whisker is { } whisker)
            {
                yield return whisker.Low;
                yield return whisker.High;
            }

            foreach (double value in bar.Subjects)
            {
                yield return value;
            }
        }
    }
}
