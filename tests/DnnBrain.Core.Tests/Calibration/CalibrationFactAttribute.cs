using Xunit;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>A test of the slow suite: it runs where <c>DNNBRAIN_CALIBRATE</c> is 1, as <c>./build.sh calibrate</c> sets it.</summary>
internal sealed class CalibrationFactAttribute : FactAttribute
{
    public CalibrationFactAttribute() => Skip = CalibrationTheoryAttribute.Reason;
}
