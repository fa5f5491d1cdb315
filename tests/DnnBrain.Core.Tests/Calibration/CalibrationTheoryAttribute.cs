using System.Globalization;
using Xunit;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// A test of the slow suite: it runs where <c>DNNBRAIN_CALIBRATE</c> is 1, as <c>./build.sh calibrate</c> sets it; with a larger number it simulates so many
/// studies at most, to have a look.
/// </summary>
internal sealed class CalibrationTheoryAttribute : TheoryAttribute
{
    private static readonly string? s_setting = Environment.GetEnvironmentVariable("DNNBRAIN_CALIBRATE");

    public CalibrationTheoryAttribute() => Skip = s_setting is null ? "The slow suite: ./build.sh calibrate" : null;

    /// <summary>The most studies of a simulation; null for as many as it asks for.</summary>
    public static int? StudyLimit { get; } = int.TryParse(s_setting, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 1 ? limit : null;
}
