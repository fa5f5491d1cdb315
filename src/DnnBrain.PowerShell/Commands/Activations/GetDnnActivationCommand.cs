using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Runs stimuli through a network and returns what its layers answer.</summary>
[Cmdlet(VerbsCommon.Get, "DnnActivation", SupportsShouldProcess = true)]
[OutputType(typeof(Activation))]
public sealed class GetDnnActivationCommand : LongRunningCmdlet
{
    private readonly List<Stimulus> _stimuli = [];
    private string? _file;

    /// <summary>The stimuli, as Import-Stimulus gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Stimulus[] Stimulus { get; set; } = [];

    /// <summary>The network: a name, or what Import-DnnModel gave.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelReference? Model { get; set; }

    /// <summary>Layers by name or by PyTorch's module path; wildcards are allowed. All layers by default.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = ["*"];

    /// <summary>How each channel's map becomes one number.</summary>
    [Parameter]
    public Pooling Pooling { get; set; }

    /// <summary>Stimuli in one forward pass.</summary>
    [Parameter]
    [ValidateRange(1, 65_536)]
    public int BatchSize { get; set; } = 32;

    /// <summary>An .act.h5 to write the values to, instead of holding them in memory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Where a network given by name runs: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Device { get; set; } = "cpu";

    private ExtractionOptions Options => new() { Layers = Layer, Pooling = Pooling, BatchSize = BatchSize };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _file = OutFile is null ? null : Require(() => OutputFile.Check(ResolveUnresolved(OutFile), Force), OutFile);
        Require(() => LayerPattern.Select(Model!.Definition.Graph, Layer), Layer);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _stimuli.AddRange(Stimulus);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is not null && !ShouldProcess(_file, $"Write the activations of {Model} for {_stimuli.Count} stimuli"))
        {
            return;
        }

        IReadOnlyList<Activation> activations = Run((observer, token) => Model!.Use(Device, model =>
        {
            using IActivationSink sink = _file is null ? new MemoryActivationSink() : new ActivationHdf5Writer(_file, Force);
            return new ActivationExtractor(model, Options).Extract(_stimuli, sink, observer, token);
        }));
        foreach (Activation activation in activations)
        {
            WriteObject(activation);
        }
    }
}
