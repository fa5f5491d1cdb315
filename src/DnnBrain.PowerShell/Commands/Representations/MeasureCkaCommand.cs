using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Representations;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Commands.Representations;

/// <summary>Compares layers and regions by their patterns: centred kernel alignment, Procrustes distance, canonical correlations.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Cka")]
[OutputType(typeof(RepresentationComparison))]
public sealed class MeasureCkaCommand : ResamplingCommand
{
    private readonly List<Representation> _models = [];

    // Products of patterns that are kept until the last is there.
    private long _heldBytes;

    /// <summary>Layers: activations, brain patterns, or Gram matrices.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>What they are compared with: brain patterns, activations, or Gram matrices.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSObject[] Reference { get; set; } = [];

    /// <summary>How two representations are compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RepresentationMethod>))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = RepresentationMethod.LinearCka.Name;

    /// <summary>The width of Gaussian kernels, in median distances.</summary>
    [Parameter]
    public double Bandwidth { get; set; } = new RepresentationComparisonOptions().Bandwidth;

    /// <summary>The share of variance of the components that canonical correlations are taken of.</summary>
    [Parameter]
    public double VarianceShare { get; set; } = new RepresentationComparisonOptions().VarianceShare;

    /// <summary>Number of permutations of the stimulus labels.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; } = 1000;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
        {
            TryItem(item, () => _models.Add(Read(item)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_models.Count == 0)
        {
            return;
        }

        Representation[] references = Require(() => Reference.Select(Read).ToArray());
        var options = new RepresentationComparisonOptions
        {
            Method = Require(() => RepresentationMethod.Parse(Method), Method),
            Bandwidth = Bandwidth,
            VarianceShare = VarianceShare,
            Inference = new InferenceOptions
            {
                PermutationCount = PermutationCount,
                Seed = Seed,
                Checkpoint = OpenCheckpoint(CheckpointPath),
                Memory = Require(() => Memory.Hold(_heldBytes)),
            },
        };
        foreach (RepresentationComparison comparison in Run((observer, token) => RepresentationComparer.Compare(_models, references, options, observer, token)))
        {
            WriteObject(comparison);
        }
    }

    private Representation Read(PSObject item)
    {
        Representation representation = Read(item, Memory.Hold(_heldBytes));
        _heldBytes += representation.HeldBytes;
        return representation;
    }

    private Representation Read(PSObject item, MemoryLimit memory) => item.BaseObject switch
    {
        IPatternSet patterns => RunForItem((observer, token) => Representation.FromPatterns(patterns, memory, observer, token)),
        ActivationGram gram => Representation.FromGram(gram, memory),
        _ => throw new DnnBrainException(
            "PatternExpected",
            ErrorKind.InvalidArgument,
            $"A {item.BaseObject.GetType().Name} is not a representation. Expected are activations (Get-DnnActivation, with or without -Gram), or brain patterns (Get-BrainPattern).",
            item.BaseObject),
    };
}
