using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Merging;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Makes one RDM of several: the mean over subjects, or the merged RDM of partial ones.</summary>
[Cmdlet(VerbsData.Merge, "Rdm")]
[OutputType(typeof(Rdm))]
public sealed class MergeRdmCommand : LongRunningCmdlet
{
    private readonly List<Rdm> _rdms = [];

    /// <summary>The RDMs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>How they are merged.</summary>
    [Parameter(Position = 0)]
    public MergeMethod Method { get; set; } = MergeMethod.Mean;

    /// <summary>What a dissimilarity weighs.</summary>
    [Parameter]
    public MergeWeight Weight { get; set; } = MergeWeight.Equal;

    /// <summary>What the RDMs that are merged have in common.</summary>
    [Parameter]
    [ValidateSet("Name", "Subject", "Source", "All")]
    public string By { get; set; } = "Name";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _rdms.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = new MergeOptions { Method = Method, Weight = Weight };
        foreach (IGrouping<string, Rdm> group in _rdms.GroupBy(Key, StringComparer.Ordinal))
        {
            TryItem(group.Key, () => WriteObject(RunForItem((observer, token) => RdmMerger.Merge([.. group], options, observer, token))));
        }
    }

    private string Key(Rdm rdm) => By switch
    {
        "Subject" => rdm.Subject ?? "",
        "Source" => rdm.Source,
        "All" => "",
        _ => rdm.Name,
    };
}
