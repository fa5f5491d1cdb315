namespace DnnBrain.Rsa.Comparison;

/// <summary>An RDM whose similarity to another is the product of its <paramref name="Model"/> and the other's <paramref name="Reference"/>.</summary>
/// <param name="Values">What moves under a permutation.</param>
/// <param name="Model">The vector when the RDM is a model's.</param>
/// <param name="Reference">The vector when it is a reference; the same array for most methods.</param>
internal sealed record PreparedVectors(double[] Values, double[] Model, double[] Reference) : PreparedRdm(Values)
{
    /// <summary>The scores of a reference from which nuisances are not yet taken; null where there are none.</summary>
    public double[]? Scores { get; init; }

    public override double[] ReferenceValues => Scores ?? Values;
}
