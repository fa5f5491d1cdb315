using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Pearson's r of scores that follow from each RDM alone: its dissimilarities, or their ranks.</summary>
internal abstract class CorrelationComparison(ComparisonSpace space) : ProductComparison(space)
{
    public sealed override long PreparedBytes => sizeof(double) * (long)Space.PairCount;

    public sealed override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
    {
        double[] vector = new double[dissimilarity.Length];
        return FillModel(dissimilarity, vector) ? new PreparedVectors(vector, vector, vector) : null;
    }

    protected sealed override bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector)
    {
        ToScores(dissimilarity, vector);
        return Standardization.ToUnitVector(vector, vector);
    }

    public sealed override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions)
    {
        if (Space.PresentPair is null)
        {
            return base.Statistic(models, regions);
        }

        double[] present = Space.Expand([.. Enumerable.Repeat(1.0, Space.PairCount)]);
        return new IncompleteMatrixCorrelationStatistic(
            Space.StimulusCount,
            present,
            [.. models.Select(model => Space.Expand(model.Values))],
            [.. regions.Select(region => region.Select(subject => Space.Expand(subject.Values)).ToArray())]);
    }

    /// <summary>Writes the scores.</summary>
    protected abstract void ToScores(ReadOnlySpan<double> dissimilarity, Span<double> scores);
}
