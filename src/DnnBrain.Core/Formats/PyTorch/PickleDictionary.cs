namespace DnnBrain.Formats.PyTorch;

/// <summary>A <c>dict</c> or <c>OrderedDict</c>: the entries with text keys, in their order. Others are passed over.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    public IReadOnlyList<string> Keys => _keys;

    public object? this[string key] => _values[key];

    public object? GetValueOrDefault(string key) => _values.GetValueOrDefault(key);

    public void Set(object? key, object? value)
    {
        if (key is not string text)
        {
            return;
        }

        if (!_values.ContainsKey(text))
        {
            _keys.Add(text);
        }

        _values[text] = value;
    }
}
