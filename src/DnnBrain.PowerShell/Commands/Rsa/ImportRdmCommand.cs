using System.Management.Automation;
using DnnBrain.Formats;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Reads RDMs from .rdm.h5, .npz and .npy; the content of a file decides, not its name.</summary>
[Cmdlet(VerbsData.Import, "Rdm", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Rdm))]
public sealed class ImportRdmCommand : PathCommand
{
    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        IReadOnlyList<Rdm> rdms = RunForItem((_, token) => Read(path, token));
        foreach (Rdm rdm in rdms)
        {
            WriteObject(rdm);
        }

        WriteVerbose($"Read {rdms.Count} RDMs from {path}.");
    }

    private static IReadOnlyList<Rdm> Read(string path, CancellationToken token) =>
        RdmNpzReader.CanRead(path) ? RdmNpzReader.Read(path, token)
        : RdmHdf5Reader.CanRead(path) ? RdmHdf5Reader.Read(path, token)
        : throw new UnsupportedFileContentException(path, "it begins neither as an .rdm.h5 nor as an .npz or .npy does.");
}
