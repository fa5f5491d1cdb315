using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DnnBrain.Statistics.Inference;

/// <summary>
/// The products of every symmetric matrix of one side with every one of the other, while the stimuli of the one side are exchanged: mean
/// correlations of RDMs, alignments of kernels.
/// </summary>
/// <remarks>
/// A draw costs one reordering of each matrix of the smaller side and one product a cell. The matrices that move are held in full, so
/// that a row is read at a stretch: n² values each, the other side n(n−1)/2.
/// </remarks>
internal sealed class MatrixProductStatistic : IStimulusStatistic
{
    private readonly int _modelCount;
    private readonly int _regionCount;
    private readonly int _otherCount;
    private readonly bool _movesModels;

    // Made when they are first needed: by then it is known that they fit into memory.
    private readonly Lazy<double[][]> _moving;
    private readonly double[][] _resting;

    /// <summary>Takes condensed matrices with a diagonal of 0, scaled so that the product is the similarity.</summary>
    /// <param name="stimulusCount">Number n of stimuli.</param>
    /// <param name="models">The matrices whose stimuli are exchanged; of length 1.</param>
    /// <param name="regions">Those they meet; for the mean over subjects, the mean of the subjects' matrices.</param>
    /// <param name="nuisances">
    /// Orthonormal matrices. What a permuted model has in common with them is taken away and the rest brought back to length 1:
    /// the cell is divided by √(1 − Σ⟨model, nuisance⟩²).
    /// </param>
    public MatrixProductStatistic(
        int stimulusCount,
        IReadOnlyList<double[]> models,
        IReadOnlyList<double[]> regions,
        IReadOnlyList<double[]>? nuisances = null)
    {
        StimulusCount = stimulusCount;
        _modelCount = models.Count;
        _regionCount = regions.Count;
        double[][] others = [.. regions, .. nuisances ?? []];
        _otherCount = others.Length;
        _movesModels = models.Count <= others.Length;
        _moving = new Lazy<double[][]>(() => [.. (_movesModels ? models : others).Select(ToSquare)]);
        _resting = _movesModels ? others : [.. models];
    }

    /// <summary>The diagonals of the models and of the regions, where they are not 0.</summary>
    public (double[][] Models, double[][] Regions)? Diagonals { get; init; }

    public int CellCount => _modelCount * _regionCount;

    public int StimulusCount { get; }

    // Sums of up to 10^7 products of unit vectors: rounding stays below 1e-13.
    public double Tolerance => 1e-12;

    // The squares, and what the regions were averaged to.
    public long HeldBytes =>
        sizeof(double) * (((long)Math.Min(_modelCount, _otherCount) * StimulusCount * StimulusCount) + (_regionCount * CondensedIndex.LongCount(StimulusCount)));

    public long EvaluatorBytes => sizeof(double) * ((2L * StimulusCount) + ((long)_modelCount * _otherCount));

    public IStimulusStatisticEvaluator CreateEvaluator() => new Evaluator(this);

    private double[] ToSquare(double[] condensed)
    {
        double[] square = new double[checked(StimulusCount * StimulusCount)];
        CondensedIndex.ToSquare(condensed, StimulusCount, square);
        return square;
    }

    private sealed class Evaluator(MatrixProductStatistic statistic) : IStimulusStatisticEvaluator
    {
        private readonly double[][] _moving = statistic._moving.Value;
        private readonly double[] _row = new double[statistic.StimulusCount];
        private readonly int[] _inverse = new int[statistic.StimulusCount];
        private readonly double[] _product = new double[statistic._modelCount * statistic._otherCount];

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            if (!statistic._movesModels)
            {
                // Σ x(π(i), π(j)) y(i, j) = Σ x(i, j) y(π⁻¹(i), π⁻¹(j)).
                for (int i = 0; i < labels.Length; i++)
                {
                    _inverse[labels[i]] = i;
                }
            }

            Multiply(statistic._movesModels ? labels : _inverse);
            int others = statistic._movesModels ? statistic._resting.Length : _moving.Length;
            for (int model = 0; model < statistic._modelCount; model++)
            {
                double shared = 0;
                for (int nuisance = statistic._regionCount; nuisance < others; nuisance++)
                {
                    double product = Product(model, nuisance);
                    shared += product * product;
                }

                // A permuted model that the nuisances explain but for rounding has no correlation of its own: it counts as extreme, which can only make p larger.
                double length = 1 - shared > 1e-12 ? Math.Sqrt(1 - shared) : 0;
                for (int region = 0; region < statistic._regionCount; region++)
                {
                    cells[(model * statistic._regionCount) + region] = length == 0 ? double.PositiveInfinity : Product(model, region) / length;
                }
            }
        }

        private double Product(int model, int other) => statistic._movesModels
            ? _product[(model * statistic._resting.Length) + other]
            : _product[(other * statistic._resting.Length) + model];

        private void Multiply(ReadOnlySpan<int> labels)
        {
            Array.Clear(_product);
            int n = labels.Length;
            if (statistic.Diagonals is { } diagonals)
            {
                (double[][] moving, double[][] resting) = statistic._movesModels ? (diagonals.Models, diagonals.Regions) : (diagonals.Regions, diagonals.Models);
                for (int m = 0; m < moving.Length; m++)
                {
                    Gather(moving[m], labels, _row);
                    for (int other = 0; other < resting.Length; other++)
                    {
                        _product[(m * statistic._resting.Length) + other] = TensorPrimitives.Dot<double>(_row, resting[other]);
                    }
                }
            }

            for (int i = 0; i < n - 1; i++)
            {
                int first = CondensedIndex.FirstOfRow(i, n);
                int length = n - 1 - i;
                for (int m = 0; m < _moving.Length; m++)
                {
                    Gather(_moving[m].AsSpan(labels[i] * n, n), labels[(i + 1)..], _row);
                    Span<double> sums = _product.AsSpan(m * statistic._resting.Length, statistic._resting.Length);
                    for (int other = 0; other < sums.Length; other++)
                    {
                        sums[other] += TensorPrimitives.Dot<double>(_row.AsSpan(0, length), statistic._resting[other].AsSpan(first, length));
                    }
                }
            }
        }

        // The innermost loop of a permutation test. Labels are a permutation of 0 … n−1 and a row has n values: no index leaves it.
        private static void Gather(ReadOnlySpan<double> row, ReadOnlySpan<int> labels, Span<double> destination)
        {
            ref double source = ref MemoryMarshal.GetReference(row);
            ref double target = ref MemoryMarshal.GetReference(destination[..labels.Length]);
            for (int j = 0; j < labels.Length; j++)
            {
                Unsafe.Add(ref target, j) = Unsafe.Add(ref source, labels[j]);
            }
        }
    }
}
