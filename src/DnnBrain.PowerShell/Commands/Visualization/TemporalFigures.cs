using DnnBrain.Rsa;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>What similarities over time look like: curves, or tables where models have times too.</summary>
internal static class TemporalFigures
{
    /// <summary>Curves or tables.</summary>
    /// <param name="results">The similarities.</param>
    /// <param name="ceilings">Noise ceilings of the same regions, one a time.</param>
    /// <param name="settings">Title, note, unit of time.</param>
    /// <exception cref="DnnBrainException">
    /// Different methods (<c>MethodMismatch</c>), a model and region twice (<c>ComparisonDuplicate</c>), models with and without times
    /// (<c>FigureInputUnsupported</c>), or ceilings of other times (<c>CeilingMismatch</c>).
    /// </exception>
    public static Figure Create(IReadOnlyList<TemporalRsa> results, IReadOnlyList<RsaNoiseCeiling> ceilings, FigureSettings settings)
    {
        string[] methods = [.. results.Select(result => result.Method).Concat(ceilings.Select(ceiling => ceiling.Method)).Distinct(StringComparer.Ordinal)];
        if (methods.Length > 1)
        {
            throw new DnnBrainException("MethodMismatch", ErrorKind.InvalidArgument, $"One axis cannot show {string.Join(" and ", methods)} correlations; draw a figure for each.", methods[1]);
        }

        if (results.GroupBy(result => (result.Source, result.Name, result.Region)).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new DnnBrainException("ComparisonDuplicate", ErrorKind.InvalidData, $"'{twice.Key.Name}' is compared with '{twice.Key.Region}' more than once; draw a figure for each analysis.", twice.First());
        }

        bool tables = results[0].ModelTime.Count > 1;
        if (results.Any(result => result.ModelTime.Count > 1 != tables))
        {
            throw new DnnBrainException(
                "FigureInputUnsupported", ErrorKind.InvalidArgument, "Some of these models have times of their own, which makes a table, and others have none, which makes a curve; draw a figure for each kind.", results[0]);
        }

        return tables ? Tables(results, settings) : Curves(results, ceilings, settings);
    }

    private static TimeCourseFigure Curves(IReadOnlyList<TemporalRsa> results, IReadOnlyList<RsaNoiseCeiling> ceilings, FigureSettings settings) =>
        new(results.GroupBy(result => result.Region, StringComparer.Ordinal).Select(region =>
        {
            IReadOnlyList<double> time = region.First().Time;
            TimeCourse[] courses = [.. region.Select(result => new TimeCourse(ModelName(result, results), result.Similarity)
            {
                StandardError = result.StandardError,
                SubjectCount = result.Subject.Count,
                Significant = [.. result.Cluster.Select(cluster => (cluster.Start, cluster.End))],
            })];
            RsaNoiseCeiling[] bounds = OfRegion(region.Key, ceilings, time.Count);
            return new TimePanel(region.Key, time, courses)
            {
                CeilingLower = [.. bounds.Select(bound => bound.Lower)],
                CeilingUpper = [.. bounds.Select(bound => bound.Upper)],
            };
        }))
        {
            ValueLabel = $"{CaptionText.Similarity(results[0].Method)} of RDMs",
            TimeLabel = settings.TimeLabel("Time"),
            Correction = Correction(results),
            Title = settings.Title,
            Note = settings.Note,
        };

    private static TimeMatrixFigure Tables(IReadOnlyList<TemporalRsa> results, FigureSettings settings)
    {
        bool acrossTime = results.All(result => result.Name == result.Region);
        int[] subjects = [.. results.Select(result => result.Subject.Count).Distinct()];
        return new TimeMatrixFigure(results.Select(result => new TimeMatrix(acrossTime ? result.Region : $"{ModelName(result, results)} × {result.Region}", result.ToTable(), result.ModelTime, result.Time)
        {
            Significant = Significant(result),
        }))
        {
            ValueLabel = $"{CaptionText.Similarity(results[0].Method)} of RDMs",
            RowLabel = acrossTime ? settings.TimeLabel("Time of the other subjects") : "Time of the model",
            ColumnLabel = settings.TimeLabel(acrossTime ? "Time of a subject" : "Time"),
            Correction = Correction(results),
            SubjectCount = subjects.Length == 1 ? subjects[0] : 0,
            Title = settings.Title,
            Note = settings.Note,
        };
    }

    private static bool[,] Significant(TemporalRsa result)
    {
        bool[,] mask = new bool[result.ModelTime.Count, result.Time.Count];
        for (int i = 0; i < result.AdjustedPValue.Count; i++)
        {
            mask[i / result.Time.Count, i % result.Time.Count] = result.AdjustedPValue[i] <= TemporalRsa.SignificanceLevel;
        }

        return mask;
    }

    private static RsaNoiseCeiling[] OfRegion(string region, IReadOnlyList<RsaNoiseCeiling> ceilings, int timeCount)
    {
        RsaNoiseCeiling[] own = [.. ceilings
            .Select(ceiling => (Ceiling: ceiling, IsTime: TimeName.TryParse(ceiling.Region, out string name, out double time), Name: name, Time: time))
            .Where(item => item.IsTime && item.Name == region)
            .OrderBy(item => item.Time)
            .Select(item => item.Ceiling)];
        return ceilings.Count == 0 || own.Length == timeCount
            ? own
            : throw new DnnBrainException(
                "CeilingMismatch", ErrorKind.InvalidArgument, $"There are {own.Length} noise ceilings of '{region}:1', '{region}:2' and so on, but {timeCount} times; Measure-NoiseCeiling of the same RDMs gives one for each.", region);
    }

    private static string ModelName(TemporalRsa result, IReadOnlyList<TemporalRsa> all) =>
        all.Select(one => one.Source).Distinct(StringComparer.Ordinal).Skip(1).Any() && result.Source.Length > 0 ? $"{result.Source} {result.Name}" : result.Name;

    private static string Correction(IReadOnlyList<TemporalRsa> results)
    {
        Provenance[] made = [.. results.Select(result => result.Provenance)];
        string[] statistics = [.. results.Select(result => result.Statistic).Distinct(StringComparer.Ordinal)];
        string statistic = statistics is not [var one] ? "" : one switch
        {
            "Tfce" => "threshold-free cluster enhancement, ",
            "TValue" => "t, ",
            _ => one.Replace("ClusterMass p < 0.", "cluster mass, clusters formed at p\u00A0<\u00A0.", StringComparison.Ordinal) + ", ",
        };
        return results.All(result => result.PermutationCount == 0)
            ? ""
            : $"{statistic}{CaptionText.Count(results.Select(result => result.PermutationCount), "sign flips")}{CaptionText.Side(made)}{CaptionText.Adjusted(made, "times, models and regions")}";
    }
}
