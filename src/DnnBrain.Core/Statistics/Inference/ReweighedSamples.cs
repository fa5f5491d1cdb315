namespace DnnBrain.Statistics.Inference;

/// <summary>The values of samples in which one stimulus or subject is missing or counts twice, evaluated when they are first asked for.</summary>
/// <param name="factor">What is drawn: subjects are left out where they alone are, stimuli otherwise.</param>
/// <param name="reweigh">
/// Whether subjects are weighed, and by what, to sample of subjects × unit × value. The first sample is everybody; others follow where stimuli are weighed and both factors
/// drawn.
/// </param>
internal sealed class ReweighedSamples(BootstrapFactor factor, Func<bool, int, double[][][]> reweigh)
{
    private readonly Lazy<double[][][]> _without = new(() => reweigh(factor == BootstrapFactor.Subject, 0));
    private readonly Lazy<double[][][]> _twice = new(() => reweigh(false, 2));
    private readonly Lazy<double[][][]> _withoutSubject = new(() => reweigh(true, 0));

    /// <summary>The value of everybody without each unit in turn; null where there is none.</summary>
    public double[]? WithoutOne(Contrast contrast) => _without.Value is [var units, ..] ? ValuesOf(units, contrast) : null;

    /// <summary>The jackknife's variance, (n − 1)/n Σ (value without a unit − their mean)²; NaN where leaving one out leaves no value.</summary>
    /// <param name="contrast">A value or difference.</param>
    /// <param name="sample">Which sample of subjects.</param>
    public double Jackknife(Contrast contrast, int sample = 0) => Jackknife(ValuesOf(_without.Value[sample], contrast));

    /// <summary>The jackknife's variance over subjects.</summary>
    public double JackknifeOfSubjects(Contrast contrast) => factor == BootstrapFactor.Subject ? Jackknife(contrast) : Jackknife(ValuesOf(_withoutSubject.Value[0], contrast));

    /// <summary>Half of what a value changes from a sample without a stimulus to one that has it twice; null where there is no value.</summary>
    /// <inheritdoc cref="Jackknife(Contrast, int)"/>
    public double[]? Slopes(Contrast contrast, int sample = 0)
    {
        double[] slopes = [.. _twice.Value[sample].Zip(_without.Value[sample], (twice, without) => (contrast.Of(twice) - contrast.Of(without)) / 2)];
        return slopes.All(double.IsFinite) ? slopes : null;
    }

    /// <summary>The mean over drawn samples of subjects that have a value; that of everybody where none has.</summary>
    public double MeanOverDrawn(Func<int, double> ofSample) =>
        Enumerable.Range(1, _without.Value.Length - 1).Select(ofSample).Where(double.IsFinite).DefaultIfEmpty(ofSample(0)).Average();

    private static double Jackknife(double[] values) => SampleSpread.Squares(values) * (values.Length - 1) / values.Length;

    private static double[] ValuesOf(double[][] units, Contrast contrast) => [.. units.Select(unit => contrast.Of(unit))];
}
