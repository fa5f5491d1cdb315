using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;

namespace DnnBrain.Formats.Net2Brain;

/// <summary>
/// Writes a folder that Net2Brain takes for its own features: <c>consolidated_layer.npz</c>, in each a float32 array a stimulus with an
/// axis of one in front.
/// </summary>
/// <remarks>Net2Brain sorts stimuli by their names. Network and provenance are not kept.</remarks>
public static class Net2BrainWriter
{
    /// <summary>The files that are written.</summary>
    public static IReadOnlyList<string> Files(string folder, IReadOnlyList<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(activations);
        return [.. activations.Select(a => Path.Combine(folder, $"{Net2BrainReader.Prefix}{FileName(a.Layer)}.npz"))];
    }

    /// <summary>Writes the files; each appears under its name when it is whole.</summary>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="activations">One a layer.</param>
    /// <param name="overwrite">Whether files of these names may be replaced.</param>
    /// <param name="cancellationToken">Looked at before every stimulus.</param>
    /// <exception cref="DnnBrainException">
    /// Two layers have one name (<c>LayerDuplicate</c>), or a stimulus comes twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static void Write(string folder, IReadOnlyList<Activation> activations, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> files = Files(folder, activations);
        FeatureFolder.Prepare(folder, files, overwrite);
        for (int layer = 0; layer < files.Count; layer++)
        {
            Activation activation = activations[layer];
            Stimuli.StimulusIds.Index(activation.StimulusId, activation.Layer);
            NpzWriter.Write(
                files[layer],
                overwrite,
                [.. activation.StimulusId.Select((id, row) => (id, (Action<Stream>)(stream => WriteOne(stream, activation, row, cancellationToken))))],
                compress: true);
        }
    }

    private static void WriteOne(Stream stream, Activation activation, int row, CancellationToken cancellationToken)
    {
        int[] axes = FeatureShape.Dimensions(activation.Shape);
        axes[0] = 1;
        NpyWriter.WriteHeader(stream, new NpyElementType(NpyDataType.Float32, sizeof(float), IsBigEndian: false), isFortranOrder: false, axes);
        ActivationBlocks.Write(stream, activation, [row], cancellationToken);
    }

    /// <summary>A layer's name as the name of a file.</summary>
    private static string FileName(string layer) => string.Concat(layer.Select(c => c is '/' or '\\' || Path.GetInvalidFileNameChars().Contains(c) ? '_' : c));
}
