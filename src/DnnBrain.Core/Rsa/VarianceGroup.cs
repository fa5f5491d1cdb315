namespace DnnBrain.Rsa;

/// <summary>Model RDMs that explain together: one set of predictors whose share of the variance is asked for.</summary>
public sealed class VarianceGroup
{
    /// <summary>Makes a group.</summary>
    /// <param name="name">Its name, as it is to stand in the results.</param>
    /// <param name="component">Its RDMs, one or more.</param>
    /// <exception cref="DnnBrainException">It has no RDM (<c>GroupEmpty</c>).</exception>
    public VarianceGroup(string name, IReadOnlyList<Rdm> component)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(component);
        if (component.Count == 0)
        {
            throw new DnnBrainException("GroupEmpty", ErrorKind.InvalidArgument, $"Group '{name}' has no RDM; a group is one or more.", name);
        }

        Name = name;
        Component = Array.AsReadOnly(component.ToArray());
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The RDMs.</summary>
    public IReadOnlyList<Rdm> Component { get; }

    /// <summary>Name and number of RDMs.</summary>
    public override string ToString() => $"{Name} ({Component.Count})";
}
