namespace DnnBrain.Formats.PyTorch;

/// <summary>
/// The few callables that a file of weights has a use for, as functions of our own. Whatever else a pickle calls is refused by its
/// name; no Python, and nothing that a file names, is ever run.
/// </summary>
internal static class PickleAllowList
{
    private static readonly Dictionary<string, Func<object?[], object?>> s_functions = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = OrderedDictionary,
        ["torch._utils._rebuild_tensor"] = RebuildTensor,
        ["torch._utils._rebuild_tensor_v2"] = RebuildTensor,
        ["torch._utils._rebuild_parameter"] = First,
        ["torch._utils._rebuild_parameter_with_state"] = First,
        ["torch.Size"] = First,
    };

    /// <summary>What a TorchScript archive wraps its lists in, beside modules of its own.</summary>
    private static readonly HashSet<string> s_torchScript = new(StringComparer.Ordinal)
    {
        "torch.jit._pickle.build_boollist",
        "torch.jit._pickle.build_doublelist",
        "torch.jit._pickle.build_intlist",
        "torch.jit._pickle.build_tensorlist",
        "torch.jit._pickle.restore_type_tag",
    };

    /// <summary>Types that training scripts leave in checkpoints beside the weights. Their instances are passed over.</summary>
    private static readonly HashSet<string> s_ignored = new(StringComparer.Ordinal)
    {
        "argparse.Namespace",
        "_codecs.encode",
        "builtins.set",
        "__builtin__.set",
        "collections.defaultdict",
        "datetime.datetime",
        "numpy.dtype",
        "numpy.ndarray",
        "numpy.core.multiarray.scalar",
        "numpy.core.multiarray._reconstruct",
        "numpy._core.multiarray.scalar",
        "numpy._core.multiarray._reconstruct",
        "torch.device",
    };

    /// <summary>Whether a name may stand in a pickle at all.</summary>
    /// <param name="global">The name.</param>
    /// <param name="isTorchScript">Whether the pickle is that of a TorchScript archive, which names modules of its own.</param>
    public static bool Allows(PickleGlobal global, bool isTorchScript = false) =>
        (isTorchScript && (IsModule(global) || s_torchScript.Contains(global.ToString()))) || s_functions.ContainsKey(global.ToString()) || s_ignored.Contains(global.ToString()) || IsStorage(global) || IsDataType(global);

    /// <summary>Whether a name is the class of a storage, such as <c>torch.FloatStorage</c>.</summary>
    public static bool IsStorage(PickleGlobal global) =>
        global.Module is "torch" or "torch.cuda" or "torch.storage" && PyTorchStorage.IsClass(global.Name);

    /// <summary>What the call of a name gives.</summary>
    /// <exception cref="FormatException">The arguments are not what the function takes.</exception>
    public static object? Call(PickleGlobal global, object?[] arguments) =>
        s_functions.TryGetValue(global.ToString(), out Func<object?[], object?>? function) ? function(arguments)
        : IsModule(global) ? new PickleModule()
        : s_torchScript.Contains(global.ToString()) ? First(arguments)
        : new PickleOpaque(global);

    // Only what Allows has let through is ever called.
    private static bool IsModule(PickleGlobal global) => global.Module == "__torch__" || global.Module.StartsWith("__torch__.", StringComparison.Ordinal);

    private static bool IsDataType(PickleGlobal global) =>
        global.Module == "torch" && global.Name is "float32" or "float64" or "float16" or "bfloat16" or "int64" or "int32" or "int16" or "int8" or "uint8" or "bool";

    private static PickleDictionary OrderedDictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments is [List<object?> pairs])
        {
            foreach (object? pair in pairs)
            {
                (object? key, object? value) = pair switch
                {
                    object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                    List<object?> { Count: 2 } list => (list[0], list[1]),
                    _ => throw new FormatException("an OrderedDict is made of something other than pairs"),
                };
                dictionary.Set(key, value);
            }
        }

        return dictionary;
    }

    private static PyTorchTensor RebuildTensor(object?[] arguments)
    {
        if (arguments is not [PyTorchStorage storage, long offset, object?[] shape, object?[] stride, ..])
        {
            throw new FormatException("a tensor is not made of storage, offset, size and stride");
        }

        return PyTorchTensor.TryCreate(storage, offset, Integers(shape), Integers(stride))
            ?? throw new FormatException($"a tensor of size ({string.Join(", ", shape)}) at {offset} does not fit storage '{storage.Key}' of {storage.ElementCount} elements");
    }

    private static object? First(object?[] arguments) =>
        arguments.Length > 0 ? arguments[0] : throw new FormatException("a call has no argument");

    private static long[] Integers(object?[] values) =>
        [.. values.Select(v => v is long number ? number : throw new FormatException("a size or stride is no integer"))];
}
