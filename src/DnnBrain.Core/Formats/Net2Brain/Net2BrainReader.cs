using DnnBrain.Activations;
using DnnBrain.Formats.ActivationNpz;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.Net2Brain;

/// <summary>
/// Reads Net2Brain's features: <c>consolidated_layer.npz</c> with an array a stimulus, or, of 2022 and of runs without
/// consolidation, a folder with <c>stimulus.npz</c> with an array a layer. Arrays have an axis of one in front.
/// </summary>
/// <remarks>
/// Arrays are read one by one when they are asked for, so that no more than one answer is held. Ids are the stimuli's names, in natural
/// order.
/// </remarks>
public static class Net2BrainReader
{
    /// <summary>What the name of a file with one layer begins with.</summary>
    internal const string Prefix = "consolidated_";

    /// <summary>Whether a file holds one layer, an array a stimulus.</summary>
    public static bool IsConsolidated(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetFileName(path).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Opens the one layer of a consolidated file.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or holds no numbers.</exception>
    public static Activation ReadConsolidated(string path)
    {
        var archive = new NpzReader(path);
        try
        {
            string[] ids = [.. archive.Names.Order(NaturalOrder.Instance)];
            if (ids.Length == 0)
            {
                throw new InvalidFileContentException(path, "there is no array in it.");
            }

            ActivationShape shape = StimulusArrayValues.ShapeOf(ids.Length, Numbers(archive, ids[0]).Shape, path);
            string layer = Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
            return ForeignActivation.Create(path, layer, ids, new StimulusArrayValues(path, shape, i => archive.Read(ids[i])));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Opens the layers of a folder: of consolidated files, one each; else those of the files, one file a stimulus.</summary>
    /// <exception cref="DataFileException">There is no .npz (<c>FileNotFound</c>), or one cannot be read.</exception>
    public static IReadOnlyList<Activation> ReadFolder(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.npz").Order(NaturalOrder.Instance)];
        if (files.Length == 0)
        {
            throw new DataFileException("FileNotFound", ErrorKind.NotFound, folder, "there is no .npz in this folder.");
        }

        if (files.Any(IsConsolidated))
        {
            return [.. files.Where(IsConsolidated).Select(ReadConsolidated)];
        }

        using var first = new NpzReader(files[0]);
        string[] ids = [.. files.Select(file => Path.GetFileNameWithoutExtension(file))];
        return
        [
            .. ActivationNpzReader.Numbers(first).Select(array => ForeignActivation.Create(
                folder,
                array.Name,
                ids,
                new StimulusArrayValues(folder, StimulusArrayValues.ShapeOf(files.Length, array.Header.Shape, files[0]), i => ReadOne(files[i], array.Name)))),
        ];
    }

    private static NpyArray ReadOne(string file, string layer)
    {
        using var archive = new NpzReader(file);
        return archive.Read(layer);
    }

    private static NpyHeader Numbers(NpzReader archive, string member)
    {
        NpyHeader header = archive.Identify(member);
        return header.ElementType.IsText || header.Shape.Count == 0
            ? throw new InvalidFileContentException(archive.Path, $"the array of stimulus '{member}' is {header}; numbers were expected.")
            : header;
    }
}
