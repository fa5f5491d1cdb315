using System.Numerics.Tensors;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// Mean over subjects of Pearson's r of every model RDM with every region's RDMs, where pairs are missing.
/// </summary>
/// <remarks>
/// A missing pair moves with its labels: a permutation is evaluated over the pairs that are there before and after it. These are
/// fewer than the observed ones, so permuted values spread a little wider and p is, if anything, too large. RDMs compared by rank are
/// ranked once, over the pairs that are there.
/// </remarks>
internal sealed class IncompleteMatrixCorrelationStatistic : IStimulusStatistic
{
    private readonly double[] _present;
    private readonly double[][] _models;
    private readonly double[][] _subjects;
    private readonly double[][] _squaredSubjects;
    private readonly int[] _firstSubject;

    /// <summary>Takes standardized condensed matrices.</summary>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="present">1 for a pair that is there, 0 for a missing one.</param>
    /// <param name="models">Standardized model RDMs, 0 at missing pairs.</param>
    /// <param name="regions">For each region the standardized RDMs of its subjects, 0 at missing pairs.</param>
    public IncompleteMatrixCorrelationStatistic(
        int stimulusCount,
        double[] present,
        IReadOnlyList<double[]> models,
        IReadOnlyList<IReadOnlyList<double[]>> regions)
    {
        StimulusCount = stimulusCount;
        _present = present;
        _models = [.. models];
        _subjects = [.. regions.SelectMany(subjects => subjects)];
        _squaredSubjects = [.. _subjects.Select(Squared)];
        _firstSubject = new int[regions.Count + 1];
        for (int r = 0; r < regions.Count; r++)
        {
            _firstSubject[r + 1] = _firstSubject[r] + regions[r].Count;
        }
    }

    public int CellCount => _models.Length * (_firstSubject.Length - 1);

    public int StimulusCount { get; }

    public double Tolerance => 1e-12;

    public long HeldBytes => sizeof(double) * (1L + _models.Length + (2L * _subjects.Length)) * _present.Length;

    public long EvaluatorBytes => sizeof(double) * ((3L * _present.Length) + (2L * _subjects.Length));

    public IStimulusStatisticEvaluator CreateEvaluator() => new Evaluator(this);

    private static double[] Squared(double[] values)
    {
        double[] squared = new double[values.Length];
        TensorPrimitives.Multiply<double>(values, values, squared);
        return squared;
    }

    private sealed class Evaluator(IncompleteMatrixCorrelationStatistic statistic) : IStimulusStatisticEvaluator
    {
        private readonly CondensedPermutation _permutation = new(statistic.StimulusCount);
        private readonly double[] _present = new double[statistic._present.Length];
        private readonly double[] _moved = new double[statistic._present.Length];
        private readonly double[] _squared = new double[statistic._present.Length];
        private readonly double[] _sum = new double[statistic._subjects.Length];
        private readonly double[] _variation = new double[statistic._subjects.Length];

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            _permutation.Apply(statistic._present, labels, _present);
            double count = TensorPrimitives.Dot<double>(_present, statistic._present);
            for (int s = 0; s < _sum.Length; s++)
            {
                _sum[s] = TensorPrimitives.Dot<double>(statistic._subjects[s], _present);
                _variation[s] = TensorPrimitives.Dot<double>(statistic._squaredSubjects[s], _present) - (_sum[s] * _sum[s] / count);
            }

            int regions = statistic._firstSubject.Length - 1;
            for (int m = 0; m < statistic._models.Length; m++)
            {
                _permutation.Apply(statistic._models[m], labels, _moved);
                TensorPrimitives.Multiply<double>(_moved, _moved, _squared);
                double sum = TensorPrimitives.Dot<double>(_moved, statistic._present);
                double variation = TensorPrimitives.Dot<double>(_squared, statistic._present) - (sum * sum / count);
                for (int r = 0; r < regions; r++)
                {
                    cells[(m * regions) + r] = MeanCorrelation(statistic._firstSubject[r], statistic._firstSubject[r + 1], sum, variation, count);
                }
            }
        }

        private double MeanCorrelation(int first, int end, double sum, double variation, double count)
        {
            double total = 0;
            for (int s = first; s < end; s++)
            {
                double covariation = TensorPrimitives.Dot<double>(_moved, statistic._subjects[s]) - (sum * _sum[s] / count);
                total += covariation / Math.Sqrt(variation * _variation[s]);
            }

            // Too few pairs are left for a correlation: the draw counts as extreme, which can only make p larger.
            return double.IsFinite(total) ? total / (end - first) : double.PositiveInfinity;
        }
    }
}
