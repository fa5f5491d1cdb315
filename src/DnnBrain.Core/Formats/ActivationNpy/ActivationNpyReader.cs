using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.ActivationNpy;

/// <summary>Reads the activations of one layer from an .npy: the first axis is the stimuli.</summary>
/// <remarks>
/// Values stay in the file and are read in blocks of rows; only an array in column-major order (Fortran's) is read whole. The ids
/// stand beside the file, one a line: in <c>name.stimuli.txt</c>, as DnnBrain writes them, or thingsvision's <c>file_names.txt</c>.
/// Without them they are positions, and the provenance says so.
/// </remarks>
public static class ActivationNpyReader
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stimulusId">The ids of the rows; null for those beside the file.</param>
    /// <param name="layer">The layer's name; the file's by default.</param>
    /// <exception cref="DataFileException">The file cannot be read, or holds no numbers with a first axis of stimuli.</exception>
    /// <exception cref="DnnBrainException">
    /// The ids are not as many as the rows (<c>ShapeMismatch</c>), or one occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static Activation Read(string path, IReadOnlyList<string>? stimulusId = null, string? layer = null)
    {
        FileStream file = InputStream.Open(path);
        try
        {
            NpyHeader header = NpyHeaderParser.Read(file, file.Length, path);
            IActivationValues values = Open(file, header, path);
            stimulusId ??= StimulusList.FindBeside(path, values.Shape.Stimuli);
            return ForeignActivation.Create(path, layer ?? ForeignActivation.NameOf(path), stimulusId, values);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static IActivationValues Open(FileStream file, NpyHeader header, string path)
    {
        if (header.ElementType.IsText || header.Shape.Count == 0)
        {
            throw new UnsupportedFileContentException(path, $"the array is {header}; numbers with a first axis of stimuli were expected.");
        }

        if (!header.IsFortranOrder || header.Shape.Count == 1)
        {
            return new NpyActivationValues(file, header, path);
        }

        file.Dispose();
        ActivationShape shape = FeatureShape.Of(header.Shape[0], header.Shape.Skip(1).Select(size => (long)size), path);
        return new MemoryActivationValues(shape, NpyReader.Read(path).ToSingle());
    }
}
