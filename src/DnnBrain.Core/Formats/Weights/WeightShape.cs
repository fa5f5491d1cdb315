using DnnBrain.Networks;

namespace DnnBrain.Formats.Weights;

/// <summary>Shapes of tensors in files of weights.</summary>
internal static class WeightShape
{
    /// <summary>The shape of a parameter as networks have it.</summary>
    /// <exception cref="InvalidFileContentException">A size is 0 or beyond what a network has.</exception>
    public static TensorShape Require(string tensor, IReadOnlyList<long> shape, string file) =>
        shape.All(size => size is > 0 and <= int.MaxValue)
            ? new TensorShape([.. shape.Select(size => (int)size)])
            : throw new InvalidFileContentException(file, $"tensor '{tensor}' has the shape [{string.Join(", ", shape)}], which no parameter has.");
}
