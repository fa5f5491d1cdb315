using DnnBrain.Activations;

namespace DnnBrain.Formats.FeatureFiles;

/// <summary>For formats that hold one layer a file.</summary>
internal static class OneLayer
{
    /// <summary>The only activation.</summary>
    /// <exception cref="DnnBrainException">There are several (<c>LayerAmbiguous</c>).</exception>
    public static Activation Require(IReadOnlyList<Activation> activations, string format)
    {
        ArgumentNullException.ThrowIfNull(activations);
        return activations is [{ } only]
            ? only
            : throw new DnnBrainException(
                "LayerAmbiguous",
                ErrorKind.InvalidArgument,
                $"A file of the format {format} holds one layer; there are {activations.Count} ({string.Join(", ", activations.Select(a => a.Layer))}). Write one file each, or an .npz or .act.h5 for all.",
                activations);
    }
}
