using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Opens the layers of files and folders; where the format allows it, values stay in the file until they are needed.</summary>
[Cmdlet(VerbsData.Import, "Activation", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Activation))]
public sealed class ImportActivationCommand : PathCommand
{
    /// <summary>Layers; wildcards are allowed. All layers of the file by default.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ActivationLayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = ["*"];

    /// <summary>The ids of the rows, in the order of the file, in place of those of the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? StimulusId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        IReadOnlyList<Activation> all = RunForItem((_, token) => FeatureFile.Read(path, StimulusId, token));
        var wanted = NamePattern.Select(Layer, [.. all.Select(a => a.Layer)], "LayerNotFound", "layer").ToHashSet(StringComparer.Ordinal);
        Activation[] found = [.. all.Where(a => wanted.Contains(a.Layer))];
        if (StimulusId is null && found.Any(a => a.Provenance.Parameters.GetValueOrDefault("StimulusId") == "Position"))
        {
            WriteWarning($"'{path}' names no stimuli: their ids are the positions 1, 2, … in the file. Give their ids with -StimulusId.");
        }

        foreach (Activation activation in found)
        {
            WriteObject(activation);
        }
    }
}
