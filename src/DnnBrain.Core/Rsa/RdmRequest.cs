using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa;

/// <summary>Checks what is asked for before anything is read, and writes it down.</summary>
internal static class RdmRequest
{
    // Mean, sum of squares, factor, difference; the pattern that is read.
    private const int UnitArrays = 6;

    // Lengths, flags, own sums and numbers.
    private const int StimulusArrays = 4;

    /// <summary>Throws where an RDM cannot be made.</summary>
    public static void Check(IPatternSet patterns, RdmOptions options, ConditionRows? rows)
    {
        if (rows is { Condition.Length: < 2 })
        {
            throw Invalid("ConditionTooFew", patterns, $"'{patterns.Name}' has {rows.Condition.Length} condition(s); an RDM needs at least 2.");
        }

        int n = rows?.Condition.Length ?? patterns.StimulusId.Count;
        if (n < 2)
        {
            throw Invalid("StimulusTooFew", patterns, $"'{patterns.Name}' has {n} stimuli; an RDM needs at least 2.");
        }

        if ((long)n * (n - 1) / 2 > Array.MaxLength)
        {
            throw new DnnBrainException("RdmTooLarge", ErrorKind.NotSupported, $"'{patterns.Name}' has {n:N0} stimuli; the pairs of more than 65,536 do not fit into one RDM.", patterns.Name);
        }

        int fewest = options.Metric is PatternMetric metric ? metric.FewestUnits : 1;
        if (patterns.UnitCount < fewest)
        {
            throw Invalid("UnitTooFew", patterns, $"'{patterns.Name}' has {patterns.UnitCount} unit(s) a stimulus; {options.Metric.Name} needs at least {fewest}.");
        }

        if (options.PoissonPrior is not { Mean: > 0, Weight: >= 0 })
        {
            throw new DnnBrainException("PriorInvalid", ErrorKind.InvalidArgument, FormattableString.Invariant($"The prior of Poisson rates has the mean {options.PoissonPrior.Mean} and the weight {options.PoissonPrior.Weight}; the mean is positive, the weight not negative."), options.PoissonPrior);
        }

        CheckRuns(patterns.Name, options, rows);
        CheckNoise(patterns, options);
    }

    /// <summary>
    /// Holds what is there as a whole while an RDM is made: the RDM, sums and numbers of pairs, means and deviations of units, noise.
    /// </summary>
    /// <exception cref="DnnBrainException">It does not fit (<c>MemoryTooSmall</c>).</exception>
    public static RdmOptions Hold(IPatternSet patterns, RdmOptions options, ConditionRows? rows)
    {
        int n = rows?.Condition.Length ?? patterns.StimulusId.Count;
        long units = patterns.UnitCount;
        NoiseCovariance[] noise = NoiseSelection.For(patterns, options.Noise);
        bool mixes = noise.Any(one => !one.IsDiagonal);
        bool skipsMissing = options.MissingValue == MissingValue.PairwiseComplete;

        // Precision, factor and what makes them of each noise; the same and a covariance for two runs together, and for units that some share.
        long factors = noise.Sum(one => one.IsDiagonal ? 2 * units : 3 * units * units) + (mixes && (skipsMissing || noise.Length > 1) ? 4 * units * units : 0);
        long pairs = CondensedIndex.LongCount(n) * (options.Metric is CrossnobisMetric ? skipsMissing ? 4 : 3 : 1);

        // What threads read, and what they whiten of it.
        long read = Environment.ProcessorCount * units * (mixes ? 2L * PatternTiles.RowsAtOnce * (options.Metric.NeedsRuns ? rows!.Run.Length : 1) : 1);
        long atATime = Math.Min(UnitStatistics.BytesAtATime, sizeof(double) * units * patterns.StimulusId.Count);
        long present = mixes && skipsMissing ? units * patterns.StimulusId.Count : 0;
        return options with
        {
            Memory = options.Memory.Hold(atATime + present + (sizeof(double) * (pairs + (UnitArrays * units) + (StimulusArrays * (long)n) + factors + read))),
        };
    }

