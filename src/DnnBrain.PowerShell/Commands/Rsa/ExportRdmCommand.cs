using System.Management.Automation;
using DnnBrain.Formats.RdmCsv;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Formats.RdmMat;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Writes RDMs to an .rdm.h5, .npz, .npy, .mat or .csv.</summary>
[Cmdlet(VerbsData.Export, "Rdm", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportRdmCommand : ExportCommand<Rdm>
{
    /// <inheritdoc/>
    protected override string Describe(IReadOnlyList<Rdm> items) => $"Export {items?.Count} RDMs";

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<Rdm> items, string path, bool overwrite, CancellationToken token)
    {
        switch (System.IO.Path.GetExtension(path).ToUpperInvariant())
        {
            case ".NPZ" or ".NPY":
                RdmNpzWriter.Write(path, items, overwrite, token);
                break;
            case ".H5" or ".HDF5":
                RdmHdf5Writer.Write(path, items, kind: null, overwrite, token);
                break;
            case ".MAT":
                RdmMatWriter.Write(path, items, overwrite, token);
                break;
            case ".CSV":
                RdmCsvWriter.Write(path, items, overwrite, token);
                break;
            default:
                throw new DnnBrainException(
                    "FileExtensionInvalid",
                    ErrorKind.InvalidArgument,
                    $"'{path}': the name of a file of RDMs ends in .rdm.h5, .npz, .mat or .csv, or in .npy for values without ids.",
                    path);
        }
    }
}
