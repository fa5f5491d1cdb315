namespace DnnBrain.Formats.PyTorch;

/// <summary>An object that may stand beside weights in a checkpoint, such as its arguments. It is passed over.</summary>
internal sealed record PickleOpaque(PickleGlobal Type);
