namespace DnnBrain.Statistics.Inference;

/// <summary>
/// Sign-flip test over subjects: is the mean of one signed value a subject above zero in the population the subjects come from?
/// </summary>
/// <remarks>
/// Exact under the hypothesis that each value's distribution is symmetric about zero. A subject's values are flipped in all cells
/// together. Where 2^S − 1 is at most the number of permutations asked for, all flips are made and the test is exact; with S
/// subjects p is never below 2^−S. Nichols, Holmes 2002, https://doi.org/10.1002/hbm.1058.
/// </remarks>
public static class SignFlipTest
{
    // 2^31 exceeds any count of permutations.
    private const int MaxEnumerated = 30;

    /// <summary>Runs the test on the mean over subjects of each cell.</summary>
    /// <param name="values">
    /// Cell × subject. NaN where a cell has no value of a subject; a cell's mean is over the subjects it has.
    /// </param>
    /// <param name="options">Number of flips, seed, side, threads.</param>
    /// <param name="observer">Told how far the test is.</param>
    /// <param name="token">Stops the test.</param>
    /// <exception cref="DnnBrainException">An option cannot be used; see <see cref="InferenceOptions.Validate"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>A cell with fewer than two subjects has p-values of NaN.</remarks>
    public static ResamplingResult Run(double[,] values, InferenceOptions options, IRunObserver observer, CancellationToken token) =>
        Run("SignFlip", values, (_, _) => { }, 0, options, observer, token);

    /// <summary>Turns the means of all cells into another statistic that flips change through the means alone.</summary>
    internal delegate void MeanTransformation(double[,] values, Span<double> means);

    /// <summary>Runs the test on a statistic that follows from the means.</summary>
    /// <param name="part">The test's name in the checkpoint.</param>
    /// <param name="values">Cell × subject.</param>
    /// <param name="transform">Turns means into the statistic.</param>
    /// <param name="transformBytes">What one thread transforms them with.</param>
    /// <param name="options">Number of flips, seed, side, threads.</param>
    /// <param name="observer">Told how far the test is.</param>
    /// <param name="token">Stops the test.</param>
    internal static ResamplingResult Run(
        string part,
        double[,] values,
        MeanTransformation transform,
        long transformBytes,
        InferenceOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(values);
        int subjects = values.GetLength(1);
        double[,] share = SharesOfMean(values);
        return Run(
            part,
            subjects,
            values.GetLength(0),
            Tolerance(values),
            () => (signs, cells) =>
            {
                Mean(share, signs, cells);
                transform(values, cells);
            },
            sizeof(double) * values.LongLength,
            transformBytes,
            options,
            observer,
            token);
    }

    /// <summary>Evaluates all cells for signs of subjects, +1 or −1 each.</summary>
    internal delegate void SignEvaluation(int[] signs, Span<double> cells);

    /// <summary>Runs the test on any statistic of the signs; observed is the one of +1 for all.</summary>
    /// <param name="part">The name of the test among those of a run.</param>
    /// <param name="subjects">Number of subjects.</param>
    /// <param name="cellCount">Number of cells.</param>
    /// <param name="tolerance">How far two values are apart that are the same but for rounding.</param>
    /// <param name="createEvaluation">Called once a thread.</param>
    /// <param name="heldBytes">What all threads share.</param>
    /// <param name="evaluationBytes">What one thread evaluates with.</param>
    /// <param name="options">Number of flips, seed, side, threads.</param>
    /// <param name="observer">Told how far the test is.</param>
    /// <param name="token">Stops the test.</param>
    internal static ResamplingResult Run(
        string part,
        int subjects,
        int cellCount,
        double tolerance,
        Func<SignEvaluation> createEvaluation,
        long heldBytes,
        long evaluationBytes,
        InferenceOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        options = ResamplingTest.Fit(options, cellCount, heldBytes, evaluationBytes + (sizeof(int) * (long)subjects));
        double[] observed = new double[cellCount];
        createEvaluation()([.. Enumerable.Repeat(1, subjects)], observed);
        long others = subjects <= MaxEnumerated ? (1L << subjects) - 1 : long.MaxValue;
        bool isExact = others <= options.PermutationCount;
        var test = new ResamplingTest(part, observed, tolerance, options);
        return test.Run(
            isExact ? others : options.PermutationCount,
            isExact,
            "Flipping signs of subjects",
            () =>
            {
                int[] signs = new int[subjects];
                SignEvaluation evaluate = createEvaluation();
                return (draw, cells) =>
                {
                    DrawSigns(draw, isExact, options.Seed, signs);
                    evaluate(signs, cells);
                };
            },
            observer,
            token);
    }

    // Enumerated flips take the bits of 1 … 2^S − 1; 0 flips nobody and is the observed case.
    private static void DrawSigns(long draw, bool isExact, long seed, int[] signs)
    {
        RandomStream? random = isExact ? null : new RandomStream(seed, RandomPurpose.SignFlip, draw);
        for (int subject = 0; subject < signs.Length; subject++)
        {
            long bit = random is null ? (draw + 1) >> subject : random.NextUInt32() >> 31;
            signs[subject] = (bit & 1) == 1 ? -1 : 1;
        }
    }

    private static double[,] SharesOfMean(double[,] values)
    {
        double[,] share = new double[values.GetLength(0), values.GetLength(1)];
        for (int cell = 0; cell < values.GetLength(0); cell++)
        {
            int count = 0;
            for (int subject = 0; subject < values.GetLength(1); subject++)
            {
                count += double.IsNaN(values[cell, subject]) ? 0 : 1;
            }

            for (int subject = 0; subject < values.GetLength(1); subject++)
            {
                double value = values[cell, subject];
                share[cell, subject] = count < 2 ? double.NaN : double.IsNaN(value) ? 0 : value / count;
            }
        }

        return share;
    }

    private static void Mean(double[,] share, int[] signs, Span<double> means)
    {
        for (int cell = 0; cell < means.Length; cell++)
        {
            double sum = 0;
            for (int subject = 0; subject < signs.Length; subject++)
            {
                sum += signs[subject] * share[cell, subject];
            }

            means[cell] = sum;
        }
    }

    /// <summary>What rounding can do to means of such values.</summary>
    internal static double Tolerance(double[,] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Abs(value) > largest ? Math.Abs(value) : largest;
        }

        return 1e-14 * largest;
    }
}
