using System.Numerics.Tensors;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// Mean over subjects of the similarity of every model RDM with every region's RDMs, where no pair is missing.
/// </summary>
/// <remarks>
/// The mean over subjects s of ⟨x, y_s⟩ is ⟨x, mean of y_s⟩: a permutation costs one reordering of the smaller side and one product
/// a cell, however many subjects there are.
/// </remarks>
internal sealed class MatrixCorrelationStatistic : IStimulusStatistic
{
    private readonly double[][] _models;
    private readonly double[][] _regions;

    /// <summary>Takes standardized condensed matrices.</summary>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="models">Standardized model RDMs.</param>
    /// <param name="regions">For each region the standardized RDMs of its subjects.</param>
    public MatrixCorrelationStatistic(int stimulusCount, IReadOnlyList<double[]> models, IReadOnlyList<IReadOnlyList<double[]>> regions)
    {
        StimulusCount = stimulusCount;
        _models = [.. models];
        _regions = [.. regions.Select(Mean)];
    }

    public int CellCount => _models.Length * _regions.Length;

    public int StimulusCount { get; }

    // Sums of up to 10^7 products of unit vectors: rounding stays below 1e-13.
    public double Tolerance => 1e-12;

    public IStimulusStatisticEvaluator CreateEvaluator() => new Evaluator(this);

    private static double[] Mean(IReadOnlyList<double[]> subjects)
    {
        double[] mean = new double[subjects[0].Length];
        foreach (double[] subject in subjects)
        {
            TensorPrimitives.Add<double>(mean, subject, mean);
        }

        TensorPrimitives.Divide(mean, subjects.Count, mean);
        return mean;
    }

    private sealed class Evaluator(MatrixCorrelationStatistic statistic) : IStimulusStatisticEvaluator
    {
        private readonly CondensedPermutation _permutation = new(statistic.StimulusCount);
        private readonly double[] _moved = new double[statistic._models[0].Length];
        private readonly int[] _inverse = new int[statistic.StimulusCount];

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            (double[][] models, double[][] regions) = (statistic._models, statistic._regions);
            if (models.Length <= regions.Length)
            {
                for (int m = 0; m < models.Length; m++)
                {
                    _permutation.Apply(models[m], labels, _moved);
                    for (int r = 0; r < regions.Length; r++)
                    {
                        cells[(m * regions.Length) + r] = TensorPrimitives.Dot<double>(_moved, regions[r]);
                    }
                }

                return;
            }

            // Σ x(π(i), π(j)) y(i, j) = Σ x(i, j) y(π⁻¹(i), π⁻¹(j)).
            for (int i = 0; i < labels.Length; i++)
            {
                _inverse[labels[i]] = i;
            }

            for (int r = 0; r < regions.Length; r++)
            {
                _permutation.Apply(regions[r], _inverse, _moved);
                for (int m = 0; m < models.Length; m++)
                {
                    cells[(m * regions.Length) + r] = TensorPrimitives.Dot<double>(models[m], _moved);
                }
            }
        }
    }
}
