using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Makes models of a region's geometry from RDMs.</summary>
[Cmdlet(VerbsCommon.New, "RsaModel")]
[OutputType(typeof(RsaModel))]
public sealed class NewRsaModelCommand : DnnBrainCmdlet
{
    private readonly List<Rdm> _components = [];

    /// <summary>The RDMs that models are made of.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>What a model may adapt.</summary>
    [Parameter(Position = 0)]
    public RsaModelKind Kind { get; set; } = RsaModelKind.Fixed;

    /// <summary>The model's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The ridge penalty of a weighted model.</summary>
    [Parameter]
    public double Alpha { get; set; }

    /// <summary>Lets weights be negative.</summary>
    [Parameter]
    public SwitchParameter AllowNegative { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Kind != RsaModelKind.Weighted)
        {
            ThrowIfGiven([nameof(Alpha), nameof(AllowNegative)], $"is for weighted models (-Kind Weighted); {Kind} models have no weights to fit.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Kind != RsaModelKind.Fixed)
        {
            _components.AddRange(InputObject);
            return;
        }

        foreach (Rdm rdm in InputObject)
        {
            TryItem(rdm, () => WriteObject(new RsaModel(Name ?? rdm.Name, RsaModelKind.Fixed, [rdm])));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_components.Count > 0)
        {
            WriteObject(Require(() => new RsaModel(Name ?? Kind.ToString(), Kind, _components, Alpha, AllowNegative), Name ?? Kind.ToString()));
        }
    }
}
