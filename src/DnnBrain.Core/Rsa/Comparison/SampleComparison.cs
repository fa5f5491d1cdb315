namespace DnnBrain.Rsa.Comparison;

/// <summary>A similarity that is no product, under weighted samples of stimuli; used by one thread at a time.</summary>
internal abstract class SampleComparison
{
    /// <summary>Takes a sample.</summary>
    /// <param name="stimulusWeights">How often each stimulus is in it.</param>
    public abstract void Take(ReadOnlySpan<int> stimulusWeights);

    /// <summary>Number of values of an RDM in the sample.</summary>
    public abstract int Count { get; }

    /// <summary>An RDM that predicts nothing; null where nothing is as good as a similarity of 0.</summary>
    public virtual PreparedRdm? Nothing => null;

    /// <summary>An RDM's values in the sample.</summary>
    /// <param name="condensed">All its dissimilarities.</param>
    /// <param name="values">Takes <see cref="Count"/> values.</param>
    public abstract void Gather(ReadOnlySpan<double> condensed, Span<double> values);

    /// <summary>Prepares values of the sample.</summary>
    /// <returns>Null where they are similar to nothing.</returns>
    public abstract PreparedRdm? Prepare(ReadOnlySpan<double> values);

    /// <summary>The similarity of a model RDM and a reference RDM that were prepared in this sample.</summary>
    public abstract double Similarity(PreparedRdm model, PreparedRdm reference);

    /// <summary>Brings a subject's values into the form in which subjects are pooled; see <see cref="BoundComparison.ToPoolable"/>.</summary>
    public abstract void ToPoolable(ReadOnlySpan<double> values, Span<double> destination);
}
