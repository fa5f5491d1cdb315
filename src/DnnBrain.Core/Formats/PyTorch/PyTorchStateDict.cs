namespace DnnBrain.Formats.PyTorch;

/// <summary>Finds the weights in what a training script saved.</summary>
internal static class PyTorchStateDict
{
    /// <summary>The names under which scripts save a state dict beside other things, most telling first.</summary>
    private static readonly string[] s_nested = ["state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "params", "weights"];

    /// <summary>Left in names by wrappers for several devices and by the compiler.</summary>
    private static readonly string[] s_prefixes = ["module.", "_orig_mod."];

    /// <summary>The tensors by name; wrappers' prefixes are taken off where all names have them.</summary>
    /// <exception cref="UnsupportedFileContentException">There is no dictionary of tensors.</exception>
    public static IReadOnlyDictionary<string, PyTorchTensor> Find(object? root, string file)
    {
        var tensors = new Dictionary<string, PyTorchTensor>(Collect(root, file), StringComparer.Ordinal);
        while (s_prefixes.FirstOrDefault(prefix => tensors.Keys.All(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length)) is { } prefix)
        {
            tensors = tensors.ToDictionary(t => t.Key[prefix.Length..], t => t.Value, StringComparer.Ordinal);
        }

        return tensors;
    }

    private static KeyValuePair<string, PyTorchTensor>[] Collect(object? root, string file)
    {
        if (root is PickleModule program)
        {
            return PyTorchModuleTree.Tensors(program, file) is { Length: > 0 } held
                ? held
                : throw new UnsupportedFileContentException(file, "the TorchScript program has no tensors.");
        }

        if (root is not PickleDictionary dictionary)
        {
            throw new UnsupportedFileContentException(file, "it holds something other than a dictionary of tensors. Save the model's state_dict and read that.");
        }

        if (TensorsOf(dictionary) is { Length: > 0 } tensors)
        {
            return tensors;
        }

        foreach (string name in s_nested)
        {
            if (dictionary.GetValueOrDefault(name) is PickleDictionary nested && TensorsOf(nested) is { Length: > 0 } found)
            {
                return found;
            }
        }

        throw new UnsupportedFileContentException(
            file,
            $"no dictionary of tensors is in it; looked for {string.Join(", ", s_nested)} among {string.Join(", ", dictionary.Keys.Take(20))}.");
    }

    private static KeyValuePair<string, PyTorchTensor>[] TensorsOf(PickleDictionary dictionary) =>
    [
        .. dictionary.Keys.Where(key => dictionary[key] is PyTorchTensor).Select(key => KeyValuePair.Create(key, (PyTorchTensor)dictionary[key]!)),
    ];
}
