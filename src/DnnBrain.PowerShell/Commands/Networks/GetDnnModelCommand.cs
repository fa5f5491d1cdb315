using System.Management.Automation;
using DnnBrain.Networks;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Lists the networks that DnnBrain knows.</summary>
[Cmdlet(VerbsCommon.Get, "DnnModel")]
[OutputType(typeof(NetworkDefinition))]
public sealed class GetDnnModelCommand : DnnBrainCmdlet
{
    private IReadOnlyList<NetworkDefinition> _candidates = [];

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Tasks that networks were trained on; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Task { get; set; } = [];

    /// <summary>Data that networks were trained on; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] TrainingData { get; set; } = [];

    /// <summary>How networks were trained; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] TrainingMethod { get; set; } = [];

    /// <summary>Families of networks; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Architecture { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _candidates = Require<NetworkDefinition[]>(() =>
        [
            .. ModelCatalog.Networks.Where(n =>
                ModelAttribute.All.All(attribute => attribute.Allows(n, MyInvocation.BoundParameters.GetValueOrDefault(attribute.Name) as string[]))),
        ]);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string[] available = [.. ModelCatalog.Networks.Select(n => n.Name)];
        foreach (string pattern in Name)
        {
            TryItem(pattern, () =>
            {
                string[] meant = NamePattern.Select([pattern], available, "ModelNotFound", "network");
                foreach (NetworkDefinition network in _candidates.Where(n => meant.Contains(n.Name, StringComparer.Ordinal)))
                {
                    WriteObject(network);
                }
            });
        }
    }
}
