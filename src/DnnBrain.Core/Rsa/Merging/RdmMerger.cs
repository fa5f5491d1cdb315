using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Merging;

/// <summary>Makes one RDM of several, which may be about different stimuli.</summary>
public static class RdmMerger
{
    // For the sum of squared changes of an estimate of length 1. Parts that hardly overlap come to rest slowly: with rsatoolbox's 1e-8
    // values are up to some per cent from where they rest.
    private const double Settled = 1e-28;

    private const int MostRounds = 10_000;

    private const double LeastEvidence = 0.2 * 0.2;

    /// <summary>Merges.</summary>
    /// <param name="rdms">One or more RDMs of one metric. Pairs that are NaN are missing.</param>
    /// <param name="options">Method and weights.</param>
    /// <param name="observer">Told of pairs that no RDM has.</param>
    /// <param name="token">Stops between two rounds.</param>
    /// <returns>
    /// An RDM of all stimuli, in the order in which they first occur; NaN for a pair that no RDM has. <see cref="Rdm.Evidence"/> is the sum
    /// of weights of each pair, with equal weights the number of RDMs. Name, source and subject are those that all share; others are empty.
    /// </returns>
    /// <exception cref="DnnBrainException">
    /// There is no RDM (<c>RdmTooFew</c>), they differ in metric (<c>RdmMetricMismatch</c>), or one has no length to be scaled by
    /// (<c>RdmConstant</c>).
    /// </exception>
    /// <remarks>
    /// Rescale: the estimate e begins as the weighted mean brought to length 1. Each RDM x becomes x/|x| · |e on the pairs of x|, and e the
    /// weighted mean of these, brought to length 1, until it stays (the squared change is below 1e-28; rsatoolbox stops at 1e-8). Weights
    /// are those of the RDMs as they come. Kriegeskorte and Mur 2012, Front Psychol 3. RDMs that share no pair with the others, directly or
    /// over third ones, have no scale in common with them: they keep that which they come with, and a warning says so. O(pairs × RDMs) a
    /// round.
    /// </remarks>
    public static Rdm Merge(IReadOnlyList<Rdm> rdms, MergeOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(rdms);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        if (rdms.Count == 0)
        {
            throw new DnnBrainException("RdmTooFew", ErrorKind.InvalidArgument, "There is no RDM to merge.", null);
        }

        if (rdms.FirstOrDefault(rdm => rdm.Metric != rdms[0].Metric) is { } other)
        {
            throw new DnnBrainException("RdmMetricMismatch", ErrorKind.InvalidData, $"'{rdms[0]}' and '{other}' differ in metric; their dissimilarities have no common scale. Convert-Rdm -Transform Rank gives them one.", other);
        }

        string[] ids = [.. rdms.SelectMany(rdm => rdm.StimulusId).Distinct(StringComparer.Ordinal)];
        double[][] values = [.. rdms.Select(rdm => Spread(rdm, ids))];
        double[][] weights = [.. values.Select(x => Weights(x, options.Weight))];
        double[] merged = options.Method == MergeMethod.Mean ? Mean(values, weights) : Rescale(rdms, values, weights, observer, token);
        double[] evidence = Sum(weights);
        if (evidence.Count(weight => weight == 0) is > 0 and int none)
        {
            observer.Warning($"{none} of {merged.Length} pairs are in none of the {rdms.Count} RDMs; they are NaN.");
        }

        return new Rdm(Common(rdm => rdm.Name) ?? "merged", rdms[0].Metric, ids, merged, Provenance(rdms, options))
        {
            Source = Common(rdm => rdm.Source) ?? "",
            Subject = Common(rdm => rdm.Subject),
            Time = rdms.All(rdm => rdm.Time == rdms[0].Time) ? rdms[0].Time : null,
            Evidence = Array.AsReadOnly(evidence),
        };

        string? Common(Func<Rdm, string?> property) => rdms.All(rdm => property(rdm) == property(rdms[0])) ? property(rdms[0]) : null;
    }

    // The values of an RDM at the pairs of all stimuli; NaN elsewhere.
    private static double[] Spread(Rdm rdm, string[] ids)
    {
        Dictionary<string, int> position = Stimuli.StimulusIds.Index(ids, "all stimuli");
        int[] place = [.. rdm.StimulusId.Select(id => position[id])];
        double[] spread = new double[(long)ids.Length * (ids.Length - 1) / 2];
        Array.Fill(spread, double.NaN);
        for (int i = 0, pair = 0; i < place.Length; i++)
        {
            for (int j = i + 1; j < place.Length; j++, pair++)
            {
                spread[Rdm.PairIndex(place[i], place[j], ids.Length)] = rdm.Dissimilarity[pair];
            }
        }

        return spread;
    }

