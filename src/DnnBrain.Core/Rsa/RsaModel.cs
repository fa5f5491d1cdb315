using System.Globalization;

namespace DnnBrain.Rsa;

/// <summary>A model of a region's geometry, made of one or more RDMs; what it adapts is fitted on training data only.</summary>
/// <remarks>
/// Khaligh-Razavi, Kriegeskorte 2014, https://doi.org/10.1371/journal.pcbi.1003915; Schütt et al. 2023,
/// https://doi.org/10.7554/eLife.82566.
/// </remarks>
public sealed class RsaModel
{
    /// <summary>Makes a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it adapts.</param>
    /// <param name="component">Its RDMs; for <see cref="RsaModelKind.Interpolate"/> in their order.</param>
    /// <param name="alpha">Ridge penalty of <see cref="RsaModelKind.Weighted"/>, in units of one component's squared length.</param>
    /// <param name="allowNegative">Whether weights may be negative.</param>
    /// <exception cref="DnnBrainException">
    /// There are too few RDMs or too many for the kind (<c>ModelComponentInvalid</c>), or the penalty is negative (<c>AlphaInvalid</c>).
    /// </exception>
    public RsaModel(string name, RsaModelKind kind, IReadOnlyList<Rdm> component, double alpha = 0, bool allowNegative = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(component);
        bool fits = kind switch
        {
            RsaModelKind.Fixed => component.Count == 1,
            RsaModelKind.Interpolate => component.Count >= 2,
            _ => component.Count >= 1,
        };
        if (!fits)
        {
            throw new DnnBrainException(
                "ModelComponentInvalid",
                ErrorKind.InvalidArgument,
                $"Model '{name}' has {component.Count} RDMs; a {kind} model is made of {(kind == RsaModelKind.Fixed ? "exactly 1" : kind == RsaModelKind.Interpolate ? "2 or more" : "1 or more")}.",
                name);
        }

        if (!(alpha >= 0) || double.IsInfinity(alpha))
        {
            throw new DnnBrainException("AlphaInvalid", ErrorKind.InvalidArgument, FormattableString.Invariant($"The ridge penalty is {alpha}; it is 0 or more."), alpha);
        }

        Name = name;
        Kind = kind;
        Component = Array.AsReadOnly(component.ToArray());
        Alpha = alpha;
        AllowNegative = allowNegative;
        Provenance = new Provenance
        {
            Operation = "New-RsaModel",
            Parameters = new Dictionary<string, string>
            {
                ["Kind"] = kind.ToString(),
                ["Alpha"] = alpha.ToString("R", CultureInfo.InvariantCulture),
                ["AllowNegative"] = allowNegative.ToString(),
            },
            Sources = [.. Component.Select(rdm => rdm.Provenance)],
        };
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What it adapts.</summary>
    public RsaModelKind Kind { get; }

    /// <summary>Its RDMs.</summary>
    public IReadOnlyList<Rdm> Component { get; }

    /// <summary>The ridge penalty of a weighted model.</summary>
    public double Alpha { get; }

    /// <summary>Whether weights of a weighted model may be negative.</summary>
    public bool AllowNegative { get; }

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>Name, kind and number of RDMs.</summary>
    public override string ToString() => $"{Name} {Kind} of {Component.Count}";
}
