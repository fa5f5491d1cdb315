namespace DnnBrain.Networks.Architectures;

/// <summary>Weights of CLIP's image tower in the forms in which they go about, under the names of OpenAI's files.</summary>
/// <remarks>
/// The whole of CLIP, or the image tower alone with or without <c>visual.</c> or another prefix, as in OpenAI's and OpenCLIP's
/// files; and the transformers library's (<c>vision_model.</c>), for the vision transformers.
/// </remarks>
internal static class ClipWeights
{
    private const string Tower = "visual.";
    private const string OpenClipText = "text.";

    // One parameter that each kind of tower has at its top.
    private static readonly string[] s_marks = ["class_embedding", "attnpool.k_proj.weight"];

    /// <summary>Beginnings of names that belong to the text's tower, the temperature, and sizes that follow from the rest.</summary>
    public static IReadOnlyList<string> Unused { get; } =
    [
        "transformer.", "token_embedding.", "positional_embedding", "ln_final.", "text_projection", "logit_scale",
        "input_resolution", "context_length", "vocab_size",
    ];

    /// <summary>The weights as OpenAI's files have them; those that are none of CLIP's come back as they are.</summary>
    public static IParameterSource Adapt(IParameterSource source)
    {
        if (ClipTransformersWeights.IsMade(source))
        {
            return new ClipTransformersWeights(source);
        }

        if (source.Shapes.Keys.Select(PrefixOfTower).FirstOrDefault(prefix => prefix is not null) is not { } tower)
        {
            return source;
        }

        // What stands before "visual." stands before the text's tower too.
        string whole = tower.EndsWith(Tower, StringComparison.Ordinal) ? tower[..^Tower.Length] : tower;
        return new RenamedParameters(source, name =>
            name.StartsWith(tower, StringComparison.Ordinal) ? Tower + name[tower.Length..]
            : WithoutPrefix(WithoutPrefix(name, whole), OpenClipText));
    }

    /// <summary>A name without what it begins with, where it does.</summary>
    public static string WithoutPrefix(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;

    private static string? PrefixOfTower(string name) => s_marks
        .Where(mark => name.EndsWith(mark, StringComparison.Ordinal))
        .Select(mark => name[..^mark.Length])
        .FirstOrDefault(prefix => prefix.Length == 0 || prefix[^1] == '.');
}
