using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Finds the stimuli that drive channels of a network most.</summary>
[Cmdlet(VerbsCommon.Find, "TopStimulus", DefaultParameterSetName = StimulusSet)]
[OutputType(typeof(TopStimulus))]
public sealed class FindTopStimulusCommand : LongRunningCmdlet
{
    private const string StimulusSet = "Stimulus";
    private const string ActivationSet = "Activation";
    private readonly List<Stimulus> _stimuli = [];

    /// <summary>The stimuli, as Import-Stimulus gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StimulusSet)]
    [ValidateNotNullOrEmpty]
    public Stimulus[] Stimulus { get; set; } = [];

    /// <summary>Activations that were extracted before.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ActivationSet)]
    [ValidateNotNullOrEmpty]
    public Activation[] InputObject { get; set; } = [];

    /// <summary>The network: a name, or what Import-DnnModel gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StimulusSet)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelReference? Model { get; set; }

    /// <summary>Layers by name, module path, pattern or place, as about_DnnLayers tells.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = StimulusSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = [];

    /// <summary>The channels, 1-based; of a fully connected layer its units.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = StimulusSet)]
    [Parameter(Mandatory = true, ParameterSetName = ActivationSet)]
    [ValidateNotNullOrEmpty]
    public int[] Channel { get; set; } = [];

    /// <summary>How many stimuli a channel.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = 5;

    /// <summary>How a channel's map becomes one number.</summary>
    [Parameter]
    public ActivationScore Score { get; set; }

    /// <summary>What is done to images before they enter: a name, or what New-DnnPreprocessing gave.</summary>
    [Parameter(ParameterSetName = StimulusSet)]
    [ArgumentCompleter(typeof(PreprocessingCompleter))]
    [ValidateNotNull]
    public PreprocessingReference Preprocessing { get; set; } = new(PreprocessingKind.Squash);

    /// <summary>Stimuli in one forward pass.</summary>
    [Parameter(ParameterSetName = StimulusSet)]
    [ValidateRange(1, 65_536)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Where a network given by name runs: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    [Parameter(ParameterSetName = StimulusSet)]
    [ValidateNotNullOrEmpty]
    public string Device { get; set; } = "cpu";

    private TopStimulusOptions Options => new() { Channel = Channel, Top = Top, Score = Score };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Model is not null)
        {
            Require(() => LayerPattern.Select(Model.Definition.Graph, Layer), Layer);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _stimuli.AddRange(Stimulus);
        foreach (Activation activation in InputObject)
        {
            TryItem(activation, () => Emit(RunForItem((observer, token) =>
                TopStimulusSearch.Find(activation, Options, new Dictionary<string, Stimulus>(), observer, token))));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Model is null)
        {
            return;
        }

        Dictionary<string, Stimulus> byId = new(StringComparer.Ordinal);
        foreach (Stimulus stimulus in _stimuli)
        {
            byId.TryAdd(stimulus.Id, stimulus);
        }

        Emit(Run((observer, token) => Model.Use(Device, model =>
        {
            using var sink = new TopStimulusSink(Options, byId, observer);
            new ActivationExtractor(model, new ExtractionOptions { Layers = Layer, BatchSize = BatchSize, Preprocessing = Preprocessing.Resolve(model.Definition) }).Extract(_stimuli, sink, observer, token);
            return sink.Result;
        })));
    }

    private void Emit(IReadOnlyList<TopStimulus> found)
    {
        foreach (TopStimulus top in found)
        {
            WriteObject(top);
        }
    }
}
