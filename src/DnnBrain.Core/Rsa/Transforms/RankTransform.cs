using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Transforms;

/// <summary>The 1-based rank among all pairs, ascending; ties share the mean of their ranks.</summary>
internal sealed class RankTransform() : RdmTransform("Rank", "The rank among all pairs; ties share the mean of their ranks.")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token) => Ranks.MidRanks(values, values);
}
