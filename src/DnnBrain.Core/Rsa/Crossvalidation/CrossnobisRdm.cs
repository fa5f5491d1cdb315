using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>
/// The cross-validated squared Mahalanobis distance divided by the number of units (crossnobis): Walther et al. 2016, NeuroImage 137.
/// </summary>
/// <remarks>
/// d(i, j) = (K(i, i) + K(j, j) − 2 K(i, j))/p, where K(i, j) is the mean of x N yᵀ over all measurements x of i and y of j that come from different runs. With
/// as many measurements of each condition in each run, this is the leave-one-run-out distance; otherwise every measurement weighs the same. A condition that
/// was measured in one run only has no K(i, i), and NaN in its own pairs. One noise covariance a run: x of run r and y of run s meet in the inverse
/// of the mean of both covariances. The mean pattern is taken from all measurements first: in a balanced design it cancels, in another it
/// would only add its own noise. O(n² R p) as matrix products.
/// </remarks>
internal static class CrossnobisRdm
{
    /// <summary>The condensed dissimilarities of the conditions; signed.</summary>
    public static double[] Compute(IPatternSet patterns, ConditionRows rows, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        NoiseCovariance[] noise = NoiseSelection.For(patterns, options.Noise);
        int[] used = [.. rows.Rows.SelectMany(list => list.Select(m => m.Row))];
        bool skipMissing = options.MissingValue == MissingValue.PairwiseComplete;
        double[] center = UnitStatistics.Compute(patterns, observer, token, used, skipMissing: skipMissing).Mean;
        int[] all = [.. Enumerable.Range(0, rows.Run.Length)];
        var kernel = new CrossvalidatedKernel(rows.Condition.Length, patterns.UnitCount);
        if (skipMissing)
        {
            return IncompleteCrossnobis.Compute(new RunSums(patterns, rows, all, center, counts: true), patterns.UnitCount, noise.SingleOrDefault(), options, observer, token);
        }

        if (noise.Length <= 1)
        {
            kernel.Add(new RunSums(patterns, rows, all, center, counts: false), noise.SingleOrDefault(), options.MaxMemory, observer, token);
        }
        else
        {
            NoiseCovariance[] ofRun = [.. rows.Run.Select(run => OfRun(patterns, run, noise))];
            foreach ((int r, int s) in all.SelectMany(r => all[(r + 1)..].Select(s => (r, s))))
            {
                kernel.Add(
                    new RunSums(patterns, rows, [r, s], center, counts: false), NoiseCovariance.Mean(ofRun[r], ofRun[s]), options.MaxMemory, observer, token);
            }
        }

        double[] distance = kernel.ToDistance();
        CrossvalidationWarnings.Tell(patterns.Name, rows, distance, observer);
        return distance;
    }

    private static NoiseCovariance OfRun(IPatternSet patterns, string run, NoiseCovariance[] noise) => noise.Where(one => one.Run == run).ToArray() switch
    {
        [var one] => one,
        var found => throw new DnnBrainException(
            found.Length == 0 ? "NoiseNotFound" : "NoiseAmbiguous",
            found.Length == 0 ? ErrorKind.NotFound : ErrorKind.InvalidArgument,
            $"There are {found.Length} noise covariances for run '{run}' of '{patterns.Name}'; there are those of {string.Join(", ", noise.Select(one => one.Run ?? "all runs"))}. Give one for all runs, or one for each.",
            run),
    };
}