    private static double[] Weights(double[] values, MergeWeight weight)
    {
        int present = values.Count(value => !double.IsNaN(value));
        return [.. values.Select(value => double.IsNaN(value) ? 0 : weight switch
        {
            MergeWeight.Evidence => Math.Max(value * value, LeastEvidence),
            MergeWeight.SetSize => 1.0 / present,
            _ => 1,
        })];
    }

    private static double[] Rescale(IReadOnlyList<Rdm> rdms, double[][] values, double[][] weights, IRunObserver observer, CancellationToken token)
    {
        double[] lengths = [.. values.Select((x, r) => Length(x, x) is > 0 and var length
            ? length
            : throw new DnnBrainException("RdmConstant", ErrorKind.InvalidData, $"All dissimilarities of '{rdms[r]}' are 0 or missing; it has no scale.", rdms[r]))];
        WarnOfParts(rdms, values, observer);
        double[] estimate = ToUnit(Mean(values, weights));
        double[] mean = estimate;
        for (int round = 0; round < MostRounds; round++)
        {
            token.ThrowIfCancellationRequested();
            double[][] aligned = [.. values.Select((x, r) => Scale(x, Length(estimate, x) / lengths[r]))];
            mean = Mean(aligned, weights);
            double[] next = ToUnit(mean);
            double change = next.Zip(estimate, (a, b) => double.IsNaN(a) ? 0 : (a - b) * (a - b)).Sum();
            estimate = next;
            if (change <= Settled)
            {
                observer.Verbose($"{values.Length} RDMs rescaled to one another in {round + 1} rounds.");
                return mean;
            }
        }

        observer.Warning($"The rescaling of {values.Length} RDMs did not settle in {MostRounds} rounds.");
        return mean;
    }

    // RDMs hang together that share a pair, also over third ones.
    private static void WarnOfParts(IReadOnlyList<Rdm> rdms, double[][] values, IRunObserver observer)
    {
        int[] part = [.. Enumerable.Range(0, rdms.Count)];
        int[] first = new int[values[0].Length];
        Array.Fill(first, -1);
        for (int r = 0; r < values.Length; r++)
        {
            for (int pair = 0; pair < first.Length; pair++)
            {
                if (double.IsNaN(values[r][pair]))
                {
                    continue;
                }

                if (first[pair] < 0)
                {
                    first[pair] = r;
                }
                else if (part[first[pair]] != part[r])
                {
                    (int kept, int joined) = (part[first[pair]], part[r]);
                    part = [.. part.Select(p => p == joined ? kept : p)];
                }
            }
        }

        if (part.Distinct().Count() is > 1 and int parts)
        {
            int other = Enumerable.Range(0, part.Length).First(r => part[r] != part[0]);
            observer.Warning(
                $"{rdms.Count} RDMs fall into {parts} groups that share no pair ('{rdms[0]}' and '{rdms[other]}' are in two). Nothing says how their scales relate; they keep those that they come with.");
        }
    }

    private static double[] Scale(double[] values, double factor)
    {
        double[] scaled = new double[values.Length];
        TensorPrimitives.Multiply(values, factor, scaled);
        return scaled;
    }

    private static double[] ToUnit(double[] values) => Scale(values, 1 / Length(values, values));

    // The length of values over the pairs at which others are there.
    private static double Length(double[] values, double[] others)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += double.IsNaN(others[i]) || double.IsNaN(values[i]) ? 0 : values[i] * values[i];
        }

        return Math.Sqrt(sum);
    }

    private static double[] Mean(double[][] values, double[][] weights)
    {
        double[] mean = new double[values[0].Length];
        for (int pair = 0; pair < mean.Length; pair++)
        {
            double sum = 0;
            double weight = 0;
            for (int r = 0; r < values.Length; r++)
            {
                if (weights[r][pair] > 0)
                {
                    sum += weights[r][pair] * values[r][pair];
                    weight += weights[r][pair];
                }
            }

            mean[pair] = sum / weight;
        }

        return mean;
    }

    private static double[] Sum(double[][] weights)
    {
        double[] sum = new double[weights[0].Length];
        foreach (double[] weight in weights)
        {
            TensorPrimitives.Add(sum, weight, sum);
        }

        return sum;
    }

    private static Provenance Provenance(IReadOnlyList<Rdm> rdms, MergeOptions options) => new()
    {
        Operation = "Merge-Rdm",
        Parameters = new Dictionary<string, string> { ["Method"] = options.Method.ToString(), ["Weight"] = options.Weight.ToString(), ["Count"] = FormattableString.Invariant($"{rdms.Count}") },
        Sources = [.. rdms.Select(rdm => rdm.Provenance)],
    };
}
