namespace DnnBrain.Networks;

/// <summary>Weights under other names than their file has: official files are older than some of the modules' names.</summary>
internal sealed class RenamedParameters : IParameterSource
{
    private readonly IParameterSource _source;
    private readonly Dictionary<string, string> _sourceNames = new(StringComparer.Ordinal);

    /// <summary>Renames.</summary>
    /// <param name="source">The weights.</param>
    /// <param name="rename">The parameter's name from the file's; a name that is right already comes back as it is.</param>
    /// <exception cref="DnnBrainException">Two names become one (<c>WeightsMismatch</c>).</exception>
    public RenamedParameters(IParameterSource source, Func<string, string> rename)
    {
        _source = source;
        foreach (string name in source.Shapes.Keys)
        {
            string renamed = rename(name);
            if (!_sourceNames.TryAdd(renamed, name))
            {
                throw new DnnBrainException(
                    "WeightsMismatch", ErrorKind.InvalidData, $"'{source.Name}' holds {renamed} twice: as {_sourceNames[renamed]} and as {name}.", source.Name);
            }
        }

        Shapes = _sourceNames.ToDictionary(pair => pair.Key, pair => source.Shapes[pair.Value], StringComparer.Ordinal);
    }

    public string Name => _source.Name;

    public string Sha256 => _source.Sha256;

    public IReadOnlyDictionary<string, TensorShape> Shapes { get; }

    public void Read(string name, Span<float> destination) => _source.Read(_sourceNames[name], destination);
}
