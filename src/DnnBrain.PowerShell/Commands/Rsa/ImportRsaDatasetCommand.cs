using System.Management.Automation;
using DnnBrain.Formats.RsatoolboxHdf5;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Reads measurements that rsatoolbox saved as HDF5; one object an observation, for New-Rdm.</summary>
[Cmdlet(VerbsData.Import, "RsaDataset", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PSObject))]
public sealed class ImportRsaDatasetCommand : PathCommand
{
    /// <inheritdoc/>
    protected override void ProcessFile(string path)
    {
        RsatoolboxDataset dataset = RunForItem((_, token) => RsatoolboxDatasetReader.Read(path, token));
        foreach (IReadOnlyList<object> row in dataset.Rows)
        {
            var item = new PSObject();
            for (int i = 0; i < row.Count; i++)
            {
                // A channel may be called as a descriptor is; the descriptor, which comes first, keeps the name.
                if (item.Properties[dataset.Columns[i]] is null)
                {
                    item.Properties.Add(new PSNoteProperty(dataset.Columns[i], row[i]));
                }
            }

            WriteObject(item);
        }

        WriteVerbose($"Read {dataset.Rows.Count} rows of {dataset.Columns.Count} columns from {path}.");
    }
}
