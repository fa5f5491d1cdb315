namespace DnnBrain.Formats.PyTorch;

/// <summary>A name that a pickle refers to, for example <c>torch._utils _rebuild_tensor_v2</c>. Only a name: nothing is imported.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
