using DnnBrain.Activations;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Writes an .act.h5: one pass over the stimuli, any number of layers, a few megabytes of memory a layer. DNNBrain reads the
/// file (root datasets by layer name, float32, stimulus × channel × row × column, gzip); the root attributes carry what its
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
    private ActivationHdf5File? _file;
    private string _model = "";

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
    /// <exception cref="DnnBrainException">A layer has no units (<c>LayerEmpty</c>) or two have one name (<c>LayerDuplicate</c>).</exception>
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
        ArgumentNullException.ThrowIfNull(layers);
        _model = model;
        _file = new ActivationHdf5File(_target.TemporaryPath, layers, expectedStimulusCount, written: null);
    }

    /// <inheritdoc/>
    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) =>
        _file!.Layers[layerIndex].Append(stimulusCount, values);

    /// <summary>Ends the file, renames it and opens it: the activations read their values from it.</summary>
    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">A layer has not as many answers as there are ids (<c>ShapeMismatch</c>).</exception>
    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        ActivationHdf5File file = _file ?? throw new InvalidOperationException("The writer is not open.");
        Close(stimulusId, [.. file.Layers.Select(_ => _model)], [.. file.Layers.Select(_ => provenance)]);
        return ActivationHdf5Reader.Read(_target.FinalPath);
    }

    /// <summary>Closes the file, and deletes it if it was not completed.</summary>
    public void Dispose()
    {
        _file?.Dispose();
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

    private void Close(IReadOnlyList<string> stimulusId, IReadOnlyList<string> models, IReadOnlyList<Provenance> provenances)
    {
        _file!.Close(stimulusId, models, provenances);
        _file = null;
        _target.Complete();
    }
}
