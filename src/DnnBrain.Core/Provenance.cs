using System.Text.Json;

namespace DnnBrain;

/// <summary>
/// How a result was made: enough to make it again and to see why two results differ.
/// </summary>
/// <remarks>
/// Holds no time stamp and no machine name, so two runs with the same input and seed give the same provenance.
/// </remarks>
public sealed record Provenance
{
    private static readonly JsonSerializerOptions s_json = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The version of DnnBrain that made the result.</summary>
    public string ModuleVersion { get; init; } = CurrentVersion;

    /// <summary>What was done, as the cmdlet's or the method's name, for example <c>New-Rdm</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The network, where one was involved.</summary>
    public string? Model { get; init; }

    /// <summary>SHA-256 of the network's weights, lower-case hexadecimal.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>The preprocessing chain in words, for example <c>Squash 28x28 bilinear, (x/255 - 0.286) / 0.353</c>.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>The device the numbers were computed on.</summary>
    public string? Device { get; init; }

    /// <summary>The seed of everything random in the operation; null where nothing was random.</summary>
    public long? Seed { get; init; }

    /// <summary>The parameters that decide the numbers, as invariant text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The files that were read, with their hashes.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>The provenance of the objects this one was made from.</summary>
    public IReadOnlyList<Provenance> Sources { get; init; } = [];

    /// <summary>The version of this build of DnnBrain.</summary>
    public static string CurrentVersion { get; } =
        typeof(Provenance).Assembly.GetName().Version is { } version ? version.ToString(3) : "0.0.0";

    /// <summary>Writes the provenance as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="DnnBrainException">The text is not the provenance of a result (<c>ProvenanceInvalid</c>).</exception>
    public static Provenance FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<Provenance>(json, s_json)
                ?? throw new DnnBrainException("ProvenanceInvalid", ErrorKind.InvalidData, "The provenance is empty.", json);
        }
        catch (JsonException e)
        {
            throw new DnnBrainException("ProvenanceInvalid", ErrorKind.InvalidData, $"The provenance cannot be read: {e.Message}", json, e);
        }
    }

    /// <summary>The operation and its parameters on one line.</summary>
    public override string ToString() =>
        Parameters.Count == 0 ? Operation : $"{Operation} ({string.Join(", ", Parameters.Select(p => $"{p.Key}={p.Value}"))})";
}
