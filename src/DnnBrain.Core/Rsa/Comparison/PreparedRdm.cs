namespace DnnBrain.Rsa.Comparison;

/// <summary>An RDM as a method compares it.</summary>
/// <param name="Values">What is moved with the labels under a permutation: dissimilarities, one a pair that is compared.</param>
internal abstract record PreparedRdm(double[] Values)
{
    /// <summary>What is compared with a model that moved and is prepared again.</summary>
    public virtual double[] ReferenceValues => Values;
}
