namespace DnnBrain.Formats.PyTorch;

/// <summary>The tensors in the modules of a TorchScript archive, under the names that a state dict would have.</summary>
internal sealed class PyTorchModuleTree
{
    // A file may refer to one module from several places, and with ill will to itself.
    private const int Deepest = 64;
    private const int Most = 100_000;

    private readonly string _file;
    private readonly Dictionary<string, PyTorchTensor> _tensors = new(StringComparer.Ordinal);
    private int _visited;

    private PyTorchModuleTree(string file) => _file = file;

    /// <summary>Walks through a module and those within it.</summary>
    /// <exception cref="UnsupportedFileContentException">They lie deeper, or are more, than those of any network.</exception>
    public static KeyValuePair<string, PyTorchTensor>[] Tensors(PickleModule root, string file)
    {
        var tree = new PyTorchModuleTree(file);
        tree.Walk(root, "", depth: 0);
        return [.. tree._tensors];
    }

    private void Walk(PickleModule module, string path, int depth)
    {
        foreach (string name in module.Attributes.Keys)
        {
            if (depth > Deepest || ++_visited > Most)
            {
                throw new UnsupportedFileContentException(_file, $"its modules lie more than {Deepest} deep or have more than {Most:N0} attributes.");
            }

            switch (module.Attributes[name])
            {
                case PyTorchTensor tensor:
                    _tensors[path + name] = tensor;
                    break;
                case PickleModule child:
                    Walk(child, $"{path}{name}.", depth + 1);
                    break;
            }
        }
    }
}
