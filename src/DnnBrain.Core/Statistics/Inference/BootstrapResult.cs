namespace DnnBrain.Statistics.Inference;

/// <summary>The draws of a bootstrap, and what follows from them for a value or the difference of two.</summary>
/// <remarks>
/// p-values are those of t = estimate/standard error. For one factor the squared standard error is n/(n − 1) times the variance over draws, with n − 1
/// degrees of freedom; for both it is the two-factor variance. Values of pairs of stimuli have what bootstraps of pairs
/// count too often taken off (<see cref="PairwiseVariance"/>, <see cref="PairwiseTwoFactorVariance"/>); not so over both factors where folds are drawn, because there
/// leaving a stimulus out shows the folds more than the stimulus. Noise ceilings over subjects have the jackknife's variance (Efron, Stein 1981, Annals of Statistics 9,
/// 586–596). Quantiles are expanded (<see cref="BootstrapInterval.ExpandedLevel"/>). Draws under which a value is not defined are left out.
/// </remarks>
public sealed class BootstrapResult
{
    private readonly double[] _observed;
    private readonly double[][] _sets;
    private readonly int _repetitionCount;
    private readonly ReweighedSamples _reweighed;
    private readonly bool _isPairwise;

    // Repetition × value of the observed sample, where its folds are known one by one.
    private double[] _repeated = [];

    internal BootstrapResult(
        BootstrapFactor factor, int stimulusCount, int subjectCount, int repetitionCount, bool isPairwise, double[] observed, double[][] sets, Func<bool, int, double[][][]> reweigh)
        : this(factor, stimulusCount, subjectCount, repetitionCount, isPairwise, observed, sets, new ReweighedSamples(factor, reweigh))
    {
    }

    private BootstrapResult(
        BootstrapFactor factor, int stimulusCount, int subjectCount, int repetitionCount, bool isPairwise, double[] observed, double[][] sets, ReweighedSamples reweighed)
    {
        Factor = factor;
        StimulusCount = stimulusCount;
        SubjectCount = subjectCount;
        _repetitionCount = repetitionCount;
        _observed = observed;
        _sets = sets;
        _isPairwise = isPairwise;
        _reweighed = reweighed;
        FirstPooledValue = observed.Length;
        HasFolds = repetitionCount > 1;
    }

    /// <summary>What was drawn.</summary>
    public BootstrapFactor Factor { get; }

    /// <summary>Number of stimuli.</summary>
    public int StimulusCount { get; }

    /// <summary>Number of subjects.</summary>
    public int SubjectCount { get; }

    /// <summary>The observed values.</summary>
    public IReadOnlyList<double> Observed => Array.AsReadOnly(_observed);

    /// <summary>The first value that is made of pairs of subjects.</summary>
    internal int FirstPooledValue { get; init; }

    /// <summary>Whether the values are cross-validated: samples without one unit then differ by their folds as well.</summary>
    internal bool HasFolds { get; init; }

    /// <summary>Number of draws.</summary>
    public int DrawCount => _sets[0].Length / (_repetitionCount * _observed.Length);

    /// <summary>The degrees of freedom of a standard error: n − 1 of the factor drawn, fewer where few units decide (<see cref="SampleSpread.DegreesOfFreedom"/>).</summary>
    /// <remarks>
    /// For both factors those of the sum of the two variances (Satterthwaite 1946, Biometrics Bulletin 2, 110–114), between those of the smaller
    /// and those of the larger factor, where single stimuli decide how many stimuli have; for values of pairs of stimuli without folds what
    /// <see cref="PairwiseTwoFactorVariance"/> says of its estimate.
    /// </remarks>
    public double DegreesOfFreedom(Contrast contrast) => OfSample(contrast).DegreesOfFreedom;

