using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Transforms;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Transforms the dissimilarities of RDMs: ranks, roots, a scale from 0 to 1, geo-topology.</summary>
[Cmdlet(VerbsData.Convert, "Rdm")]
[OutputType(typeof(Rdm))]
public sealed class ConvertRdmCommand : LongRunningCmdlet
{
    private RdmTransform[] _transforms = [];

    /// <summary>The RDMs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Rdm[] InputObject { get; set; } = [];

    /// <summary>The transforms, one after the other.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(NameCompleter<RdmTransform>))]
    [ValidateNotNullOrEmpty]
    public string[] Transform { get; set; } = [];

    /// <summary>Geotopological: what is 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double LowQuantile { get; set; } = new RdmTransformOptions().LowQuantile;

    /// <summary>Geotopological: what is 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double HighQuantile { get; set; } = new RdmTransformOptions().HighQuantile;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _transforms = Require<RdmTransform[]>(() => [.. Transform.Select(RdmTransform.Parse)], Transform);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new RdmTransformOptions { LowQuantile = LowQuantile, HighQuantile = HighQuantile };
        foreach (Rdm rdm in InputObject)
        {
            TryItem(rdm, () => WriteObject(RunForItem((observer, token) => _transforms.Aggregate(rdm, (current, transform) => transform.Apply(current, options, observer, token)))));
        }
    }
}
