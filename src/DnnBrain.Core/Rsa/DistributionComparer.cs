using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Rsa.Distribution;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>Compares the distributions of values to two sets of stimuli in bins that both share.</summary>
/// <remarks>
/// Bins run from the smallest to the largest value of both sets, so that bin i means the same in both; a histogram of each over its own
/// range would compare different values.
/// </remarks>
public static class DistributionComparer
{
    /// <summary>An RDM's dissimilarities as values whose distribution is compared; without a test, because pairs share stimuli.</summary>
    public static IPatternSet ToPatterns(Rdm rdm)
    {
        ArgumentNullException.ThrowIfNull(rdm);
        return new RdmPatterns(rdm);
    }

    /// <summary>Compares each layer's patterns with those of the same name in the other set.</summary>
    /// <param name="first">Patterns to one set of stimuli; one a layer or region.</param>
    /// <param name="second">Patterns to the other. One on each side are compared whatever their names.</param>
    /// <param name="options">Distance, bins, inference.</param>
    /// <param name="observer">Told, as failed items, of layers that cannot be compared.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>One result a layer, or a channel of each.</returns>
    /// <exception cref="DnnBrainException">A side is empty (<c>PatternMissing</c>); fewer than two bins (<c>BinCountInvalid</c>).</exception>
    /// <remarks>
    /// p is of exchanges of stimuli between the sets: of the two answers to each stimulus, where both hold the same stimuli by id, and of
    /// their membership where they hold different ones. Where they share some, stimuli cannot be exchanged: NaN and a warning. A stimulus
    /// keeps all its values together. For the maximum statistic Wasserstein distances count in spreads of both sets, because parts may have
    /// different units. RDMs have no p: pairs share stimuli. Values that are not finite are in no bin, with a warning. Memory: 8 bytes a
    /// stimulus, part and bin; so many additions a draw.
    /// </remarks>
    public static IReadOnlyList<DistributionDistance> Compare(
        IReadOnlyList<IPatternSet> first, IReadOnlyList<IPatternSet> second, DistributionOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Inference.Validate();
        if (options.BinCount < 2)
        {
            throw new DnnBrainException("BinCountInvalid", ErrorKind.InvalidArgument, $"The number of bins is {options.BinCount}; it is at least 2.", options.BinCount);
        }

        if (first.Count == 0 || second.Count == 0)
        {
            throw new DnnBrainException("PatternMissing", ErrorKind.InvalidArgument, "There are no patterns on one side; two sets are compared.");
        }

        var results = new List<DistributionDistance>();
        var groups = new Dictionary<string, List<DistributionPair>>(StringComparer.Ordinal);
        foreach (IPatternSet patterns in first)
        {
            try
            {
                IPatternSet other = first.Count == 1 && second.Count == 1 ? second[0] : Partner(patterns, second);
                var pair = new DistributionPair(patterns, other, options, observer, token);
                if (!groups.TryGetValue(pair.StimulusKey, out List<DistributionPair>? same))
                {
                    groups[pair.StimulusKey] = same = [];
                }

                same.Add(pair);
            }
            catch (DnnBrainException e)
            {
                observer.ItemFailed(e);
            }
        }

        foreach (List<DistributionPair> pairs in groups.Values)
        {
            results.AddRange(Test(pairs, options, observer, token));
        }

        return results;
    }

    private static IPatternSet Partner(IPatternSet patterns, IReadOnlyList<IPatternSet> second)
    {
        IPatternSet[] same = [.. second.Where(set => set.Name == patterns.Name && set.Subject == patterns.Subject)];
        return same.Length switch
        {
            1 => same[0],
            0 => throw new DnnBrainException(
                "PatternNotFound",
                ErrorKind.NotFound,
                $"The other set has no patterns of '{patterns.Name}'{Of(patterns)}; it has {string.Join(", ", second.Select(set => $"'{set.Name}'{Of(set)}").Distinct())}.",
                patterns.Name),
            _ => throw new DnnBrainException(
                "PatternAmbiguous", ErrorKind.InvalidArgument, $"The other set has {same.Length} patterns of '{patterns.Name}'{Of(patterns)}; one is compared.", patterns.Name),
        };
    }

    private static string Of(IPatternSet patterns) => patterns.Subject is null ? "" : $" of {patterns.Subject}";

    private static IEnumerable<DistributionDistance> Test(List<DistributionPair> pairs, DistributionOptions options, IRunObserver observer, CancellationToken token)
    {
        DistributionPair any = pairs[0];
        if (any.Exchange == SetExchange.None && any.First is not RdmPatterns)
        {
            observer.Warning($"The two sets of '{any.First.Name}' share some of their stimuli, not all, or hold one twice: these can neither be exchanged within a stimulus nor between the sets. There is no p.");
        }

        int cells = pairs.Sum(pair => pair.Cell.PartCount);
        double[] observed = new double[cells];
        Evaluation(pairs)(any.Membership(null), observed);
        InferenceOptions inference = options.Inference with
        {
            PermutationCount = any.Exchange == SetExchange.None ? 0 : options.Inference.PermutationCount,
            Alternative = Alternative.Greater,
        };
        double[] scale = [.. pairs.SelectMany(pair => pair.Cell.Scale)];
        double[] scaled = [.. observed.Select((distance, cell) => distance * scale[cell])];
        ResamplingResult test = new ResamplingTest("SetPermutation", scaled, 1e-12, inference).Run(
            inference.PermutationCount,
            isExact: false,
            "Exchanging stimuli",
            () =>
            {
                DistributionEvaluation evaluate = Evaluation(pairs);
                return (draw, values) =>
                {
                    evaluate(any.Membership(new RandomStream(inference.Seed, RandomPurpose.SetPermutation, draw)), values);
                    for (int cell = 0; cell < values.Length; cell++)
                    {
                        values[cell] *= scale[cell];
                    }
                };
            },
            observer,
            token);
        int at = 0;
        foreach (DistributionPair pair in pairs)
        {
            for (int part = 0; part < pair.Cell.PartCount; part++, at++)
            {
                yield return pair.Result(part, observed[at], options) with
                {
                    PValue = test.PValue[at],
                    AdjustedPValue = test.AdjustedPValue[at],
                    PermutationCount = test.DrawCount,
                    Provenance = Provenance(pair, options, inference),
                };
            }
        }
    }

    private delegate void DistributionEvaluation(bool[] isSecond, Span<double> values);

    private static DistributionEvaluation Evaluation(List<DistributionPair> pairs)
    {
        double[][] counts = [.. pairs.Select(pair => new double[pair.Cell.All.Length])];
        return (isSecond, values) =>
        {
            int at = 0;
            for (int i = 0; i < pairs.Count; i++)
            {
                pairs[i].Cell.Evaluate(isSecond, counts[i], values.Slice(at, pairs[i].Cell.PartCount));
                at += pairs[i].Cell.PartCount;
            }
        };
    }

    private static Provenance Provenance(DistributionPair pair, DistributionOptions options, InferenceOptions inference)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Method"] = options.Method.ToString(),
            ["BinCount"] = options.BinCount.ToString(CultureInfo.InvariantCulture),
            ["ByChannel"] = options.ByChannel.ToString(),
        };
        inference.Describe(parameters);
        return new Provenance
        {
            Operation = "Measure-DistributionDistance",
            Seed = options.Inference.Seed,
            Parameters = parameters,
            Sources = [pair.First.Provenance, pair.Second.Provenance],
        };
    }
}
