namespace DnnBrain.Encoding;

/// <summary>The predictors of a model, ready to be decomposed for any training rows.</summary>
internal interface IDesign
{
    /// <summary>The predictors with every unit divided by its standard deviation over some rows.</summary>
    IDesign Standardize(IReadOnlyList<int> rows, CancellationToken token);

    /// <summary>Decomposes the training rows, centred on their mean, once for all penalties and targets.</summary>
    /// <param name="train">The rows that are fitted.</param>
    /// <param name="test">The rows that are predicted; may be none.</param>
    RidgePath Decompose(IReadOnlyList<int> train, IReadOnlyList<int> test);
}
