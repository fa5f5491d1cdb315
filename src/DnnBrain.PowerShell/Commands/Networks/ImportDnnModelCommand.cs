using System.Management.Automation;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Loads a network with its weights.</summary>
[Cmdlet(VerbsData.Import, "DnnModel", DefaultParameterSetName = WeightSet)]
[OutputType(typeof(DnnModel))]
public sealed class ImportDnnModelCommand : LongRunningCmdlet
{
    private const string WeightSet = "Weight";
    private const string UntrainedSet = "Untrained";

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>A .pth, .pt or .safetensors file with the weights; without it, those that come with DnnBrain.</summary>
    [Parameter(Position = 1, ParameterSetName = WeightSet)]
    [ValidateNotNullOrEmpty]
    public string? WeightPath { get; set; }

    /// <summary>What is done to images before they enter: a name, or what New-DnnPreprocessing gave. What the catalogue states by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PreprocessingCompleter))]
    [ValidateNotNull]
    public PreprocessingReference Preprocessing { get; set; } = new(PreprocessingKind.Model);

    /// <summary>Gives the network random weights.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UntrainedSet)]
    public SwitchParameter Untrained { get; set; }

    /// <summary>The seed of random weights.</summary>
    [Parameter(ParameterSetName = UntrainedSet)]
    public long Seed { get; set; }

    /// <summary>Where the network runs: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Device { get; set; } = "cpu";

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryItem(Name, () =>
    {
        NetworkDefinition stated = ModelCatalog.Get(Name);
        NetworkDefinition definition = stated.WithPreprocessing(Preprocessing.Resolve(stated));
        string? path = WeightPath is null ? null : ResolveUnresolved(WeightPath);
        DnnModel model = RunForItem((_, _) => Untrained
            ? DnnModel.Untrained(definition, Seed, ComputeDevice.Parse(Device))
            : ModelWeights.Load(definition, path, ComputeDevice.Parse(Device)));
        if (model.UnusedWeights.Count > 0)
        {
            WriteVerbose($"Left out of the weights' file: {model.UnusedWeights.Count} parameters that {model.Name} has no use for, such as {model.UnusedWeights[0]}.");
        }

        if (model.HasCatalogueWeights == false)
        {
            WriteWarning($"The weights in '{path}' are not those of the catalogue: their SHA-256 is {model.WeightsSha256}, and that of {definition.WeightsVersion ?? definition.Name} begins with {definition.WeightsSha256}. {(MyInvocation.BoundParameters.ContainsKey(nameof(Preprocessing)) ? "Accuracy and licence may not hold for them." : "Accuracy, licence and preprocessing may not hold for them; -Preprocessing says what they expect of an image.")}");
        }

        WriteObject(model);
    });
}
