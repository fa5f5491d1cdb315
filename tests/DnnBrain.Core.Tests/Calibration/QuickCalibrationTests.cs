using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// The slow suite in small, so that a test that has lost its level is seen at once: 200 studies, of which 5 % are 10 ± 3.1; the bounds are three of these away.
/// </summary>
public class QuickCalibrationTests
{
    private const int Simulations = 200;

    [Theory]
    [InlineData(BootstrapFactor.Stimulus)]
    [InlineData(BootstrapFactor.Subject)]
    [InlineData(BootstrapFactor.Both)]
    public void Bootstrap_UnrelatedModel_RejectsAboutFivePercent(BootstrapFactor factor)
    {
        (double rejected, double covered) = Calibration.Unrelated(factor, "Pearson", Simulations, stimuli: 20, subjects: 8);
        Assert.InRange(rejected, 0.005, 0.1);
        Assert.InRange(covered, 0.9, 0.995);
    }

    [Fact]
    public void SubjectT_UnrelatedSubjects_RejectsAboutFivePercent() => Assert.InRange(Calibration.SubjectT(Simulations, 20, 8), 0.005, 0.1);

    [Fact]
    public void Ceiling_TrueModel_IsBracketed() => Assert.InRange(Calibration.CeilingBrackets("Spearman", Simulations, 20, 8), 0.9, 1);
}
