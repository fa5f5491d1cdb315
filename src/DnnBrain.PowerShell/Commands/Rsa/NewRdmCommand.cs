using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Makes a representational dissimilarity matrix from each layer's activation, each region's patterns, or a table.</summary>
[Cmdlet(VerbsCommon.New, "Rdm")]
[OutputType(typeof(Rdm))]
public sealed class NewRdmCommand : PatternCommand
{
    private RdmOptions _options = new();

    /// <summary>The dissimilarity of two patterns.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(NameCompleter<RdmMetric>))]
    [ValidateNotNullOrEmpty]
    public string Metric { get; set; } = RdmMetric.Correlation.Name;

    /// <summary>What is brought to mean 0 and standard deviation 1 first.</summary>
    [Parameter]
    public ZScoring ZScore { get; set; } = ZScoring.None;

    /// <summary>The noise of the units: one covariance over all runs, or one a run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public NoiseCovariance[] Noise { get; set; } = [];

    /// <summary>What NaN means.</summary>
    [Parameter]
    public MissingValue MissingValue { get; set; } = MissingValue.Propagate;

    /// <summary>The rate that Poisson rates are drawn towards.</summary>
    [Parameter]
    public double PriorMean { get; set; } = new PoissonPrior().Mean;

    /// <summary>What that rate weighs, in numbers of observations.</summary>
    [Parameter]
    public double PriorWeight { get; set; } = new PoissonPrior().Weight;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new RdmOptions
        {
            Metric = Require(() => RdmMetric.Parse(Metric), Metric),
            ZScore = ZScore,
            Noise = Noise,
            MissingValue = MissingValue,
            PoissonPrior = new PoissonPrior(PriorMean, PriorWeight),
            Memory = Memory,
        };
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void Process(IPatternSet patterns, PatternDesign? design) =>
        WriteObject(RunForItem((observer, token) => RdmBuilder.Build(patterns, _options with { Design = design }, observer, token)));

    /// <inheritdoc/>
    protected override void Process(ActivationGram gram, PatternDesign? design) =>
        WriteObject(RunForItem((observer, token) => GramRdmBuilder.Build(gram, _options with { Design = design }, observer, token)));
}
