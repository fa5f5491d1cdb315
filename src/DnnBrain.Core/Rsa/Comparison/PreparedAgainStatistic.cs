using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// Mean similarity over subjects where a permuted model has to be prepared again: pairs are missing, or errors differ between stimuli.
/// </summary>
/// <remarks>
/// A missing pair moves with its labels; a permutation is evaluated over the pairs that are there before and after it. These are
/// fewer than the observed ones, so permuted values spread a little wider and p is, if anything, too large.
/// </remarks>
internal sealed class PreparedAgainStatistic(
    BoundComparison comparison,
    IReadOnlyList<PreparedRdm> models,
    IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) : IStimulusStatistic
{
    // With fewer pairs no method says anything.
    private const int FewestPairs = 3;

    // Values, and what a method makes of them.
    private const int PreparedArrays = 4;

    private readonly double[][] _models = [.. models.Select(model => comparison.Space.Expand(model.Values))];

    private readonly int[] _place = Places(comparison.Space);

    public int CellCount => models.Count * regions.Count;

    public int StimulusCount => comparison.Space.StimulusCount;

    public double Tolerance => 1e-12;

    public long HeldBytes => ((sizeof(double) * (long)_models.Length) + sizeof(int)) * _place.Length;

    // Places of pairs, a model prepared again, a few matrices of all stimuli; where pairs are missing every reference is prepared again too.
    public long EvaluatorBytes =>
        (((4L * sizeof(int)) + ((1 + (comparison.Space.PresentPair is null ? 0 : regions.Sum(region => (long)region.Count))) * PreparedArrays * sizeof(double))) * _place.Length)
        + (6L * sizeof(double) * StimulusCount * StimulusCount);

    public IStimulusStatisticEvaluator CreateEvaluator() => new Evaluator(this, comparison, regions);

    // The place of each pair of the condensed form among those that are there; −1 for a missing one.
    private static int[] Places(ComparisonSpace space)
    {
        int[] place = [.. Enumerable.Range(0, CondensedIndex.Count(space.StimulusCount))];
        if (space.PresentPair is { } present)
        {
            Array.Fill(place, -1);
            for (int i = 0; i < present.Length; i++)
            {
                place[present[i]] = i;
            }
        }

        return place;
    }

    private sealed class Evaluator(PreparedAgainStatistic statistic, BoundComparison comparison, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) : IStimulusStatisticEvaluator
    {
        private readonly CondensedPermutation _permutation = new(statistic.StimulusCount);
        private readonly int[] _source = new int[statistic._place.Length];

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            _permutation.Sources(labels, _source);
            bool isComplete = comparison.Space.PresentPair is null;
            int[] shared = [.. Enumerable.Range(0, _source.Length).Where(pair => statistic._place[pair] >= 0 && statistic._place[_source[pair]] >= 0)];

            // Too few pairs are left: the draw counts as extreme, which can only make p larger.
            if (shared.Length < FewestPairs)
            {
                cells.Fill(double.PositiveInfinity);
                return;
            }

            int[] places = [.. shared.Select(pair => statistic._place[pair])];
            BoundComparison onShared = isComplete ? comparison : comparison.OnPairs(places);
            PreparedRdm?[][] references = [.. regions.Select(region => region.Select(subject => isComplete ? subject : onShared.Prepare(Pick(subject.ReferenceValues, places))).ToArray())];
            int cell = 0;
            foreach (double[] model in statistic._models)
            {
                PreparedRdm? moved = onShared.Prepare([.. shared.Select(pair => model[_source[pair]])]);
                foreach (PreparedRdm?[] subjects in references)
                {
                    double mean = moved is null || subjects.Contains(null) ? double.NaN : subjects.Average(subject => onShared.Similarity(moved, subject!));
                    cells[cell++] = double.IsNaN(mean) ? double.PositiveInfinity : mean;
                }
            }
        }

        private static double[] Pick(double[] values, int[] places) => [.. places.Select(place => values[place])];
    }
}
