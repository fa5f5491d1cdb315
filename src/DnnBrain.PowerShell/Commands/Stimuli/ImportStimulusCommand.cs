using System.Management.Automation;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Stimuli;

/// <summary>Reads stimuli from a .stim.csv, a folder, files, or a table of any origin.</summary>
[Cmdlet(VerbsData.Import, "Stimulus", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Stimulus))]
public sealed class ImportStimulusCommand : PathCommand
{
    private const string InputObjectSet = "InputObject";

    private readonly StimulusRows _rows = new();

    /// <summary>Rows of a table, as <c>Import-Csv</c> gives them: properties stimID or Id, Path, Label, Condition, Onset, Duration.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Looks in the folders below a folder too.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && ParameterSetName == InputObjectSet)
        {
            _rows.Add(InputObject);
        }
        else
        {
            base.ProcessRecord();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        IReadOnlyList<Stimulus> stimuli =
            Directory.Exists(path) ? StimulusFolder.FromFolder(path, Recurse)
            : StimulusCsvReader.HasExtension(path) ? RunForItem((observer, _) => StimulusCsvReader.Read(path, observer))
            : [StimulusFolder.FromFile(path)];
        Emit(stimuli, path);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows.IsEmpty)
        {
            return;
        }

        string folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        Emit(Run((observer, _) => _rows.ToTable().ToStimuli(StimulusKind.Image, folder, observer).ToArray()), "the piped objects");
    }

    private void Emit(IReadOnlyList<Stimulus> stimuli, string source)
    {
        foreach (Stimulus stimulus in stimuli)
        {
            WriteObject(StimulusObject.Wrap(stimulus));
        }

        WriteVerbose($"Read {stimuli.Count} stimuli from {source}.");
    }
}
