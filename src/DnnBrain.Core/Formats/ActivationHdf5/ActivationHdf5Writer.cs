using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Writes an .act.h5: one pass over the stimuli, any number of layers, a few megabytes of memory a layer. DNNBrain reads the
/// file (root datasets by layer name, float32, stimulus × channel × row × column, gzip 4); the root attributes carry what its
/// layout lacks (see docs/design/formats.md).
/// </summary>
/// <remarks>
/// The file stands under a temporary name in the same folder until <see cref="Complete"/>; disposing before that deletes it.
/// </remarks>
public sealed class ActivationHdf5Writer : IActivationSink
{
    /// <summary>Values that <see cref="Write"/> holds at a time.</summary>
    private const int BlockLength = 4 * 1024 * 1024;

    private readonly AtomicFile _target;
    private Hdf5File? _file;
    private string _model = "";
    private ActivationHdf5LayerWriter[] _layers = [];

    /// <summary>Reserves the file; nothing is written before <see cref="Open"/>.</summary>
    /// <param name="path">The file to write; its folder exists.</param>
    /// <param name="overwrite">Whether a file of this name may be replaced.</param>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), is a folder (<c>PathIsFolder</c>) or its folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public ActivationHdf5Writer(string path, bool overwrite = false) => _target = new AtomicFile(path, overwrite);

    /// <summary>Writes activations that are there already, reading them in blocks.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="activations">
    /// One or more, about the same stimuli; the order of the first holds for all, the others' rows are matched by id.
    /// </param>
    /// <param name="overwrite">Whether a file of this name may be replaced.</param>
    /// <param name="cancellationToken">Ends the writing within a block; nothing is left behind.</param>
    /// <exception cref="DnnBrainException">
    /// The stimuli differ (<c>StimulusMismatch</c>) or two activations have one layer name (<c>LayerDuplicate</c>).
    /// </exception>
    public static void Write(
        string path, IReadOnlyList<Activation> activations, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activations);
        ArgumentOutOfRangeException.ThrowIfZero(activations.Count, nameof(activations));
        IReadOnlyList<string> ids = activations[0].StimulusId;
        int[][] rows = [.. activations.Select(a => StimulusIds.Align(ids, a.StimulusId, activations[0].Layer, a.Layer))];

        using var writer = new ActivationHdf5Writer(path, overwrite);
        writer.Open(
            activations[0].Model,
            [.. activations.Select(a => a.Shape.ForLayer(a.Layer))],
            ids.Count);
        for (int layer = 0; layer < activations.Count; layer++)
        {
            writer.AppendAll(layer, activations[layer], rows[layer], cancellationToken);
        }

        writer.Close(ids, [.. activations.Select(a => a.Model)], [.. activations.Select(a => a.Provenance)]);
    }

    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">
    /// A layer has no units (<c>LayerEmpty</c>) or two have one name (<c>LayerDuplicate</c>).
    /// </exception>
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (LayerShape layer in layers)
        {
            if (!names.Add(layer.Layer))
            {
                throw new DnnBrainException(
                    "LayerDuplicate", ErrorKind.InvalidArgument, $"Layer '{layer.Layer}' comes twice; a file holds each name once.", layer.Layer);
            }

            if (layer.UnitCount <= 0)
            {
                throw new DnnBrainException("LayerEmpty", ErrorKind.InvalidData, $"Layer '{layer.Layer}' has no units to write.", layer.Layer);
            }
        }

        _model = model;
        _file = Hdf5File.Create(_target.TemporaryPath);
        _layers = new ActivationHdf5LayerWriter[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            _layers[i] = new ActivationHdf5LayerWriter(_file, layers[i], expectedStimulusCount);
        }
    }

    /// <inheritdoc/>
    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) =>
        _layers[layerIndex].Append(stimulusCount, values);

    /// <summary>Ends the file, renames it and opens it: the activations read their values from it.</summary>
    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">A layer has not as many answers as there are ids (<c>ShapeMismatch</c>).</exception>
    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        Close(stimulusId, [.. _layers.Select(_ => _model)], [.. _layers.Select(_ => provenance)]);
        return ActivationHdf5Reader.Read(_target.FinalPath);
    }

    /// <summary>Closes the file, and deletes it if it was not completed.</summary>
    public void Dispose()
    {
        CloseHandles();
        _target.Dispose();
    }

    private void AppendAll(int layer, Activation activation, int[] rows, CancellationToken cancellationToken)
    {
        int units = activation.UnitCount;
        int stimuliPerBlock = Math.Clamp(BlockLength / units, 1, Math.Max(1, rows.Length));
        float[] block = new float[stimuliPerBlock * units];
        for (int first = 0; first < rows.Length; first += stimuliPerBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(stimuliPerBlock, rows.Length - first);
            if (IsOneBlock(rows.AsSpan(first, count)))
            {
                activation.Read(rows[first], count, block.AsSpan(0, count * units));
            }
            else
            {
                for (int i = 0; i < count; i++)
                {
                    activation.Read(rows[first + i], 1, block.AsSpan(i * units, units));
                }
            }

            Append(layer, count, block.AsSpan(0, count * units));
        }
    }

    private static bool IsOneBlock(ReadOnlySpan<int> rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i] != rows[0] + i)
            {
                return false;
            }
        }

        return true;
    }

    private void Close(IReadOnlyList<string> stimulusId, string[] models, Provenance[] provenances)
    {
        Hdf5File file = _file ?? throw new InvalidOperationException("The writer is not open.");
        string?[] provenanceJson = Array.ConvertAll(provenances, p => p.ToJson());
        for (int i = 0; i < _layers.Length; i++)
        {
            ActivationHdf5LayerWriter layer = _layers[i];
            if (layer.StimulusCount != stimulusId.Count)
            {
                throw new DnnBrainException(
                    "ShapeMismatch",
                    ErrorKind.InvalidData,
                    $"Layer '{layer.Layer.Layer}' has answers to {layer.StimulusCount} stimuli but {stimulusId.Count} ids.",
                    layer.Layer.Layer);
            }

            layer.Complete(
                models[i] == models[0] ? null : models[i],
                provenanceJson[i] == provenanceJson[0] ? null : provenanceJson[i]);
        }

        file.WriteAttribute(ActivationHdf5Attributes.Format, ActivationHdf5Attributes.FormatName);
        file.WriteAttribute<int>(ActivationHdf5Attributes.Version, [ActivationHdf5Attributes.CurrentVersion]);
        file.WriteAttribute(ActivationHdf5Attributes.Layer, [.. _layers.Select(l => l.Layer.Layer)]);
        file.WriteAttribute(ActivationHdf5Attributes.StimulusId, stimulusId);
        if (_layers.Length > 0)
        {
            file.WriteAttribute(ActivationHdf5Attributes.Model, models[0]);
            file.WriteAttribute(ActivationHdf5Attributes.Provenance, provenanceJson[0]!);
        }

        file.Flush();
        CloseHandles();
        _target.Complete();
    }

    private void CloseHandles()
    {
        foreach (ActivationHdf5LayerWriter? layer in _layers)
        {
            layer?.Dispose();
        }

        _file?.Dispose();
        _file = null;
    }
}
