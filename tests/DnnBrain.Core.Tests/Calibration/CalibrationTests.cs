using DnnBrain.Statistics.Inference;
using Xunit;
using Xunit.Abstractions;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// The slow suite: where nothing is there to be found, each test finds something in 3 to 7 % of 1,000 simulated studies. The standard error of such a share is
/// 0.7 %, so a test that keeps its 5 % fails here once in 250 runs. <c>./build.sh calibrate</c> runs it.
/// </summary>
[Trait("Category", "Calibration")]
public class CalibrationTests(ITestOutputHelper output)
{
    private const int Simulations = 1000;
    private const int Stimuli = 48;
    private const int Subjects = 16;

    [CalibrationTheory]
    [InlineData(BootstrapFactor.Stimulus, "Pearson")]
    [InlineData(BootstrapFactor.Subject, "Pearson")]
    [InlineData(BootstrapFactor.Both, "Pearson")]
    [InlineData(BootstrapFactor.Both, "Spearman")]
    [InlineData(BootstrapFactor.Both, "RhoA")]
    [InlineData(BootstrapFactor.Both, "CorrelationCov")]
    public void Bootstrap_UnrelatedModel_KeepsItsLevel(BootstrapFactor factor, string method)
    {
        (double rejected, double covered) = Calibration.Unrelated(factor, method, Simulations, Stimuli, Subjects);
        output.WriteLine($"{factor} {method}: rejected {rejected:P1}, covered {covered:P1}");
        Assert.InRange(rejected, 0.03, 0.07);
        Assert.InRange(covered, 0.93, 0.97);
    }

    [CalibrationTheory]
    [InlineData(BootstrapFactor.Stimulus)]
    [InlineData(BootstrapFactor.Both)]
    public void Bootstrap_TwoModelsEquallyGood_KeepsItsLevel(BootstrapFactor factor)
    {
        (double rejected, _) = Calibration.EqualModels(factor, "Pearson", Simulations, Stimuli, Subjects);
        output.WriteLine($"{factor} difference: rejected {rejected:P1}");
        Assert.InRange(rejected, 0.03, 0.07);
    }

    [CalibrationTheory]
    [InlineData(Correction.Maximum)]
    [InlineData(Correction.Holm)]
    public void Bootstrap_TwoUnrelatedModels_KeepsTheFamilysLevel(Correction correction)
    {
        double rejected = Calibration.FamilyWise(BootstrapFactor.Both, correction, Simulations, Stimuli, Subjects);
        output.WriteLine($"{correction}: rejected {rejected:P1}");
        Assert.InRange(rejected, 0.03, 0.07);
    }

    [CalibrationFact]
    public void SubjectT_UnrelatedSubjects_KeepsItsLevel()
    {
        double rejected = Calibration.SubjectT(Simulations, Stimuli, Subjects);
        output.WriteLine($"t: rejected {rejected:P1}");
        Assert.InRange(rejected, 0.03, 0.07);
    }

    [CalibrationTheory]
    [InlineData(BootstrapFactor.None, 1000)]
    [InlineData(BootstrapFactor.Both, 1000)]
    public void Choice_UnrelatedModels_KeepsItsLevel(BootstrapFactor factor, int simulations)
    {
        double rejected = Calibration.Choice(factor, simulations, 24, Subjects);
        output.WriteLine($"choice {factor}: rejected {rejected:P1}");
        Assert.InRange(rejected, 0.03, 0.07);
    }

    [CalibrationTheory]
    [InlineData("Pearson")]
    [InlineData("Spearman")]
    [InlineData("CorrelationCov")]
    public void Ceiling_TrueModel_IsBracketed(string method)
    {
        double bracketed = Calibration.CeilingBrackets(method, Simulations, Stimuli, Subjects);
        output.WriteLine($"{method}: bracketed {bracketed:P1}");
        Assert.InRange(bracketed, 0.9, 1);
    }
}
