using System.Numerics.Tensors;
using DnnBrain.Core.Tests.Rsa;
using DnnBrain.Rsa;
using DnnBrain.Statistics;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// The data of one study: patterns of stimuli over units whose values go together with their neighbours', as voxels' do, and the RDMs of such patterns.
/// </summary>
/// <param name="study">The number of the study: other people.</param>
/// <param name="stimuli">Number of stimuli.</param>
/// <param name="set">The number of the set of stimuli; the study's own by default.</param>
internal sealed class SimulatedStudy(int study, int stimuli, int? set = null)
{
    /// <summary>Number of units.</summary>
    public const int Units = 10;

    // The correlation of neighbouring units.
    private const double Smoothness = 0.5;

    private readonly RandomStream _ofStimuli = new(20261122, RandomPurpose.Simulation, set ?? study);

    /// <summary>Random numbers for what differs between studies of one set of stimuli.</summary>
    public RandomStream Random { get; } = new(20261123, RandomPurpose.Simulation, study);

    /// <summary>Number of stimuli.</summary>
    public int StimulusCount => stimuli;

    /// <summary>
    /// The correlation of squared distances of patterns whose values correlate by ρ: ρ². For a = x·g + e and b = y·g + e' with g, e, e' of the same
    /// covariance, ρ = xy/√((1 + x²)(1 + y²)).
    /// </summary>
    public static double Correlation(double x, double y) => x * x * y * y / ((1 + (x * x)) * (1 + (y * y)));

    /// <summary>Patterns that belong to the set of stimuli: of a model, of a region's shared geometry.</summary>
    public double[] Shared() => Patterns(_ofStimuli);

    /// <summary>Patterns that belong to a person.</summary>
    public double[] Own() => Patterns(Random);

    /// <summary>weight · shared + patterns of its own.</summary>
    public static double[] Mix(double weight, double[] shared, double[] own)
    {
        double[] sum = new double[own.Length];
        TensorPrimitives.MultiplyAdd(shared, weight, own, sum);
        return sum;
    }

    /// <summary>A model RDM that knows as much of a region's patterns as the weight says.</summary>
    public Rdm Model(string name, double weight = 0, double[]? region = null) =>
        Rdm(name, null, region is null ? Shared() : Mix(weight, region, Shared()));

    /// <summary>A region's RDMs of people, of whom each has the shared patterns as the weight says and patterns of their own.</summary>
    public Rdm[] People(int count, double weight, double[] region, string name = "region") =>
        [.. Enumerable.Range(0, count).Select(s => Rdm(name, $"s{s}", Mix(weight, region, Own())))];

    /// <summary>Squared Euclidean distances.</summary>
    public Rdm Rdm(string name, string? subject, double[] patterns) => RsaCase.Rdm(name, subject, Distances(patterns));

    /// <summary>Squared Euclidean distances.</summary>
    public double[] Distances(double[] patterns)
    {
        int units = patterns.Length / stimuli;
        double[] distances = new double[stimuli * (stimuli - 1) / 2];
        for (int i = 0, pair = 0; i < stimuli; i++)
        {
            for (int j = i + 1; j < stimuli; j++, pair++)
            {
                double distance = TensorPrimitives.Distance<double>(patterns.AsSpan(i * units, units), patterns.AsSpan(j * units, units));
                distances[pair] = distance * distance;
            }
        }

        return distances;
    }

    private double[] Patterns(RandomStream random)
    {
        double[] patterns = new double[stimuli * Units];
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i] = i % Units == 0 ? random.NextNormal() : (Smoothness * patterns[i - 1]) + (Math.Sqrt(1 - (Smoothness * Smoothness)) * random.NextNormal());
        }

        return patterns;
    }
}