    /// <summary>The same draws for observed values that were evaluated with more assignments to folds than a draw's.</summary>
    /// <param name="repeated">Repetition × value.</param>
    internal BootstrapResult WithObserved(double[] repeated) =>
        new(Factor, StimulusCount, SubjectCount, _repetitionCount, _isPairwise, MeanOverRepetitions(repeated, _observed.Length), _sets, _reweighed)
        {
            FirstPooledValue = FirstPooledValue,
            HasFolds = HasFolds,
            _repeated = repeated,
        };

    /// <summary>The mean of each value over repetitions.</summary>
    internal static double[] MeanOverRepetitions(ReadOnlySpan<double> repeated, int valueCount)
    {
        double[] mean = new double[valueCount];
        int repetitions = repeated.Length / valueCount;
        for (int i = 0; i < repeated.Length; i++)
        {
            mean[i % valueCount] += repeated[i] / repetitions;
        }

        return mean;
    }

    /// <summary>The observed value or difference.</summary>
    public double Estimate(Contrast contrast) => contrast.Of(_observed);

    /// <summary>The value under every draw, the mean of its repetitions; for both factors with both drawn.</summary>
    public double[] Draws(Contrast contrast) => Draws(0, contrast);

    /// <summary>
    /// The standard error of a value or difference, what the folds of the observed value add to it included; NaN where fewer than two draws have one.
    /// </summary>
    public double StandardError(Contrast contrast) => StandardError(OfSample(contrast), contrast);

    /// <summary>A confidence interval.</summary>
    /// <param name="contrast">A value or difference.</param>
    /// <param name="level">The share of intervals that cover the truth, for example 0.95.</param>
    /// <param name="method">How it is made.</param>
    /// <exception cref="DnnBrainException">
    /// Quantiles are asked for over both factors, whose draws spread too widely (<c>IntervalMethodInvalid</c>), or the level is none (<c>ConfidenceLevelInvalid</c>).
    /// </exception>
    public Interval Interval(Contrast contrast, double level, IntervalMethod method = IntervalMethod.StudentT)
    {
        ThrowIfUnfit(Factor, method);
        if (method == IntervalMethod.StudentT)
        {
            VarianceEstimate variance = OfSample(contrast);
            return BootstrapInterval.StudentT(Estimate(contrast), StandardError(variance, contrast), variance.DegreesOfFreedom, level);
        }

        // The level at which so few units cover what they are to cover.
        double expanded = BootstrapInterval.ExpandedLevel(level, Factor == BootstrapFactor.Subject ? SubjectCount : StimulusCount, DegreesOfFreedom(contrast));
        return method == IntervalMethod.Percentile
            ? BootstrapInterval.Percentile(Draws(contrast), expanded)
            : BootstrapInterval.Bca(Draws(contrast), Estimate(contrast), _reweighed.WithoutOne(contrast)!, expanded);
    }

    /// <summary>Tests contrasts against zero, adjusted over all of them.</summary>
    /// <param name="contrasts">Values or differences.</param>
    /// <param name="alternative">The side.</param>
    /// <param name="correction">
    /// <see cref="Correction.Maximum"/> takes the dependence of the contrasts from the draws: the adjusted p is the share of draws whose most
    /// extreme contrast is as improbable among its draws as the tested one (<see cref="MaximumOfDraws"/>); between the raw p and Bonferroni's.
    /// </param>
    public IReadOnlyList<ContrastTest> Test(IReadOnlyList<Contrast> contrasts, Alternative alternative, Correction correction)
    {
        ArgumentNullException.ThrowIfNull(contrasts);
        double[] estimate = [.. contrasts.Select(Estimate)];
        VarianceEstimate[] variance = [.. contrasts.Select(OfSample)];
        double[] error = [.. contrasts.Select((contrast, c) => StandardError(variance[c], contrast))];
        double[] p = [.. contrasts.Select((_, c) => StudentDistribution.PValue(estimate[c] / error[c], variance[c].DegreesOfFreedom, alternative))];
        double[] adjusted = correction == Correction.Maximum ? MaximumOfDraws.Adjust([.. contrasts.Select(Draws)], estimate, p, alternative) : correction.Adjust(p);
        return [.. contrasts.Select((_, c) => new ContrastTest(estimate[c], error[c], variance[c].DegreesOfFreedom, p[c], adjusted[c]))];
    }

