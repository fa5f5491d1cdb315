using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Cross-validated scores under exchanged stimulus labels, weights and penalty fitted again under each. Cells: regions.</summary>
/// <remarks>The models move and the references stay in their folds; folds are the same under all labellings.</remarks>
internal sealed class WeightingPermutation(WeightingSetup setup, int assignmentCount) : IStimulusStatistic
{
    private readonly RankedReferences _ranked = new();

    /// <summary>Bytes of memory that ranks may be kept in; they are made anew where there are none, to the same bits.</summary>
    public long RankBytes
    {
        init => _ranked = new RankedReferences(setup.Form.IsRanked ? value : 0);
    }

    public int CellCount => setup.Regions.Count;

    public int StimulusCount => setup.StimulusCount;

    // Sums of some thousand products of numbers below 1.
    public double Tolerance => 1e-11;

    public long HeldBytes => setup.HeldBytes + _ranked.CapacityBytes;

    // The relabelled RDMs; where pairs are missing every labelling has an evaluator of its own, and the last one's is still there.
    public long EvaluatorBytes =>
        (setup.Components.Count * PairVector.Bytes(setup.StimulusCount, isRanked: false))
        + (WeightingEvaluator.Bytes(setup, measuresCeilings: false) * (setup.Present is null ? 1 : 2));

    public IStimulusStatisticEvaluator CreateEvaluator() => new Evaluator(setup, assignmentCount, _ranked);

    private sealed class Evaluator : IStimulusStatisticEvaluator
    {
        private readonly WeightingSetup _setup;
        private readonly int _assignmentCount;
        private readonly RankedReferences _ranked;
        private readonly CondensedPermutation _permutation;
        private readonly double[][] _moved;
        private readonly PairVector[] _components;
        private readonly int[] _stimuli;
        private readonly int[] _subjects;
        private readonly double[] _values;
        private WeightingEvaluator? _evaluator;

        public Evaluator(WeightingSetup setup, int assignmentCount, RankedReferences ranked)
        {
            (_setup, _assignmentCount, _ranked) = (setup, assignmentCount, ranked);
            _permutation = new CondensedPermutation(setup.StimulusCount);
            _moved = [.. setup.Components.Select(values => new double[values.Length])];
            _components = [.. _moved.Select(values => new PairVector(values, isRanked: false))];
            _stimuli = [.. Enumerable.Repeat(1, setup.StimulusCount)];
            _subjects = [.. Enumerable.Repeat(1, setup.SubjectCount)];
            _values = new double[3 * setup.Regions.Count];
        }

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            for (int k = 0; k < _moved.Length; k++)
            {
                _permutation.Apply(_setup.Components[k], labels, _moved[k]);
            }

            // Pairs that have a value before and after are others under every labelling.
            WeightingEvaluator evaluator = _setup.Present is null
                ? _evaluator ??= new WeightingEvaluator(_setup, measuresCeilings: false, _ranked)
                : new WeightingEvaluator(_setup with { Present = PresentUnder(_setup.Present, labels) }, measuresCeilings: false);
            cells.Clear();
            for (int index = 0; index < _assignmentCount; index++)
            {
                evaluator.Evaluate(-_assignmentCount + index, _stimuli, _subjects, _components, _values);
                for (int cell = 0; cell < cells.Length; cell++)
                {
                    cells[cell] += _values[cell] / _assignmentCount;
                }
            }
        }

        private bool[] PresentUnder(bool[] present, ReadOnlySpan<int> labels)
        {
            double[] before = [.. present.Select(there => there ? 1.0 : 0)];
            double[] after = new double[before.Length];
            _permutation.Apply(before, labels, after);
            return [.. present.Select((there, pair) => there && after[pair] > 0)];
        }
    }
}
