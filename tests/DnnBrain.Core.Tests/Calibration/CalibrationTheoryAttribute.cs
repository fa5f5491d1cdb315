using Xunit;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>A theory of the slow suite; see <see cref="CalibrationFactAttribute"/>.</summary>
internal sealed class CalibrationTheoryAttribute : TheoryAttribute
{
    public CalibrationTheoryAttribute() => Skip = Reason;

    /// <summary>Why it does not run; null where it does.</summary>
    public static string? Reason { get; } =
        Environment.GetEnvironmentVariable("DNNBRAIN_CALIBRATE") == "1" ? null : "The slow suite: ./build.sh calibrate";
}
