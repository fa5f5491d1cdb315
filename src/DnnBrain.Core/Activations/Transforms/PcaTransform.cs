using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>Scores on principal components: (x − mean) · component, and with whitening divided by their standard deviation.</summary>
/// <remarks>
/// The sign of a component is such that among the stimuli of the fit the score of the largest magnitude is positive, the first of equal
/// ones, as in scikit-learn before 1.5. O(units × components) a stimulus, in float64.
/// </remarks>
public sealed class PcaTransform : FittedTransform
{
    private readonly PrincipalComponents[] _groups;

    internal PcaTransform(Activation source, TransformOptions options, PrincipalComponents[] groups, PcaSolver solver)
        : base(source, options, options.Axis, groups[0].ComponentCount, groups[0].StimulusCount)
    {
        _groups = groups;
        Whiten = options.Whiten;
        Solver = solver;
    }

    /// <summary>Whether scores have standard deviation 1.</summary>
    public bool Whiten { get; }

    /// <summary>How the components were computed.</summary>
    public PcaSolver Solver { get; }

    /// <summary>The components of each group of units: of the layer, of each location (row-major), of each channel.</summary>
    public IReadOnlyList<PrincipalComponents> Components => Array.AsReadOnly(_groups);

    /// <summary>The share of the variance of all units that the components explain.</summary>
    public double ExplainedVarianceShare =>
        _groups.Sum(group => group.TotalVariance) is > 0 and double total ? _groups.Sum(group => group.ExplainedVariance.Sum()) / total : 0;

    /// <summary>Whether other stimuli can be transformed: the components were kept.</summary>
    internal bool HasComponents => _groups[0].Components is not null;

    private protected override Tensor ApplyToGroups(Tensor grouped)
    {
        Tensor[] scores = new Tensor[_groups.Length];
        for (int g = 0; g < scores.Length; g++)
        {
            PrincipalComponents group = _groups[g];
            Tensor centred = grouped.select(1, g).@double() - tensor<double>(group.MeanValues);
            Tensor components = from_memory<double>(group.Components, [group.ComponentCount, group.UnitCount]);
            scores[g] = centred.matmul(components.t()) * tensor<double>(Scale(group));
        }

        return stack(scores, 1);
    }

    /// <summary>What each score is multiplied by.</summary>
    internal double[] Scale(PrincipalComponents group) =>
        [.. group.ExplainedVariance.Select(variance => !Whiten ? 1 : variance > 0 ? 1 / Math.Sqrt(variance) : 0)];
}
