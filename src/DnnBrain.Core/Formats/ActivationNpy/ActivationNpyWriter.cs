using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.ActivationNpy;

/// <summary>Writes the activations of one layer as .npy, float32, and their ids beside it, one a line.</summary>
/// <remarks>
/// The array has two axes (stimulus, channel) where a layer has one row and one column, else four. Network, layer and provenance are not
/// kept.
/// </remarks>
public static class ActivationNpyWriter
{
    /// <summary>Writes the file and <c>name.stimuli.txt</c>; each appears under its name when it is whole, the array last.</summary>
    /// <exception cref="DnnBrainException">
    /// There are several layers (<c>LayerAmbiguous</c>), or an id cannot stand in a line (<c>StimulusIdInvalid</c>).
    /// </exception>
    /// <exception cref="DataFileException">The file exists (<c>FileExists</c>) or its folder is missing (<c>FolderNotFound</c>).</exception>
    public static void Write(string path, IReadOnlyList<Activation> activations, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        Activation activation = OneLayer.Require(activations, ".npy");
        Write(path, StimulusList.PathBeside(path), activation, overwrite, cancellationToken);
    }

    /// <summary>Writes an array and a list of ids.</summary>
    internal static void Write(string path, string idPath, Activation activation, bool overwrite, CancellationToken cancellationToken)
    {
        using var array = new AtomicFile(path, overwrite);
        using (FileStream stream = array.CreateStream())
        {
            var type = new NpyElementType(NpyDataType.Float32, sizeof(float), IsBigEndian: false);
            NpyWriter.WriteHeader(stream, type, isFortranOrder: false, FeatureShape.Dimensions(activation.Shape));
            ActivationBlocks.Write(stream, activation, ActivationBlocks.AllRows(activation), cancellationToken);
        }

        StimulusList.Write(idPath, activation.StimulusId, overwrite);
        array.Complete();
    }
}
