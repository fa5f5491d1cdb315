namespace DnnBrain.Rsa.Inference;

/// <summary>The RDMs of one region.</summary>
/// <param name="Vectors">One a subject.</param>
/// <param name="Subject">The number of each vector's subject, among the subjects of all regions: a person is drawn in all regions together.</param>
internal sealed record PairRegion(IReadOnlyList<PairVector> Vectors, IReadOnlyList<int> Subject);
