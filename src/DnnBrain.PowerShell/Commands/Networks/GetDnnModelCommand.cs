using System.Management.Automation;
using DnnBrain.Networks;
using DnnBrain.Networks.Attributes;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Lists the networks that DnnBrain knows.</summary>
[Cmdlet(VerbsCommon.Get, "DnnModel", DefaultParameterSetName = NetworkSet)]
[OutputType(typeof(NetworkDefinition), ParameterSetName = [NetworkSet])]
[OutputType(typeof(CatalogAttribute), ParameterSetName = [AttributeSet])]
public sealed class GetDnnModelCommand : DnnBrainCmdlet
{
    private const string NetworkSet = "Network";
    private const string AttributeSet = "Attribute";

    private IReadOnlyList<NetworkDefinition> _candidates = [];

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = NetworkSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>What networks have, all of it; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Attribute { get; set; } = [];

    /// <summary>Tasks that networks were trained on; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Task { get; set; } = [];

    /// <summary>Data that networks were trained on; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] TrainingData { get; set; } = [];

    /// <summary>How networks were trained; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] TrainingMethod { get; set; } = [];

    /// <summary>Families of networks; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelAttributeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Architecture { get; set; } = [];

    /// <summary>Lists the attributes that networks have, in place of the networks.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AttributeSet)]
    public SwitchParameter ListAttribute { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _candidates = ListAttribute ? [] : Require<NetworkDefinition[]>(() =>
    {
        HashSet<string>[] demands =
        [
            .. Attribute.Select(pattern => ModelAttribute.Networks(nameof(Attribute), pattern)),
            .. Choices().Where(choice => choice.Wanted.Length > 0).Select(choice => choice.Wanted.SelectMany(pattern => ModelAttribute.Networks(choice.Parameter, pattern)).ToHashSet()),
        ];
        return [.. ModelCatalog.Networks.Where(network => demands.All(meeting => meeting.Contains(network.Name)))];
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ListAttribute)
        {
            WriteObject(ModelCatalog.Attributes, enumerateCollection: true);
            return;
        }

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

    /// <summary>Parameters within which a list is a choice.</summary>
    private IEnumerable<(string Parameter, string[] Wanted)> Choices() =>
        [(nameof(Task), Task), (nameof(TrainingData), TrainingData), (nameof(TrainingMethod), TrainingMethod), (nameof(Architecture), Architecture)];
}
