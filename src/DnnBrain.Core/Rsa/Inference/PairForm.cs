namespace DnnBrain.Rsa.Inference;

/// <summary>
/// A similarity of RDMs that is a product of two vectors, in the parts of which a weighted sample of stimuli changes each by itself.
/// </summary>
/// <param name="IsRanked">Values are replaced by their ranks within the sample.</param>
/// <param name="IsCentered">The mean over the sample's pairs is subtracted.</param>
/// <param name="IsWhitened">The product is taken in the metric of the dissimilarities' covariance.</param>
/// <param name="IsNormalized">
/// The product is divided by the two lengths; false for ρ-a, whose divisor (N³ − N)/12 is that of N ranks without ties.
/// </param>
internal sealed record PairForm(bool IsRanked, bool IsCentered, bool IsWhitened, bool IsNormalized);