    /// <summary>Quantiles of draws of both factors would be too far out: noise is drawn with each factor.</summary>
    internal static void ThrowIfUnfit(BootstrapFactor factor, IntervalMethod method)
    {
        if (factor == BootstrapFactor.Both && method != IntervalMethod.StudentT)
        {
            throw new DnnBrainException(
                "IntervalMethodInvalid",
                ErrorKind.InvalidArgument,
                $"The draws of stimuli and subjects together spread too widely for {method} intervals; there are StudentT intervals from the two-factor variance, and {method} for a bootstrap over Stimulus or Subject.",
                method);
        }
    }

    private double StandardError(VarianceEstimate ofSample, Contrast contrast) => Math.Sqrt(ofSample.Value + OfFolds(contrast));

    // What drawing the sample does to a value, without what its folds add.
    private VarianceEstimate OfSample(Contrast contrast)
    {
        double subject = SubjectCount - 1;
        double DegreesOfUnits(double otherwise) => _reweighed.WithoutOne(contrast) is { } values ? SampleSpread.DegreesOfFreedom(values) : otherwise;
        if (Factor != BootstrapFactor.Both)
        {
            double variance = Variance(0, contrast);
            return Factor == BootstrapFactor.Subject
                ? new VarianceEstimate(OfSubjects(variance, contrast), DegreesOfUnits(subject))
                : new VarianceEstimate(OfStimuli(variance, contrast), DegreesOfUnits(StimulusCount - 1));
        }

        if (OfPairs(contrast) is { } estimate)
        {
            return estimate;
        }

        (double both, double drawnSubjects, double drawnStimuli) = (Variance(0, contrast), Variance(1, contrast), Variance(2, contrast));
        double ofSubject = OfSubjects(drawnSubjects, contrast);
        double ofStimulus = OfStimuli(drawnStimuli, contrast);
        double sum = ofSubject + ofStimulus;
        double stimulus = DegreesOfUnits(StimulusCount - 1);
        double freedom = sum * sum / ((ofSubject * ofSubject / subject) + (ofStimulus * ofStimulus / stimulus));
        (double fewest, double most) = (Math.Min(subject, stimulus), Math.Max(subject, stimulus));
        double value = CountsPairs && IsPooled(contrast) && _reweighed.Jackknife(contrast) is var jackknife && double.IsFinite(jackknife)
            ? PairwiseVariance.EstimatePooled(
                both, drawnSubjects, drawnStimuli, ofSubject, jackknife, _reweighed.MeanOverDrawn(sample => _reweighed.Jackknife(contrast, sample)), SubjectCount, StimulusCount)
            : TwoFactorVariance.Estimate(both, drawnSubjects, drawnStimuli, SubjectCount, StimulusCount);
        return new VarianceEstimate(value, double.IsNaN(freedom) ? fewest : Math.Clamp(freedom, fewest, most));
    }

    private double[] Draws(int set, Contrast contrast)
    {
        double[] draws = new double[DrawCount];
        for (int draw = 0; draw < draws.Length; draw++)
        {
            for (int repetition = 0; repetition < _repetitionCount; repetition++)
            {
                draws[draw] += contrast.Of(Values(set, draw, repetition)) / _repetitionCount;
            }
        }

        return draws;
    }

    private double Variance(int set, Contrast contrast)
    {
        double ofMean = SampleSpread.Variance(Draws(set, contrast));
        if (_repetitionCount == 1)
        {
            return ofMean;
        }

        return Math.Max(0, TwoFactorVariance.WithoutFolds(ofMean, SingleVariance(set, contrast), _repetitionCount));
    }

