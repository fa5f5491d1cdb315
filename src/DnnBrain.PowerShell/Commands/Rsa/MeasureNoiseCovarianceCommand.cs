using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Activations.Epochs;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics.Covariance;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Estimates the noise covariance of units from residuals or from repeated measurements.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "NoiseCovariance")]
[OutputType(typeof(NoiseCovariance))]
public sealed class MeasureNoiseCovarianceCommand : PatternCommand
{
    private NoiseOptions _options = new();

    /// <summary>The estimator.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(NameCompleter<CovarianceEstimator>))]
    [ValidateNotNullOrEmpty]
    public string Estimator { get; set; } = new NoiseOptions().Estimator.Name;

    /// <summary>One covariance a run.</summary>
    [Parameter]
    public SwitchParameter PerRun { get; set; }

    /// <summary>One covariance over all samples of epochs in the window instead of one a bin.</summary>
    [Parameter]
    public SwitchParameter OverTime { get; set; }

    /// <summary>What sums of squares are divided by.</summary>
    [Parameter]
    public double? DegreesOfFreedom { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new NoiseOptions
        {
            Estimator = Require(() => CovarianceEstimator.Parse(Estimator), Estimator),
            PerRun = PerRun,
            DegreesOfFreedom = DegreesOfFreedom,
            Memory = Memory,
        };
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void Process(IPatternSet patterns, PatternDesign? design)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (OverTime)
        {
            throw TimeAxisMissing(patterns.Name);
        }

        Write(RunForItem((observer, token) => NoiseEstimator.Estimate(patterns, _options with { Design = design }, observer, token)));
    }

    /// <inheritdoc/>
    protected override void Process(IEpochSet epochs, PatternDesign? design, TimeBinOptions bins)
    {
        if (!OverTime)
        {
            base.Process(epochs, design, bins);
            return;
        }

        Write(RunForItem((observer, token) => NoiseEstimator.EstimateOverTime(epochs, bins, _options with { Design = design }, observer, token)));
    }

    /// <inheritdoc/>
    protected override void Process(ActivationGram gram, PatternDesign? design) => throw new DnnBrainException(
        "OptionNeedsPatterns", ErrorKind.InvalidArgument, $"A noise covariance needs the values of '{gram?.Layer}'; only its Gram matrix is left.", gram);

    private void Write(IReadOnlyList<NoiseCovariance> covariances)
    {
        foreach (NoiseCovariance noise in covariances)
        {
            WriteObject(noise);
        }
    }
}
