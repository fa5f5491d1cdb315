using DnnBrain.Rsa;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Decides which figure results of one kind become; the figures themselves know no result.</summary>
internal static class FigureOfResults
{
    private const string Expected = "RDMs, comparisons (with their differences), similarities over time (with their noise ceilings), parts of variance, weighted RSA, or maps";

    /// <summary>The figure of some results.</summary>
    /// <exception cref="DnnBrainException">
    /// There is something else, or several kinds (<c>FigureInputUnsupported</c>), and what the kind's figure refuses.
    /// </exception>
    public static Figure Create(IReadOnlyList<object> results, FigureSettings settings)
    {
        if (Of<Rdm>(results) is { } rdms)
        {
            return RdmFigures.Create(rdms, settings);
        }

        if (Of<RsaComparison, RsaDifference>(results) is { Main.Count: > 0 } comparisons)
        {
            return ComparisonFigures.Create(comparisons.Main, comparisons.Beside, settings);
        }

        if (Of<TemporalRsa, RsaNoiseCeiling>(results) is { Main.Count: > 0 } courses)
        {
            return TemporalFigures.Create(courses.Main, courses.Beside, settings);
        }

        if (Of<VariancePart>(results) is { } parts)
        {
            return PartitionFigures.OfParts(parts, settings);
        }

        if (Of<WeightedRsa>(results) is { } weighted)
        {
            return PartitionFigures.OfWeights(weighted, settings);
        }

        if (results.All(MapFigures.IsMap))
        {
            return MapFigures.Create(results, settings.Slices, settings.Title, settings.Note);
        }

        string found = string.Join(", ", results.Select(result => result.GetType().Name).Distinct());
        throw new DnnBrainException("FigureInputUnsupported", ErrorKind.InvalidArgument, $"A figure shows results of one kind: {Expected}; these are {found}.", results[0]);
    }

    private static T[]? Of<T>(IReadOnlyList<object> results) => results.All(result => result is T) ? [.. results.Cast<T>()] : null;

    private static (IReadOnlyList<TMain> Main, IReadOnlyList<TBeside> Beside) Of<TMain, TBeside>(IReadOnlyList<object> results) =>
        results.All(result => result is TMain or TBeside) ? ([.. results.OfType<TMain>()], [.. results.OfType<TBeside>()]) : ([], []);
}
