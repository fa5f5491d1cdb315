namespace DnnBrain.Formats.PyTorch;

/// <summary>A module of a TorchScript archive: its attributes, among them tensors and further modules. Its code is never looked at.</summary>
internal sealed class PickleModule
{
    /// <summary>The attributes by name.</summary>
    public PickleDictionary Attributes { get; set; } = new();
}
