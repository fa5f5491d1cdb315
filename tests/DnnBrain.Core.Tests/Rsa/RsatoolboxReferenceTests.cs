using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Metrics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>RDMs of the 92 simulated patterns of rsatoolbox's demo, against the values rsatoolbox gives.</summary>
public class RsatoolboxReferenceTests
{
    private const int Stimuli = 92;
    private const int Units = 100;

    [SharedDataFact]
    public void Build_SimulatedPatterns_EqualsRsatoolbox()
    {
        double[] patterns = NoisyPatterns();
        AssertReference("correlation(A)", RdmBuilder.Build(new ArrayPatterns(Stimuli, patterns), new RdmOptions(), SilentObserver.Instance, default).Dissimilarity);

        // What rsatoolbox calls euclidean is squared and divided by the number of units.
        var options = new RdmOptions { Metric = RdmMetric.Euclidean };
        Rdm euclidean = RdmBuilder.Build(new ArrayPatterns(Stimuli, patterns), options, SilentObserver.Instance, default);
        AssertReference("euclidean(A)", euclidean.Dissimilarity.Select(d => d * d / Units));
    }

    [SharedDataFact]
    public void Build_PatternsOfMagnitude1E16_KeepTheirCorrelations()
    {
        // The scale of patterns means nothing to their correlation.
        double[] huge = MatlabMatrix("simTruePatterns");
        double[] scaled = [.. huge.Select(x => x / 1e16)];
        Rdm of(double[] values) => RdmBuilder.Build(new ArrayPatterns(Stimuli, values), new RdmOptions(), SilentObserver.Instance, default);
        foreach ((double a, double b) in of(huge).Dissimilarity.Zip(of(scaled).Dissimilarity))
        {
            Assert.Equal(b, a, 1e-12);
        }
    }

    private static void AssertReference(string name, IEnumerable<double> dissimilarity)
    {
        // Python writes NaN, which JSON does not know.
        string json = File.ReadAllText(Path.Combine(SharedDataFactAttribute.Folder, "rdm_reference.json")).Replace("NaN", "null", StringComparison.Ordinal);
        using JsonDocument file = JsonDocument.Parse(json);
        JsonElement expected = file.RootElement.GetProperty("calc").GetProperty(name);
        double[] values = [.. dissimilarity];
        Assert.Equal(expected.Doubles("first3"), values[..3], (a, b) => Math.Abs(a - b) < 1e-11);

        // Sums of 4,186 values.
        Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-7);
        Assert.Equal(expected.GetProperty("ss").GetDouble(), values.Sum(d => d * d), 1e-6);
    }

    // A = B + 0.5 · simTruePatterns / 1e16 with B = simTruePatterns2, as the reference says.
    private static double[] NoisyPatterns()
    {
        double[] signal = MatlabMatrix("simTruePatterns2");
        double[] huge = MatlabMatrix("simTruePatterns");
        return [.. signal.Zip(huge, (b, x) => b + (0.5 * x / 1e16))];
    }

    private static double[] MatlabMatrix(string name) =>
        [.. MatFile.ReadMatrix(Path.Combine(SharedDataFactAttribute.Folder, "simTruePatterns.mat"), name).SelectMany(row => row)];
}
