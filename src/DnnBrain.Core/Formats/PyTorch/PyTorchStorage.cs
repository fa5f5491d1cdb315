namespace DnnBrain.Formats.PyTorch;

/// <summary>A run of elements in the file that tensors are views of.</summary>
/// <param name="Key">Its name within the file.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="ElementCount">How many there are, as the pickle says.</param>
internal sealed record PyTorchStorage(string Key, PyTorchDataType DataType, long ElementCount)
{
    private static readonly Dictionary<string, (PyTorchDataType Type, int Size)> s_classes = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = (PyTorchDataType.Float64, 8),
        ["FloatStorage"] = (PyTorchDataType.Float32, 4),
        ["HalfStorage"] = (PyTorchDataType.Float16, 2),
        ["BFloat16Storage"] = (PyTorchDataType.BFloat16, 2),
        ["LongStorage"] = (PyTorchDataType.Int64, 8),
        ["IntStorage"] = (PyTorchDataType.Int32, 4),
        ["ShortStorage"] = (PyTorchDataType.Int16, 2),
        ["CharStorage"] = (PyTorchDataType.Int8, 1),
        ["ByteStorage"] = (PyTorchDataType.UInt8, 1),
        ["BoolStorage"] = (PyTorchDataType.Bool, 1),
    };

    public int ItemSize => s_classes.Values.First(c => c.Type == DataType).Size;

    public long ByteLength => checked(ElementCount * ItemSize);

    public static bool IsClass(string name) => s_classes.ContainsKey(name);

    public static PyTorchDataType TypeOf(string className) => s_classes[className].Type;
}
