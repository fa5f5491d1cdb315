using System.Globalization;
using DnnBrain.Rsa;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Decides what RDMs and comparisons look like; the figures themselves know neither.</summary>
internal static class FigureOfResults
{
    /// <summary>Negative numbers smaller than this share of the largest one are zeros that were rounded.</summary>
    private const double Rounding = 1e-6;

    /// <summary>A heat map of RDMs, or bars of comparisons.</summary>
    /// <exception cref="DnnBrainException">
    /// There is something else, or both (<c>FigureInputUnsupported</c>); RDMs are about different stimuli
    /// (<c>StimulusMismatch</c>); comparisons were made by different methods (<c>MethodMismatch</c>) or show one pair of layer and
    /// region twice (<c>ComparisonDuplicate</c>).
    /// </exception>
    public static Figure Create(IReadOnlyList<object> results, StimulusGrouping grouping, string title, string note)
    {
        if (results.All(result => result is Rdm))
        {
            return OfRdms([.. results.Cast<Rdm>()], grouping, title, note);
        }

        if (results.All(result => result is RsaComparison))
        {
            return OfComparisons([.. results.Cast<RsaComparison>()], title, note);
        }

        string found = string.Join(", ", results.Select(result => result.GetType().Name).Distinct());
        throw new DnnBrainException("FigureInputUnsupported", ErrorKind.InvalidArgument, $"A figure shows either Rdm objects or RsaComparison objects; these are {found}.", results[0]);
    }

    private static HeatmapFigure OfRdms(IReadOnlyList<Rdm> rdms, StimulusGrouping grouping, string title, string note)
    {
        (string[] ids, string[] groups) = grouping.IsEmpty ? ([.. rdms[0].StimulusId], []) : grouping.Order(rdms[0].StimulusId, rdms[0].Name);
        bool severalSources = rdms.Select(rdm => rdm.Source).Distinct(StringComparer.Ordinal).Skip(1).Any();
        return new HeatmapFigure(ids, rdms.Select(rdm => Panel(rdm.Reorder(ids), severalSources))) { Groups = groups, Title = title, Note = note };
    }

    private static HeatmapPanel Panel(Rdm rdm, bool withSource)
    {
        string[] parts = [withSource ? rdm.Source : "", rdm.Name, rdm.Subject ?? ""];
        double[] finite = [.. rdm.Dissimilarity.Where(double.IsFinite)];
        bool twoSided = finite.Length > 0 && finite.Min() < -Rounding * Math.Abs(finite.Max());
        return new HeatmapPanel(string.Join(' ', parts.Where(part => part.Length > 0)), rdm.ToSquare(), Distance(rdm.Metric))
        {
            // Unbiased distances such as crossnobis scatter around zero.
            Center = twoSided ? 0 : null,
        };
    }

    private static string Distance(string metric) => metric switch
    {
        "Correlation" => "Correlation distance, 1 − r",
        "Cosine" => "Cosine distance, 1 − cos",
        "Euclidean" => "Euclidean distance",
        "Unknown" => "Dissimilarity",
        _ => metric,
    };

    private static BarFigure OfComparisons(IReadOnlyList<RsaComparison> comparisons, string title, string note)
    {
        string[] methods = [.. comparisons.Select(comparison => comparison.Method).Distinct(StringComparer.Ordinal)];
        if (methods.Length > 1)
        {
            throw new DnnBrainException("MethodMismatch", ErrorKind.InvalidArgument, $"One axis cannot show {string.Join(" and ", methods)} correlations; draw a figure for each.", methods[1]);
        }

        RsaComparison? twice = comparisons.GroupBy(c => (c.Source, c.Name, c.Region)).FirstOrDefault(group => group.Skip(1).Any())?.First();
        if (twice is not null)
        {
            throw new DnnBrainException("ComparisonDuplicate", ErrorKind.InvalidData, $"'{twice.Name}' is compared with '{twice.Region}' more than once; draw a figure for each analysis.", twice);
        }

        bool severalSources = comparisons.Select(comparison => comparison.Source).Distinct(StringComparer.Ordinal).Skip(1).Any();
        IEnumerable<BarPanel> panels = comparisons
            .GroupBy(comparison => comparison.Region, StringComparer.Ordinal)
            .Select(region => new BarPanel(region.Key, [.. region.Select(comparison => ToBar(comparison, severalSources))])
            {
                CeilingLower = region.First().CeilingLower,
                CeilingUpper = region.First().CeilingUpper,
            });
        return new BarFigure(panels) { ValueLabel = $"{methods[0]} correlation of RDMs", Correction = Correction(comparisons), Title = title, Note = note };
    }

    private static Bar ToBar(RsaComparison comparison, bool withSource) => new(comparison.Name, comparison.Correlation)
    {
        Series = withSource ? comparison.Source : "",
        StandardError = comparison.StandardError,
        Subjects = comparison.SubjectCorrelation,
        AdjustedP = double.IsNaN(comparison.AdjustedPValue) ? null : comparison.AdjustedPValue,
    };

    private static string Correction(IReadOnlyList<RsaComparison> comparisons)
    {
        long[] counts = [.. comparisons.Select(comparison => comparison.PermutationCount).Distinct()];
        string[] sides = [.. comparisons.Select(comparison => comparison.Provenance.Parameters.GetValueOrDefault("Alternative", "")).Distinct(StringComparer.Ordinal)];
        string permutations = counts.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"{counts[0]:N0} label permutations") : "label permutations";
        string side = sides switch { ["TwoSided"] => ", two-sided", ["Greater"] => ", one-sided", _ => "" };
        return $"{permutations}{side}, maximum statistic over layers and regions";
    }
}
