using DnnBrain.Networks;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A preprocessing as people give it: one of the names of <see cref="PreprocessingKind"/>, or a chain of their own.</summary>
public sealed class PreprocessingReference
{
    private readonly PreprocessingKind _kind;
    private readonly ImagePreprocessing? _chain;

    /// <summary>By name; case does not matter.</summary>
    /// <exception cref="DnnBrainException">There is none of that name (<c>PreprocessingNotFound</c>; the message lists all).</exception>
    public PreprocessingReference(string name)
    {
        // A number would pass Enum.TryParse.
        string? known = Enum.GetNames<PreprocessingKind>().FirstOrDefault(kind => kind.Equals(name, StringComparison.OrdinalIgnoreCase));
        _kind = known is not null
            ? Enum.Parse<PreprocessingKind>(known)
            : throw new DnnBrainException("PreprocessingNotFound", ErrorKind.NotFound, $"There is no preprocessing '{name}'; there are {string.Join(", ", Enum.GetNames<PreprocessingKind>())}, and what New-DnnPreprocessing gives.", name);
    }

    /// <summary>By name.</summary>
    public PreprocessingReference(PreprocessingKind kind)
    {
        _kind = kind;
    }

    /// <summary>A chain of one's own.</summary>
    public PreprocessingReference(ImagePreprocessing chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _chain = chain;
    }

    /// <summary>What it means for a network.</summary>
    public ImagePreprocessing Resolve(NetworkDefinition definition) => _chain ?? ImagePreprocessing.Of(_kind, definition);

    /// <summary>The name, or the chain in words.</summary>
    public override string ToString() => _chain?.ToString() ?? _kind.ToString();
}
