namespace DnnBrain.Encoding;

/// <summary>
/// The predictors of a model, ready to be decomposed for any training rows. Tensors belong to the dispose scope in which a design
/// or a decomposition is made.
/// </summary>
internal interface IDesign
{
    /// <summary>Decomposes the training rows, centred on their mean, once for all penalties and targets.</summary>
    /// <param name="train">The rows that are fitted.</param>
    /// <param name="test">The rows that are predicted; may be none.</param>
    RidgePath Decompose(IReadOnlyList<int> train, IReadOnlyList<int> test);
}
