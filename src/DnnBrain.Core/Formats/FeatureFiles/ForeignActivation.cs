using DnnBrain.Activations;

namespace DnnBrain.Formats.FeatureFiles;

/// <summary>Makes activations of what files hold that say little about themselves.</summary>
internal static class ForeignActivation
{
    /// <summary>An activation whose ids are the positions where the file gives none.</summary>
    /// <exception cref="DnnBrainException">
    /// There are more or fewer ids than rows (<c>ShapeMismatch</c>), or one occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static Activation Create(string path, string layer, IReadOnlyList<string>? ids, IActivationValues values)
    {
        if (ids is not null)
        {
            Stimuli.StimulusIds.Index(ids, layer);
        }

        return new Activation(
            "", layer, ids ?? PositionIds.Create(values.Shape.Stimuli), values, PositionIds.UnknownProvenance("Import-Activation", path, ids is null));
    }

    /// <summary>The layer's name where the file has none: the file's.</summary>
    public static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
