using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>
/// The cross-validated squared Mahalanobis distance divided by the number of units (crossnobis): Walther et al. 2016, NeuroImage 137.
/// </summary>
/// <remarks>
/// d(i, j) = (K(i, i) + K(j, j) − 2 K(i, j))/p, where K(i, j) is the mean of x N yᵀ over all measurements x of i and y of j that come from
/// different runs. With as many measurements of each condition in each run, this is the leave-one-run-out distance; otherwise every
/// measurement weighs the same. A condition that was measured in one run only has no K(i, i), and NaN in its own pairs. One noise
/// covariance a run: x of run r and y of run s meet in the inverse of the mean of both covariances. The mean pattern is taken from all
/// measurements first: in a balanced design it cancels, in another it would only add its own noise. O(n² R p) as matrix products. Units
/// that are missing: without noise, or with diagonal noise, unit by unit (<see cref="IncompleteCrossnobis"/>); with noise that mixes units,
/// over the units that both conditions have in all their measurements, with the inverse of their part of the covariance.
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
        double[] distance =
            !skipMissing ? Complete(patterns, rows, noise, center, options, observer, token)
            : noise is [] or [{ IsDiagonal: true }] ? Incomplete(patterns, rows, noise.SingleOrDefault(), center, options, observer, token)
            : BySharedUnits(patterns, rows, noise, center, options, observer, token);
        CrossvalidationWarnings.Tell(patterns.Name, rows, distance, observer);
        return distance;
    }

    private static double[] Complete(
        IPatternSet patterns, ConditionRows rows, NoiseCovariance[] noise, double[] center, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        var kernel = new CrossvalidatedKernel(rows.Condition.Length, patterns.UnitCount);
        int[] all = [.. Enumerable.Range(0, rows.Run.Length)];
        if (noise.Length <= 1)
        {
            kernel.Add(new RunSums(patterns, rows, all, center, counts: false), noise.SingleOrDefault(), options.Memory, observer, token);
            return kernel.ToDistance();
        }

        NoiseCovariance[] ofRun = [.. rows.Run.Select(run => OfRun(patterns, run, noise))];
        foreach ((int r, int s) in all.SelectMany(r => all[(r + 1)..].Select(s => (r, s))))
        {
            kernel.Add(
                new RunSums(patterns, rows, [r, s], center, counts: false), NoiseCovariance.Mean(ofRun[r], ofRun[s]), options.Memory, observer, token);
        }

        return kernel.ToDistance();
    }

    private static double[] Incomplete(
        IPatternSet patterns, ConditionRows rows, NoiseCovariance? noise, double[] center, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        int[] all = [.. Enumerable.Range(0, rows.Run.Length)];
        return IncompleteCrossnobis.Compute(new RunSums(patterns, rows, all, center, counts: true), patterns.UnitCount, noise, options, observer, token);
    }

    // Noise that mixes units: conditions that have the same units in all their measurements are compared together, over the units that they share.
    private static double[] BySharedUnits(
        IPatternSet patterns, ConditionRows rows, NoiseCovariance[] noise, double[] center, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        int n = rows.Condition.Length;
        var missing = new MissingUnits([.. rows.Rows.Select(list => Present(patterns, list, token))]);
        double[] distance = new double[(long)n * (n - 1) / 2];
        Array.Fill(distance, double.NaN);
        for (int set = 0; set < missing.UnitSets.Count; set++)
        {
            int[] units = missing.UnitSets[set];
            int[] some = missing.RowsOf(set);
            if (units.Length == 0 || some.Length == 0)
            {
                continue;
            }

            double[] part = Complete(
                new SelectedPatterns(patterns, rows: null, units), rows.Of(some), [.. noise.Select(one => one.Of(units))], [.. units.Select(unit => center[unit])], options, observer, token);
            for (int i = 0; i < some.Length; i++)
            {
                for (int j = i + 1; j < some.Length; j++)
                {
                    if (missing.SharedBy(some[i], some[j]) == set)
                    {
                        distance[Rdm.PairIndex(some[i], some[j], n)] = part[Rdm.PairIndex(i, j, some.Length)];
                    }
                }
            }
        }

        return distance;
    }

    private static bool[] Present(IPatternSet patterns, (int Row, int Run)[] measurements, CancellationToken token)
    {
        bool[] present = new bool[patterns.UnitCount];
        Array.Fill(present, true);
        double[] values = new double[patterns.UnitCount];
        foreach ((int row, _) in measurements)
        {
            token.ThrowIfCancellationRequested();
            patterns.Read(row, 1, values.AsSpan());
            for (int unit = 0; unit < values.Length; unit++)
            {
                present[unit] &= double.IsFinite(values[unit]);
            }
        }

        return present;
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
