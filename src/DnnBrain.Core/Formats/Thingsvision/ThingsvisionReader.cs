using System.Text.RegularExpressions;
using DnnBrain.Activations;
using DnnBrain.Formats.ActivationCsv;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Formats.ActivationNpy;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.PyTorch;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.Thingsvision;

/// <summary>
/// Reads what thingsvision leaves in a folder: <c>features.npy</c>, <c>.pt</c>, <c>.txt</c>, <c>.hdf5</c> or <c>.mat</c>, or its parts
/// (<c>features_0-512.npy</c>, <c>features_01.npy</c>), and <c>file_names.txt</c>, whose lines are the ids, as they stand.
/// </summary>
/// <remarks>
/// A folder whose subfolders hold such files is one of several layers, each called as its folder; the list of names may stand in
/// either. Only <c>.npy</c> and <c>.hdf5</c> are read in blocks. Without a list, the variables of a <c>.mat</c> give the ids.
/// </remarks>
public static partial class ThingsvisionReader
{
    private const string MatExtension = ".mat";

    private static readonly string[] s_extensions = [".npy", ".pt", ".txt", ".hdf5", MatExtension];

    /// <summary>Whether a folder is one of thingsvision's.</summary>
    public static bool IsFeatureFolder(string folder) =>
        File.Exists(Path.Combine(folder, StimulusList.Thingsvision)) || Parts(folder).Length > 0 || LayerFolders(folder).Length > 0;

    /// <summary>Opens the layers of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="stimulusId">The ids of the rows; null for those of <c>file_names.txt</c>, or positions.</param>
    /// <param name="cancellationToken">Looked at while tables are read.</param>
    /// <exception cref="DataFileException">There are no features (<c>FileNotFound</c>), or a file cannot be read.</exception>
    /// <exception cref="DnnBrainException">
    /// The ids are not as many as the rows (<c>ShapeMismatch</c>), or one occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static IReadOnlyList<Activation> ReadFolder(string folder, IReadOnlyList<string>? stimulusId = null, CancellationToken cancellationToken = default)
    {
        if (Parts(folder).Length > 0)
        {
            return [ReadLayer(folder, stimulusId, cancellationToken)];
        }

        string[] layers = LayerFolders(folder);
        return layers.Length > 0
            ? [.. layers.Select(layer => ReadLayer(layer, stimulusId, cancellationToken))]
            : throw new DataFileException(
                "FileNotFound",
                ErrorKind.NotFound,
                folder,
                $"there is no features file in this folder; one of {string.Join(", ", s_extensions)} was expected.");
    }

    private static Activation ReadLayer(string folder, IReadOnlyList<string>? stimulusId, CancellationToken cancellationToken)
    {
        string full = Path.GetFullPath(folder);
        string layer = Path.GetFileName(full.TrimEnd(Path.DirectorySeparatorChar));
        string? list = new[] { full, Path.GetDirectoryName(full) }
            .OfType<string>().Select(place => Path.Combine(place, StimulusList.Thingsvision)).FirstOrDefault(File.Exists);
        string[]? listed = list is null ? null : StimulusList.Read(list);
        string[] files = Parts(folder);
        if (Path.GetExtension(files[0]) == MatExtension)
        {
            (IReadOnlyList<string>? names, IActivationValues rows) = ThingsvisionMatReader.Read(files, listed, cancellationToken);
            return ForeignActivation.Create(folder, layer, stimulusId ?? listed ?? names, rows);
        }

        stimulusId ??= listed;
        Activation[] parts = [.. files.SelectMany(file => ReadPart(file, cancellationToken))];
        if (parts.FirstOrDefault(part => part.Shape with { Stimuli = 0 } != parts[0].Shape with { Stimuli = 0 }) is { } other)
        {
            throw new InvalidFileContentException(folder, $"'{other.Layer}' is {other.Shape}, but '{parts[0].Layer}' is {parts[0].Shape}: these are not parts of one layer.");
        }

        IActivationValues values = new JoinedActivationValues(parts);
        return ForeignActivation.Create(folder, layer, stimulusId, values);
    }

    private static IReadOnlyList<Activation> ReadPart(string file, CancellationToken cancellationToken)
    {
        // Ids belong to the whole, not to a part.
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".npy":
                return [ActivationNpyReader.Read(file, PositionIds.Create(Npy.NpyReader.Identify(file).Shape is [int rows, ..] ? rows : 0))];
            case ".txt":
                return [ActivationCsvReader.Read(file, layer: null, cancellationToken: cancellationToken)];
            case ".pt":
                return [ReadTensor(file)];
            default:
                IReadOnlyList<Activation> datasets = ActivationHdf5Reader.Read(file);
                return [.. datasets.Where(d => PartName().IsMatch(d.Layer)).OrderBy(d => d.Layer, NaturalOrder.Instance)];
        }
    }

    private static Activation ReadTensor(string file)
    {
        using PyTorchReader reader = PyTorchReader.OpenTensor(file);
        PyTorchEntry tensor = reader.Entries[0];
        if (tensor.Shape.Count == 0 || tensor.Shape[0] > int.MaxValue)
        {
            throw new InvalidFileContentException(file, "the tensor has no first axis of stimuli.");
        }

        ActivationShape shape = FeatureShape.Of((int)tensor.Shape[0], tensor.Shape.Skip(1), file);
        float[] values = new float[checked((long)shape.Stimuli * shape.UnitCount)];
        reader.Read(tensor.Name, values);
        return ForeignActivation.Create(file, ForeignActivation.NameOf(file), null, new MemoryActivationValues(shape, values));
    }

    /// <summary>The files of one layer: features.npy, or its parts in their order; of one type only, so that nothing counts twice.</summary>
    private static string[] Parts(string folder)
    {
        foreach (string extension in s_extensions)
        {
            string whole = Path.Combine(folder, "features" + extension);
            if (File.Exists(whole))
            {
                return [whole];
            }

            string[] parts = [.. Directory.EnumerateFiles(folder, "features*" + extension)
                .Where(file => PartName().IsMatch(Path.GetFileNameWithoutExtension(file))).Order(NaturalOrder.Instance)];
            if (parts.Length > 0)
            {
                return parts;
            }
        }

        return [];
    }

    private static string[] LayerFolders(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Where(sub => Parts(sub).Length > 0).Order(NaturalOrder.Instance)];

    [GeneratedRegex(@"^features(?:_\d+(?:-\d+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PartName();
}
