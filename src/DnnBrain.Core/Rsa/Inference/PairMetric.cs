using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>A similarity's vectors under one weighted sample of stimuli, such that their plain product is the similarity's.</summary>
/// <remarks>
/// A row holds the values of the sample's pairs and, for whitening, behind them their sums over each stimulus. Multiplied with a weighed
/// row it gives the product in the similarity's metric. <see cref="PairWhitening"/> says why; the factor ½ there cancels in every
/// similarity.
/// </remarks>
internal sealed class PairMetric
{
    private readonly PairWhitening? _whitening;
    private readonly CovariedWhitening? _covaried;
    private readonly double[] _scratch;

    /// <summary>Makes room for samples.</summary>
    /// <param name="form">What makes the similarity.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="present">Which pairs have a value; null for all.</param>
    /// <param name="covariance">For whitening: covariance of the stimuli's errors; null where these are independent and equally large.</param>
    public PairMetric(PairForm form, int stimulusCount, bool[]? present, double[,]? covariance = null)
    {
        Form = form;
        Sample = new PairSample(stimulusCount, present);
        _covaried = form.IsWhitened && covariance is not null ? new CovariedWhitening(covariance) : null;
        _whitening = form.IsWhitened && covariance is null ? new PairWhitening(stimulusCount) : null;
        Stride = Sample.Pair.Length + (_whitening is null ? 0 : stimulusCount);
        _scratch = new double[Stride];
    }

    /// <summary>What makes the similarity.</summary>
    public PairForm Form { get; }

    /// <summary>What is taken out of models; null for nothing.</summary>
    public PairNuisances? Nuisances { get; init; }

    /// <summary>The sample.</summary>
    public PairSample Sample { get; }

    /// <summary>The length of the longest row.</summary>
    public int Stride { get; }

    /// <summary>The length of a row under the sample.</summary>
    public int Length => Sample.Count + (_whitening is null ? 0 : Sample.StimulusCount);

    /// <summary>Length of the longest row.</summary>
    public static long LongestRow(PairForm form, int stimulusCount) => CondensedIndex.LongCount(stimulusCount) + (form.IsWhitened ? stimulusCount : 0);

    /// <summary>Bytes of so many rows.</summary>
    public static long RowBytes(PairForm form, int stimulusCount, long rows) => sizeof(double) * rows * LongestRow(form, stimulusCount);

    /// <summary>Bytes of one.</summary>
    /// <param name="form">What makes the similarity.</param>
    /// <param name="stimulusCount">Number n of stimuli.</param>
    /// <param name="present">Which pairs have a value; null for all.</param>
    /// <param name="isCovaried">Whether the stimuli's errors have a covariance.</param>
    /// <remarks>
    /// Whitening keeps a number a stimulus; where pairs are missing a system of n unknowns, with a covariance ten matrices and a system of
    /// what is missing.
    /// </remarks>
    public static long Bytes(PairForm form, int stimulusCount, bool[]? present, bool isCovaried = false)
    {
        long bytes = PairSample.Bytes(stimulusCount) + RowBytes(form, stimulusCount, 1);
        long square = (long)stimulusCount * stimulusCount;
        if (!form.IsWhitened)
        {
            return bytes;
        }

        if (!isCovaried)
        {
            return bytes + (sizeof(double) * (stimulusCount + (present is null ? 0 : 2 * square)));
        }

        long missing = present?.LongCount(there => !there) ?? 0;
        return bytes + (sizeof(double) * ((10 * square) + (2 * missing * missing)));
    }

    /// <summary>Takes a sample.</summary>
    public void Take(ReadOnlySpan<int> stimulusWeights)
    {
        Sample.Take(stimulusWeights);
        _whitening?.Take(Sample);
        _covaried?.Take(Sample);
        Nuisances?.Take(Sample);
    }

    /// <summary>Takes nuisances out of a row.</summary>
    /// <returns>False where they explain all of it.</returns>
    public bool RemoveNuisances(Span<double> row) => Nuisances?.Remove(Sample, row) ?? true;

    /// <summary>The row of an RDM.</summary>
    /// <returns>False where its values are all alike in the sample.</returns>
    public bool Fill(PairVector vector, Span<double> row)
    {
        bool varies = vector.Take(Sample, Form, row[..Sample.Count]);
        AppendSums(row);
        return varies;
    }

    /// <summary>The row of values of the sample's pairs.</summary>
    /// <param name="row">Holds the values and takes the row.</param>
    /// <returns>False where the values are all alike.</returns>
    public bool Complete(Span<double> row)
    {
        bool varies = PairVector.Complete(Sample, Form, row[..Sample.Count]);
        AppendSums(row);
        return varies;
    }

    /// <summary>What a row is multiplied with.</summary>
    public void Weigh(ReadOnlySpan<double> row, Span<double> weighted)
    {
        if (_covaried is not null)
        {
            _covaried.Multiply(Sample, row, weighted);
            return;
        }

        TensorPrimitives.Multiply(row[..Sample.Count], Sample.Weight.AsSpan(0, Sample.Count), weighted[..Sample.Count]);
        if (_whitening is not null)
        {
            Span<double> solution = weighted.Slice(Sample.Count, Sample.StimulusCount);
            _whitening.Solve(Sample, row.Slice(Sample.Count, Sample.StimulusCount), solution);
            TensorPrimitives.Multiply(solution, Sample.StimulusWeight.AsSpan(0, Sample.StimulusCount), solution);
            TensorPrimitives.Negate(solution, solution);
        }
    }

    /// <summary>What a row's products are divided by: its length in the metric, or half of ρ-a's divisor.</summary>
    public double Norm(ReadOnlySpan<double> row)
    {
        if (!Form.IsNormalized)
        {
            // Doubled ranks: 12/(N³ − N) becomes 3/(N³ − N), the square root of it on each side.
            double n = Sample.Total;
            return Math.Sqrt(((n * n * n) - n) / 3);
        }

        Span<double> weighted = _scratch.AsSpan(0, Length);
        Weigh(row, weighted);
        return Norm(row, weighted);
    }

    /// <summary>The same, of a row that was weighed already.</summary>
    public double Norm(ReadOnlySpan<double> row, ReadOnlySpan<double> weighted) =>
        Form.IsNormalized ? Math.Sqrt(TensorPrimitives.Dot(row[..Length], weighted[..Length])) : Norm(row);

    private void AppendSums(Span<double> row)
    {
        if (_whitening is not null)
        {
            PairWhitening.Sum(Sample, row[..Sample.Count], row.Slice(Sample.Count, Sample.StimulusCount));
        }
    }
}
