namespace DnnBrain.Statistics.Inference;

/// <summary>What all weighted statistics have in common.</summary>
internal static class WeightedStatisticExtensions
{
    /// <summary>Throws where a statistic and one evaluator do not fit into memory; before the first is made for the observed values.</summary>
    /// <exception cref="DnnBrainException">They do not (<c>MemoryTooSmall</c>).</exception>
    public static void ThrowIfTooLarge(this IWeightedStatistic statistic, MemoryLimit memory) =>
        memory.Hold(statistic.HeldBytes).Threads(statistic.EvaluatorBytes, maxThreads: 1);
}