    // What the choice of folds adds to the variance of the observed mean over them: from its own repetitions, else from the draws', where
    // v_single − v_mean is (1 − 1/R) of one assignment's.
    private double OfFolds(Contrast contrast)
    {
        int observed = _repeated.Length / _observed.Length;
        if (observed > 1)
        {
            return SampleSpread.Variance([.. Enumerable.Range(0, observed).Select(r => contrast.Of(_repeated.AsSpan(r * _observed.Length, _observed.Length)))]) / observed;
        }

        double one = _repetitionCount == 1
            ? 0
            : Math.Max(0, SingleVariance(0, contrast) - SampleSpread.Variance(Draws(0, contrast))) * _repetitionCount / (_repetitionCount - 1);
        return one / Math.Max(observed, _repetitionCount);
    }

    private double SingleVariance(int set, Contrast contrast)
    {
        double sum = 0;
        double[] single = new double[DrawCount];
        for (int repetition = 0; repetition < _repetitionCount; repetition++)
        {
            for (int draw = 0; draw < single.Length; draw++)
            {
                single[draw] = contrast.Of(Values(set, draw, repetition));
            }

            sum += SampleSpread.Variance(single);
        }

        return sum / _repetitionCount;
    }

    private ReadOnlySpan<double> Values(int set, int draw, int repetition) =>
        _sets[set].AsSpan(((draw * _repetitionCount) + repetition) * _observed.Length, _observed.Length);

    // Whether what bootstraps count too often is taken off: with folds, a sample with one stimulus more or less shows the folds more than the stimulus.
    private bool CountsPairs => _isPairwise && (Factor != BootstrapFactor.Both || !HasFolds);

    // Both factors; null for what is estimated otherwise.
    private VarianceEstimate? OfPairs(Contrast contrast)
    {
        if (!CountsPairs || IsPooled(contrast) || _reweighed.Slopes(contrast) is not { } slopes)
        {
            return null;
        }

        return PairwiseTwoFactorVariance.Estimate(new PairwiseSpread
        {
            StimulusCount = StimulusCount,
            SubjectCount = SubjectCount,
            Both = Variance(0, contrast),
            Subject = Variance(1, contrast),
            Stimulus = Variance(2, contrast),
            Slope = SampleSpread.Squares(slopes),
            DrawnSlope = _reweighed.MeanOverDrawn(sample => _reweighed.Slopes(contrast, sample) is { } drawn ? SampleSpread.Squares(drawn) : double.NaN),
            ExcessKurtosis = SampleSpread.ExcessKurtosis(slopes),
        });
    }

    // In the difference to a ceiling what single subjects are like cancels out, and what is particular to pairs of them is left.
    private bool IsPooled(Contrast contrast) => contrast.Value < FirstPooledValue && contrast.Against >= FirstPooledValue;

    // A ceiling itself. With a subject drawn twice there are fewer people to pool, by a number that differs from draw to draw, and this spreads draws as well: it
    // is in no sample of so many people. Samples without one subject all have as many.
    private bool IsCeiling(Contrast contrast) => contrast.Value >= FirstPooledValue && !(contrast.Against < FirstPooledValue);

    private double OfSubjects(double variance, Contrast contrast)
    {
        if (Factor == BootstrapFactor.Subject && IsCeiling(contrast))
        {
            return _reweighed.Jackknife(contrast);
        }

        double estimate = TwoFactorVariance.OneFactor(variance, SubjectCount);
        return IsPooled(contrast) ? OneFactorOfPairs(estimate, _reweighed.JackknifeOfSubjects(contrast)) : estimate;
    }

    private double OfStimuli(double variance, Contrast contrast)
    {
        double estimate = TwoFactorVariance.OneFactor(variance, StimulusCount);
        return CountsPairs ? OneFactorOfPairs(estimate, _reweighed.Jackknife(contrast)) : estimate;
    }

    private double OneFactorOfPairs(double bootstrap, double jackknife) =>
        HasFolds ? PairwiseVariance.EstimateWithFolds(bootstrap, jackknife) : PairwiseVariance.Estimate(bootstrap, jackknife);
}
