namespace DnnBrain.Visualization;

/// <summary>One bar: a mean with its error, the numbers it is the mean of, and its test.</summary>
/// <param name="Category">What stands under it, for example a layer's name.</param>
/// <param name="Mean">Its height; may be negative. NaN is shown as <c>n/a</c>.</param>
public sealed record Bar(string Category, double Mean)
{
    /// <summary>The group it belongs to where several bars share a category, for example a network's name.</summary>
    public string Series { get; init; } = "";

    /// <summary>Standard error of the mean; null or NaN where there is none, for example for one subject.</summary>
    public double? StandardError { get; init; }

    /// <summary>Lower limit of an interval, drawn in place of the standard error; null or NaN where there is none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper limit of the interval.</summary>
    public double? High { get; init; }

    /// <summary>What gives the bar its colour where that is not its series, for example <c>unique</c>; empty for none.</summary>
    public string Shade { get; init; } = "";

    /// <summary>The single numbers, one a subject, in the order of the subjects; empty where they are not known.</summary>
    public IReadOnlyList<double> Subjects { get; init; } = [];

    /// <summary>Adjusted p-value; below 0.05 the bar gets an asterisk. Null where it was not tested.</summary>
    public double? AdjustedP { get; init; }

    internal bool HasInterval => Low is { } low && High is { } high && double.IsFinite(low) && double.IsFinite(high);

    /// <summary>Where the error bar begins and ends; null where there is none.</summary>
    internal (double Low, double High)? Whisker =>
        HasInterval ? (Low!.Value, High!.Value)
        : StandardError is { } error && double.IsFinite(error) && double.IsFinite(Mean) ? (Mean - error, Mean + error)
        : null;
}
