using DnnBrain.Activations;
using DnnBrain.Formats.ActivationCsv;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Formats.ActivationNpy;
using DnnBrain.Formats.ActivationNpz;
using DnnBrain.Formats.Net2Brain;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Formats.Thingsvision;

namespace DnnBrain.Formats.FeatureFiles;

/// <summary>Reads and writes activations in any of the formats: what a file holds decides how it is read, its name how it is written.</summary>
public static class FeatureFile
{
    /// <summary>Opens the layers of a file or folder.</summary>
    /// <param name="path">
    /// An .act.h5 or other HDF5 file, .npz, .npy, .csv or .txt; a folder of Net2Brain's or thingsvision's, or of such files.
    /// </param>
    /// <param name="stimulusId">The ids of the rows, in place of those of the file.</param>
    /// <param name="cancellationToken">Looked at while tables are read.</param>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    /// <exception cref="DnnBrainException">
    /// The ids are not as many as the rows (<c>ShapeMismatch</c>), or one occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static IReadOnlyList<Activation> Read(string path, IReadOnlyList<string>? stimulusId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
        {
            return ThingsvisionReader.IsFeatureFolder(path) ? ThingsvisionReader.ReadFolder(path, stimulusId, cancellationToken)
                : Directory.EnumerateFiles(path, "*.npz").Any() ? Renamed(Net2BrainReader.ReadFolder(path), stimulusId)
                : throw new DataFileException("FileNotFound", ErrorKind.NotFound, path, "the folder is neither thingsvision's (features.npy and the like) nor Net2Brain's (.npz). Files in it are given by their names, or by a wildcard.");
        }

        if (NpyReader.IsNpy(path))
        {
            return [ActivationNpyReader.Read(path, stimulusId)];
        }

        if (NpzReader.IsNpz(path))
        {
            return Net2BrainReader.IsConsolidated(path) ? Renamed([Net2BrainReader.ReadConsolidated(path)], stimulusId) : ActivationNpzReader.Read(path, stimulusId);
        }

        return IsTable(path)
            ? [ActivationCsvReader.Read(path, stimulusId, cancellationToken: cancellationToken)]
            : Renamed(ActivationHdf5Reader.Read(path), stimulusId);
    }

    /// <summary>Whether a file is a table, by its name: a text has no mark of its own.</summary>
    public static bool IsTable(string path) => Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TXT";

    /// <summary>The format that a name asks for.</summary>
    /// <exception cref="DnnBrainException">It asks for none (<c>FileExtensionInvalid</c>; the message lists those there are).</exception>
    public static ActivationFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".H5" or ".HDF5" => ActivationFormat.ActH5,
        ".NPZ" => ActivationFormat.Npz,
        ".NPY" => ActivationFormat.Npy,
        ".CSV" => ActivationFormat.Csv,
        _ => throw new DnnBrainException(
            "FileExtensionInvalid",
            ErrorKind.InvalidArgument,
            $"'{path}': the name of a file of activations ends in .act.h5, .npz, .npy or .csv; a folder needs -Format Net2Brain or Thingsvision.",
            path),
    };

    /// <summary>Whether a format is a folder of files.</summary>
    public static bool IsFolder(ActivationFormat format) => format is ActivationFormat.Net2Brain or ActivationFormat.Thingsvision;

    /// <summary>The files that are written; they stand for those that are told to the user.</summary>
    public static IReadOnlyList<string> Files(string path, ActivationFormat format, IReadOnlyList<Activation> activations) => format switch
    {
        ActivationFormat.Net2Brain => Net2BrainWriter.Files(path, activations),
        ActivationFormat.Thingsvision => ThingsvisionWriter.Files(path),
        _ => [path],
    };

    /// <summary>Those activations of which a format does not keep what their axes are; it keeps their shapes.</summary>
    public static IReadOnlyList<Activation> LosingAxes(ActivationFormat format, IReadOnlyList<Activation> activations) => format switch
    {
        ActivationFormat.ActH5 or ActivationFormat.Npz => [],
        ActivationFormat.Csv => [.. activations.Where(a => !UnitColumns.Holds(a.Shape))],
        _ => [.. activations.Where(a => a.Shape.Axes != ActivationAxes.Map)],
    };

    /// <summary>Writes activations. The writers of the formats say what can go wrong.</summary>
    public static void Write(
        string path, ActivationFormat format, IReadOnlyList<Activation> activations, bool overwrite, CancellationToken cancellationToken)
    {
        Action<string, IReadOnlyList<Activation>, bool, CancellationToken> write = format switch
        {
            ActivationFormat.ActH5 => ActivationHdf5Writer.Write,
            ActivationFormat.Npz => ActivationNpzWriter.Write,
            ActivationFormat.Npy => ActivationNpyWriter.Write,
            ActivationFormat.Csv => ActivationCsvWriter.Write,
            ActivationFormat.Net2Brain => Net2BrainWriter.Write,
            _ => ThingsvisionWriter.Write,
        };
        write(path, activations, overwrite, cancellationToken);
    }

    private static IReadOnlyList<Activation> Renamed(IReadOnlyList<Activation> activations, IReadOnlyList<string>? stimulusId) => stimulusId is null
        ? activations
        : [.. activations.Select(a => new Activation(a.Model, a.Layer, stimulusId, new SameValues(a), a.Provenance))];

    /// <summary>The values of an activation under other ids.</summary>
    private sealed class SameValues(Activation activation) : IActivationValues
    {
        public ActivationShape Shape => activation.Shape;

        public string? Path => activation.Path;

        public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => activation.Read(firstStimulus, stimulusCount, destination);
    }
}
