using DnnBrain.Activations;
using DnnBrain.Formats.ActivationNpy;
using DnnBrain.Formats.FeatureFiles;

namespace DnnBrain.Formats.Thingsvision;

/// <summary>Writes a folder as thingsvision does: <c>features.npy</c>, float32, and <c>file_names.txt</c>, an id a line.</summary>
public static class ThingsvisionWriter
{
    /// <summary>The files that are written: the features first.</summary>
    public static IReadOnlyList<string> Files(string folder) => [Path.Combine(folder, "features.npy"), Path.Combine(folder, StimulusList.Thingsvision)];

    /// <summary>Writes the files. Network, layer and provenance are not kept.</summary>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="activations">One layer.</param>
    /// <param name="overwrite">Whether files of these names may be replaced.</param>
    /// <param name="cancellationToken">Ends the writing within a block.</param>
    /// <exception cref="DnnBrainException">
    /// There are several layers (<c>LayerAmbiguous</c>), or an id cannot stand in a line (<c>StimulusIdInvalid</c>).
    /// </exception>
    public static void Write(string folder, IReadOnlyList<Activation> activations, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        Activation activation = OneLayer.Require(activations, "Thingsvision");
        IReadOnlyList<string> files = Files(folder);
        FeatureFolder.Prepare(folder, files, overwrite);
        ActivationNpyWriter.Write(files[0], files[1], activation, overwrite, cancellationToken);
    }
}
