using System.Management.Automation;
using DnnBrain.Networks;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Lists the networks that DnnBrain knows.</summary>
[Cmdlet(VerbsCommon.Get, "DnnModel")]
[OutputType(typeof(NetworkDefinition))]
public sealed class GetDnnModelCommand : DnnBrainCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string[] available = [.. ModelCatalog.Networks.Select(n => n.Name)];
        foreach (string pattern in Name)
        {
            TryItem(pattern, () =>
            {
                foreach (string name in NamePattern.Select([pattern], available, "ModelNotFound", "network"))
                {
                    WriteObject(ModelCatalog.Get(name));
                }
            });
        }
    }
}
