using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Similarities with the RDMs of all regions under one weighted sample of stimuli; used by one thread at a time.</summary>
internal abstract class RegionSample
{
    /// <summary>Takes a sample of stimuli.</summary>
    public abstract void Take(ReadOnlySpan<int> stimulusWeights);

    /// <summary>The similarity of each of several RDMs with each subject.</summary>
    /// <param name="models">RDMs.</param>
    /// <param name="similarity">Takes model × subject, those of the first region first; NaN where an RDM is similar to nothing in the sample.</param>
    public abstract void Compare(IReadOnlyList<PairVector> models, Span<double> similarity);

    /// <summary>Puts a weighted sum of RDMs in place.</summary>
    /// <param name="parts">The RDMs.</param>
    /// <param name="theta">Their weights; all 0 for a model that found nothing.</param>
    public abstract void Predict(IReadOnlyList<PairVector> parts, ReadOnlySpan<double> theta);

    /// <summary>The similarity of the sum in place with one subject among those of all regions; NaN where one of them is constant.</summary>
    public abstract double PredictedSimilarity(int subject);

    /// <summary>The noise ceiling of a region with a sample of its subjects; NaN where fewer than two different ones are in it.</summary>
    /// <param name="region">The number of the region.</param>
    /// <param name="weights">How often each of its subjects is in the sample. One who is there twice is left out twice.</param>
    public abstract NoiseCeiling Ceiling(int region, ReadOnlySpan<int> weights);
}
