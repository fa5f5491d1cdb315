namespace DnnBrain.Statistics.Inference;

/// <summary>
/// Permutation test of stimulus labels: were the stimuli of the one side exchanged for one another, how often would the
/// statistic be as extreme?
/// </summary>
/// <remarks>
/// One permutation is applied to all cells together, so that the maximum over cells keeps their dependence. Where n! − 1 is at
/// most the number of permutations asked for, all are made and the test is exact.
/// Mantel 1967, Cancer Research 27, 209–220; Kriegeskorte, Mur, Bandettini 2008, https://doi.org/10.3389/neuro.06.004.2008.
/// </remarks>
public static class LabelPermutationTest
{
    /// <summary>Runs the test.</summary>
    /// <param name="statistic">The statistics.</param>
    /// <param name="options">Number of permutations, seed, side, threads.</param>
    /// <param name="observer">Told how far the test is.</param>
    /// <param name="token">Stops the test.</param>
    /// <exception cref="DnnBrainException">
    /// An option cannot be used (<see cref="InferenceOptions.Validate"/>), or the memory is too small for one thread (<c>MemoryTooSmall</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ResamplingResult Run(IStimulusStatistic statistic, InferenceOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        int n = statistic.StimulusCount;
        options = ResamplingTest.Fit(options, statistic.CellCount, statistic.HeldBytes, statistic.EvaluatorBytes + (sizeof(int) * (long)n));
        double[] observed = new double[statistic.CellCount];
        statistic.CreateEvaluator().Evaluate([.. Enumerable.Range(0, n)], observed);
        var permutations = new StimulusPermutations(n, options.PermutationCount, options.Seed);
        var test = new ResamplingTest("LabelPermutation", observed, statistic.Tolerance, options);
        return test.Run(
            permutations.Count,
            permutations.IsExact,
            "Permuting stimulus labels",
            () =>
            {
                IStimulusStatisticEvaluator evaluator = statistic.CreateEvaluator();
                int[] labels = new int[n];
                return (draw, cells) =>
                {
                    permutations.Get(draw, labels);
                    evaluator.Evaluate(labels, cells);
                };
            },
            observer,
            token);
    }
}
