namespace DnnBrain.Activations.Transforms;

/// <summary>Transformed values that know which stimuli have no features.</summary>
internal interface ITransformedValues : IActivationValues
{
    /// <summary>0-based stimuli among those read that hold a NaN or an infinity.</summary>
    IEnumerable<int> NotFinite { get; }

    /// <summary>0-based stimuli among those read that are finite and whose features are not.</summary>
    IEnumerable<int> Undefined { get; }
}
