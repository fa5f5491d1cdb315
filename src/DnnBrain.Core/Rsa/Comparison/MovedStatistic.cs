using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Mean similarity over subjects, pair of RDMs by pair of RDMs, with models that are relabelled as they are.</summary>
internal sealed class MovedStatistic(
    BoundComparison comparison,
    IMovable movable,
    IReadOnlyList<PreparedRdm> models,
    IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) : IStimulusStatistic
{
    private readonly Func<int[], PreparedRdm>[] _movers = [.. models.Select(movable.Mover)];

    public int CellCount => models.Count * regions.Count;

    public int StimulusCount => comparison.Space.StimulusCount;

    public double Tolerance => 1e-12;

    // Ranks in full, for some methods.
    public long HeldBytes => sizeof(int) * (long)models.Count * StimulusCount * StimulusCount;

    public long EvaluatorBytes => movable.MovedBytes;

    public IStimulusStatisticEvaluator CreateEvaluator() => new Evaluator(this);

    private double Mean(PreparedRdm model, int region) => regions[region].Average(subject => comparison.Similarity(model, subject));

    private sealed class Evaluator(MovedStatistic statistic) : IStimulusStatisticEvaluator
    {
        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            int[] copy = labels.ToArray();
            int cell = 0;
            foreach (Func<int[], PreparedRdm> mover in statistic._movers)
            {
                PreparedRdm moved = mover(copy);
                for (int region = 0; region < statistic.RegionCount; region++)
                {
                    cells[cell++] = statistic.Mean(moved, region);
                }
            }
        }
    }

    private int RegionCount => regions.Count;
}
