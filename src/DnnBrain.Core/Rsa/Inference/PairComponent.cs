namespace DnnBrain.Rsa.Inference;

/// <summary>One RDM of one model.</summary>
/// <param name="Model">The number of the model.</param>
/// <param name="Vector">The RDM, ready for the form of the comparison.</param>
internal sealed record PairComponent(int Model, PairVector Vector);
