namespace DnnBrain.Formats.PyTorch;

/// <summary>A tensor in a file of weights.</summary>
/// <param name="Name">Its name, for example <c>features.0.weight</c>.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
public sealed record PyTorchEntry(string Name, PyTorchDataType DataType, IReadOnlyList<long> Shape);
