using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Reads .act.h5, DnnBrain's and DNNBrain's. Opening reads names, shapes and ids; the values stay in the file and are read in
/// blocks when they are asked for.
/// </summary>
/// <remarks>
/// A file of DNNBrain's carries no ids, no layer order and no provenance. Then the ids are the 1-based positions as text
/// (<c>1</c>, <c>2</c>, …) and the provenance has the parameter <c>StimulusId = Position</c>; layers come in natural order
/// (conv2 before conv10).
/// </remarks>
public static class ActivationHdf5Reader
{
    /// <summary>Reads what stands in a file, without its values.</summary>
    /// <exception cref="DataFileException">The file is missing, corrupt, or holds something that is no layer.</exception>
    public static ActivationHdf5Info Identify(string path)
    {
        using Hdf5File file = Hdf5File.OpenRead(path);
        string[] layers = LayerNames(file);
        var shapes = new ActivationShape[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            using Hdf5Dataset dataset = file.OpenDataset(LinkName(file, layers[i]));
            shapes[i] = ActivationHdf5Values.ReadShape(dataset);
        }

        return new ActivationHdf5Info
        {
            Path = file.FilePath,
            Layers = [.. layers.Zip(shapes, (name, s) => s.ForLayer(name))],
            StimulusCount = shapes.Length == 0 ? 0 : shapes[0].Stimuli,
            StimulusId = file.ReadTexts(ActivationHdf5Attributes.StimulusId),
            Model = file.ReadText(ActivationHdf5Attributes.Model) ?? "",
            Provenance = ReadProvenance(file),
        };
    }

    /// <summary>Opens layers of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layers">The names wanted, in the order wanted; null for all, in the order of the file.</param>
    /// <exception cref="DataFileException">The file is missing, corrupt, or holds something that is no layer.</exception>
    /// <exception cref="DnnBrainException">A layer is not there (<c>LayerNotFound</c>; the message lists those that are).</exception>
    public static IReadOnlyList<Activation> Read(string path, IReadOnlyList<string>? layers = null)
    {
        Hdf5File file = Hdf5File.OpenRead(path);
        try
        {
            string[] available = LayerNames(file);
            foreach (string layer in layers ?? [])
            {
                if (!available.Contains(layer, StringComparer.Ordinal))
                {
                    throw new DnnBrainException(
                        "LayerNotFound",
                        ErrorKind.NotFound,
                        $"'{path}' has no layer '{layer}'; it has {string.Join(", ", available)}.",
                        layer);
                }
            }

            string[]? ids = file.ReadTexts(ActivationHdf5Attributes.StimulusId);
            string model = file.ReadText(ActivationHdf5Attributes.Model) ?? "";
            Provenance? provenance = ReadProvenance(file);
            return [.. (layers ?? available).Select(layer => ReadLayer(file, layer, ids, model, provenance))];
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static Activation ReadLayer(Hdf5File file, string layer, string[]? ids, string model, Provenance? provenance)
    {
        Hdf5Dataset dataset = file.OpenDataset(LinkName(file, layer));
        var values = new ActivationHdf5Values(file, dataset);
        if (ids is not null && ids.Length != values.Shape.Stimuli)
        {
            throw new InvalidFileContentException(
                file.FilePath, $"layer '{layer}' has answers to {values.Shape.Stimuli} stimuli but the file has {ids.Length} ids.");
        }

        return new Activation(
            dataset.ReadText(ActivationHdf5Attributes.Model) ?? model,
            layer,
            ids ?? PositionIds.Create(values.Shape.Stimuli),
            values,
            ReadProvenance(dataset) ?? provenance ?? PositionIds.UnknownProvenance("Import-Activation", file.FilePath, ids is null));
    }

    /// <summary>The layers in the stored order; what the order does not name comes behind, in natural order.</summary>
    private static string[] LayerNames(Hdf5File file)
    {
        IReadOnlyList<string> links = file.Names();
        string[] stored = file.ReadTexts(ActivationHdf5Attributes.Layer) ?? [];
        foreach (string layer in stored)
        {
            if (!links.Contains(Hdf5LinkName.Encode(layer), StringComparer.Ordinal))
            {
                throw new InvalidFileContentException(file.FilePath, $"the layer '{layer}' is announced but there is no such dataset.");
            }
        }

        var known = stored.Select(Hdf5LinkName.Encode).ToHashSet(StringComparer.Ordinal);
        return [.. stored, .. links.Where(link => !known.Contains(link)).Order(NaturalOrder.Instance)];
    }

    /// <summary>A layer that DnnBrain wrote lies under its encoded name, one of another program's under its plain name.</summary>
    private static string LinkName(Hdf5File file, string layer)
    {
        string encoded = Hdf5LinkName.Encode(layer);
        return encoded == layer || file.Contains(encoded) ? encoded : layer;
    }

    private static Provenance? ReadProvenance(Hdf5Object source) =>
        source.ReadText(ActivationHdf5Attributes.Provenance) is { } json ? Provenance.FromJson(json) : null;
}