    /// <summary>How the RDM is made.</summary>
    public static Provenance Provenance(IPatternSet patterns, RdmOptions options, ConditionRows? rows)
    {
        Dictionary<string, string> parameters = Parameters(options, rows);
        if (options.MissingValue != MissingValue.Propagate)
        {
            parameters["MissingValue"] = options.MissingValue.ToString();
        }

        if (options.Metric is PoissonKLMetric or CrossvalidatedPoissonKLMetric)
        {
            parameters["PriorMean"] = options.PoissonPrior.Mean.ToString(CultureInfo.InvariantCulture);
            parameters["PriorWeight"] = options.PoissonPrior.Weight.ToString(CultureInfo.InvariantCulture);
        }

        NoiseCovariance[] noise = NoiseSelection.For(patterns, options.Noise);
        if (options.Metric.Noise != NoiseUse.None)
        {
            parameters["Noise"] = noise.Length == 0 ? "None" : string.Join(", ", noise.Select(one => one.ToString()));
        }

        return new Provenance { Operation = "New-Rdm", Parameters = parameters, Sources = [patterns.Provenance, .. noise.Select(one => one.Provenance)] };
    }

    /// <summary>Throws where a cross-validated dissimilarity has no runs to go by.</summary>
    public static void CheckRuns(string name, RdmOptions options, ConditionRows? rows)
    {
        if (!options.Metric.NeedsRuns)
        {
            return;
        }

        if (rows is null || rows.Run is [""])
        {
            throw new DnnBrainException("RunRequired", ErrorKind.InvalidArgument, $"{options.Metric.Name} multiplies patterns of different runs; it needs the condition and the run of every row.", name);
        }

        if (rows.Run.Length < 2)
        {
            throw new DnnBrainException("RunTooFew", ErrorKind.InvalidData, $"'{name}' has the run '{rows.Run[0]}' only; {options.Metric.Name} needs at least 2.", name);
        }

        if (options.ZScore != ZScoring.None)
        {
            throw new DnnBrainException("ZScoreNotSupported", ErrorKind.InvalidArgument, $"{options.Metric.Name} takes patterns as they are; z-scoring over all runs would make the runs depend on one another.", options.ZScore);
        }
    }

    /// <summary>The parameters that every way to an RDM has.</summary>
    public static Dictionary<string, string> Parameters(RdmOptions options, ConditionRows? rows)
    {
        var parameters = new Dictionary<string, string> { ["Metric"] = options.Metric.Name, ["ZScore"] = options.ZScore.ToString() };
        if (rows is not null)
        {
            parameters["Condition"] = FormattableString.Invariant($"{rows.RowCount} rows, {rows.Condition.Length} conditions");
        }

        if (options.Metric.NeedsRuns)
        {
            parameters["Run"] = string.Join(' ', rows!.Run);
        }

        return parameters;
    }

    private static void CheckNoise(IPatternSet patterns, RdmOptions options)
    {
        if (options.Metric.Noise == NoiseUse.Required && options.Noise.Count == 0)
        {
            throw new DnnBrainException("NoiseRequired", ErrorKind.InvalidArgument, $"{options.Metric.Name} needs a noise covariance, as Measure-NoiseCovariance gives it. Without one it is MeanSquaredEuclidean.", patterns.Name);
        }

        if (options.Metric.Noise == NoiseUse.None && options.Noise.Count > 0)
        {
            throw new DnnBrainException(
                "NoiseNotUsed",
                ErrorKind.InvalidArgument,
                $"{options.Metric.Name} does not use a noise covariance; {string.Join(" and ", RdmMetric.All.Where(metric => metric.Noise != NoiseUse.None).Select(metric => metric.Name))} do.",
                options.Noise[0]);
        }

        if (options.MissingValue == MissingValue.PairwiseComplete && options.ZScore != ZScoring.None && NoiseSelection.For(patterns, options.Noise).Any(noise => !noise.IsDiagonal))
        {
            throw new DnnBrainException(
                "MissingValueNotSupported",
                ErrorKind.NotSupported,
                $"A noise covariance that is not diagonal mixes units: each pair of '{patterns.Name}' has whitened units of its own where units are missing, and z-scores over all stimuli or units mean nothing there. Take -ZScore None, or a Diagonal one.",
                patterns.Name);
        }
    }

    private static DnnBrainException Invalid(string id, IPatternSet patterns, string message) => new(id, ErrorKind.InvalidData, message, patterns.Name);
}
