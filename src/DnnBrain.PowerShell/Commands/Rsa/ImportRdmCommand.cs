using System.Management.Automation;
using DnnBrain.Formats;
using DnnBrain.Formats.Meadows;
using DnnBrain.Formats.RdmCsv;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Formats.RdmMat;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Formats.RsatoolboxHdf5;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Reads RDMs from .rdm.h5, .npz, .npy, .mat, tables, and files of Meadows and rsatoolbox; the content of a file decides.</summary>
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
        : RdmMatReader.CanRead(path) ? RdmMatReader.Read(path, token)
        : RsatoolboxRdmReader.CanRead(path) ? RsatoolboxRdmReader.Read(path, token)
        : RdmHdf5Reader.CanRead(path) ? RdmHdf5Reader.Read(path, token)
        : RdmCsvReader.HasExtension(path) ? RdmCsvReader.Read(path, token)
        : MeadowsJsonReader.CanRead(path) ? MeadowsJsonReader.Read(path)
        : throw new UnsupportedFileContentException(path, "it begins neither as an .rdm.h5, .npz, .npy, .mat or .json does, nor is its ending .csv or .tsv.");
}
