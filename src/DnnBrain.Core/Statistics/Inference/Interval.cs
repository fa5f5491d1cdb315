using System.Globalization;

namespace DnnBrain.Statistics.Inference;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Its lower limit; NaN where there is none.</param>
/// <param name="High">Its upper limit.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>No interval.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);

    /// <summary>Both limits in brackets; <c>–</c> for no interval.</summary>
    public override string ToString() => double.IsNaN(Low) ? "–" : string.Create(CultureInfo.InvariantCulture, $"[{Low:G4}, {High:G4}]");
}
