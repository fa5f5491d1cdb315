namespace DnnBrain.Rsa.Inference;

/// <summary>Where a pair stands in a sample, and how often it is there; side by side in memory, because they are looked up together.</summary>
internal readonly record struct PairSlot(int Position, int Weight);
