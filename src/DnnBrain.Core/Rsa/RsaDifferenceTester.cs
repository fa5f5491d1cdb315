using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>Tests which of several models is more similar to a region.</summary>
/// <remarks>
/// Models are compared on the same stimuli and the same people, so their similarities go up and down together; a difference is tested by itself,
/// and not by whether two intervals overlap.
/// </remarks>
public static class RsaDifferenceTester
{
    private const string Ceiling = "(noise ceiling)";

    /// <summary>Tests every pair of models of each region, or every model against its region's ceiling.</summary>
    /// <param name="comparisons">Results of one comparison or several.</param>
    /// <param name="againstCeiling">Against the lower bound of the noise ceiling instead of one another.</param>
    /// <param name="subjectTest">The test where comparisons have no bootstrap.</param>
    /// <param name="options">Correction; number of flips and seed for sign flips.</param>
    /// <param name="observer">Told how far flips are.</param>
    /// <param name="token">Stops the flips.</param>
    /// <returns>For each region every pair, the first model less the second, in the order of the comparisons.</returns>
    /// <exception cref="DnnBrainException">
    /// Some comparisons have a bootstrap of one call and some not (<c>ComparisonMixed</c>); subjects differ between models of one region
    /// (<c>SubjectMismatch</c>); there is nothing to test (<c>DifferenceMissing</c>); a ceiling is asked for without a bootstrap
    /// (<c>BootstrapMissing</c>).
    /// </exception>
    public static IReadOnlyList<RsaDifference> Test(
        IReadOnlyList<RsaComparison> comparisons, bool againstCeiling, SubjectTest subjectTest, InferenceOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ComparisonBootstrap? bootstrap = Shared(comparisons);
        if (againstCeiling && bootstrap is null)
        {
            throw new DnnBrainException(
                "BootstrapMissing",
                ErrorKind.InvalidArgument,
                "The noise ceiling is an estimate too, so a test against it needs the bootstrap of the comparison (Invoke-RsaComparison -Bootstrap).",
                comparisons.Count > 0 ? comparisons[0].Name : null);
        }

        List<(RsaComparison Model, RsaComparison? Other)> pairs = againstCeiling ? [.. comparisons.Select(c => (c, (RsaComparison?)null))] : Pairs(comparisons);
        if (pairs.Count == 0)
        {
            throw new DnnBrainException(
                "DifferenceMissing", ErrorKind.InvalidArgument, "No region has two models to compare; give the results of Invoke-RsaComparison for two models or more.", null);
        }

        InferenceOptions twoSided = options with { Alternative = Alternative.TwoSided };
        if (bootstrap is not null)
        {
            Contrast[] contrasts = [.. pairs.Select(pair =>
                pair.Other is { } other ? new Contrast(pair.Model.Origin!.Cell, other.Origin!.Cell) : bootstrap.ToCeiling(pair.Model.Origin!.Cell))];
            IReadOnlyList<ContrastTest> tests = bootstrap.Test(contrasts, twoSided.Alternative, twoSided.Correction);
            return [.. pairs.Select((pair, i) => Result(
                pair, tests[i].Estimate, tests[i].StandardError, tests[i].PValue, tests[i].AdjustedPValue, $"Bootstrap {bootstrap.Factor}", twoSided with { PermutationCount = 0 }))];
        }

        double[][] differences = [.. pairs.Select(OfSubjects)];
        double[,] values = SubjectTable.Create([.. pairs.Select((pair, i) => new SubjectBlock(pair.Model.Subject, 1, (_, s) => differences[i][s]))]);
        ResamplingResult result = subjectTest == SubjectTest.StudentT
            ? OneSampleTTest.Run(values, twoSided, observer, token)
            : SignFlipTest.Run(values, twoSided, observer, token);
        return [.. pairs.Select((pair, i) =>
        {
            // Of one subject too, who has no test.
            double[] there = [.. differences[i].Where(value => !double.IsNaN(value))];
            return Result(
                pair,
                there.DefaultIfEmpty(double.NaN).Average(),
                StandardError.OfMean(there),
                result.PValue[i],
                result.AdjustedPValue[i],
                subjectTest.ToString(),
                twoSided);
        })];
    }

    private static ComparisonBootstrap? Shared(IReadOnlyList<RsaComparison> comparisons)
    {
        ComparisonBootstrap[] all = [.. comparisons.Select(c => c.Origin?.Bootstrap).OfType<ComparisonBootstrap>().Distinct()];
        return all.Length == 0 ? null : all.Length == 1 && comparisons.All(c => c.Origin is not null) ? all[0] : throw new DnnBrainException(
            "ComparisonMixed",
            ErrorKind.InvalidArgument,
            "The comparisons come from several bootstraps, or some from none. Differences are tested under the same draws: compare all models in one call of Invoke-RsaComparison.",
            comparisons[0].Name);
    }

    private static List<(RsaComparison Model, RsaComparison? Other)> Pairs(IReadOnlyList<RsaComparison> comparisons)
    {
        var pairs = new List<(RsaComparison, RsaComparison?)>();
        foreach (IGrouping<string, RsaComparison> region in comparisons.GroupBy(c => c.Region, StringComparer.Ordinal))
        {
            RsaComparison[] models = [.. region];
            for (int i = 0; i < models.Length; i++)
            {
                for (int j = i + 1; j < models.Length; j++)
                {
                    pairs.Add((models[i], models[j]));
                }
            }
        }

        return pairs;
    }

    private static double[] OfSubjects((RsaComparison Model, RsaComparison? Other) pair)
    {
        (RsaComparison model, RsaComparison? other) = pair;
        return model.Subject.SequenceEqual(other!.Subject, StringComparer.Ordinal) && model.Method == other.Method
            ? [.. model.SubjectCorrelation.Zip(other.SubjectCorrelation, (one, two) => one - two)]
            : throw new DnnBrainException(
                "SubjectMismatch",
                ErrorKind.InvalidData,
                $"'{model.Name}' and '{other.Name}' were not compared with the same subjects of '{model.Region}' by the same method, so their difference means nothing.",
                model.Name);
    }

    private static RsaDifference Result(
        (RsaComparison Model, RsaComparison? Other) pair, double difference, double error, double p, double adjusted, string test, InferenceOptions inference)
    {
        var parameters = new Dictionary<string, string> { ["Test"] = test };
        inference.Describe(parameters);
        return new RsaDifference
        {
            Name = pair.Model.Name,
            Against = pair.Other?.Name ?? Ceiling,
            Region = pair.Model.Region,
            Difference = difference,
            StandardError = error,
            PValue = p,
            AdjustedPValue = adjusted,
            Test = test,
            Provenance = new Provenance
            {
                Operation = "Test-RsaDifference",
                Seed = inference.Seed,
                Parameters = parameters,
                Sources = pair.Other is { } other ? [pair.Model.Provenance, other.Provenance] : [pair.Model.Provenance],
            },
        };
    }
}
