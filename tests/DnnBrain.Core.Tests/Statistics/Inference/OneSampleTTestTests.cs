using System.Text.Json;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>t over subjects against <c>scipy.stats.ttest_1samp</c>, the maximum against all flips gone through in NumPy (bootstrap.py).</summary>
public class OneSampleTTestTests
{
    private static readonly JsonElement s_case = TestData.Json("bootstrap.json").GetProperty("ttest");

    [Fact]
    public void Run_SixSubjects_AsSciPy()
    {
        ResamplingResult result = Run(Values(), Alternative.Greater, Correction.Maximum);
        AssertClose(s_case.Doubles("p"), result.PValue);
        AssertClose(s_case.Doubles("maximum"), result.AdjustedPValue);
        Assert.True(result.IsExact);
        AssertClose(s_case.Doubles("two_sided"), Run(Values(), Alternative.TwoSided, Correction.None).AdjustedPValue);
    }

    [Fact]
    public void Run_OtherCorrections_AreThoseOfTheRawValues()
    {
        double[] p = s_case.Doubles("p");
        AssertClose(DnnBrain.Statistics.MultipleComparisons.Holm(p), Run(Values(), Alternative.Greater, Correction.Holm).AdjustedPValue);
        AssertClose(DnnBrain.Statistics.MultipleComparisons.BenjaminiHochberg(p), Run(Values(), Alternative.Greater, Correction.FalseDiscoveryRate).AdjustedPValue);
    }

    [Fact]
    public void Run_OneSubjectOrConstantValues_IsNaN()
    {
        Assert.True(double.IsNaN(Run(new double[,] { { 0.3 } }, Alternative.Greater, Correction.Maximum).PValue[0]));
        Assert.True(double.IsNaN(Run(new double[,] { { 0.1, 0.1, 0.1 } }, Alternative.Greater, Correction.Holm).PValue[0]));
        Assert.True(double.IsNaN(Run(new double[,] { { 0.3, double.NaN } }, Alternative.Greater, Correction.None).AdjustedPValue[0]));
    }

    [Fact]
    public void Run_ValuesThatAreTheSameInAllSubjects_AreCountedInAWarning()
    {
        // The second has one subject only, which is told elsewhere.
        var observer = new RecordingObserver();
        double[,] values = { { 0.1, 0.1, 0.1 }, { 0.3, double.NaN, double.NaN }, { 0.1, 0.2, 0.4 }, { 0, 0, 0 } };
        OneSampleTTest.Run(values, new InferenceOptions { Correction = Correction.None }, observer, default);
        Assert.StartsWith("2 of 4 values are the same in all subjects", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    private static ResamplingResult Run(double[,] values, Alternative alternative, Correction correction) =>
        OneSampleTTest.Run(values, new InferenceOptions { Alternative = alternative, Correction = correction }, new RecordingObserver(), default);

    private static double[,] Values()
    {
        double[,] values = new double[3, 6];
        for (int i = 0; i < 18; i++)
        {
            values[i / 6, i % 6] = s_case.GetProperty("values")[i / 6][i % 6].GetDouble();
        }

        return values;
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            // The incomplete beta functions of SciPy and MathNet agree to 1e-12.
            Assert.Equal(expected[i], actual[i], 1e-10);
        }
    }
}
