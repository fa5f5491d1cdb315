using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>An .act.h5 that is being written, whatever its name. Layers are packed and written behind whoever appends.</summary>
internal sealed class ActivationHdf5File : IDisposable
{
    private readonly Hdf5File _file;
    private readonly ChunkLocator? _locator;
    private readonly ChunkQueue _queue;
    private readonly ActivationHdf5LayerWriter[] _layers;

    /// <summary>Creates the file, replacing one of this name.</summary>
    /// <param name="path">Its name for now.</param>
    /// <param name="layers">The layers in the network's order.</param>
    /// <param name="expectedStimulusCount">No chunk is made for more stimuli.</param>
    /// <param name="written">Told of every chunk that is in the file, on the writing thread; null where nobody asks.</param>
    /// <exception cref="DnnBrainException">A layer has no units (<c>LayerEmpty</c>) or two have one name (<c>LayerDuplicate</c>).</exception>
    public ActivationHdf5File(string path, IReadOnlyList<LayerShape> layers, int expectedStimulusCount, Action<ChunkPlace>? written)
    {
        Check(layers);
        _file = Hdf5File.Create(path);
        _queue = new ChunkQueue(layers.Select(layer => ChunkShape.For(layer, expectedStimulusCount).Length).DefaultIfEmpty().Max());
        _layers = new ActivationHdf5LayerWriter[layers.Count];
        try
        {
            _locator = written is null ? null : new ChunkLocator(_file, path);
            for (int i = 0; i < layers.Count; i++)
            {
                _layers[i] = new ActivationHdf5LayerWriter(_file, layers[i], i, expectedStimulusCount, _queue, _locator, written);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The layers' writers, in order.</summary>
    public IReadOnlyList<ActivationHdf5LayerWriter> Layers => _layers;

    /// <summary>Does something on the writing thread when all that was appended so far is in the file.</summary>
    public void Then(Action action) => _queue.Then(action);

    /// <summary>Writes what is left and the attributes, and closes the file.</summary>
    /// <param name="stimulusId">The ids.</param>
    /// <param name="models">The network a layer.</param>
    /// <param name="provenances">How each layer's values were made.</param>
    /// <exception cref="DnnBrainException">A layer has not as many answers as there are ids (<c>ShapeMismatch</c>).</exception>
    public void Close(IReadOnlyList<string> stimulusId, IReadOnlyList<string> models, IReadOnlyList<Provenance> provenances)
    {
        string[] provenanceJson = [.. provenances.Select(provenance => provenance.ToJson())];
        foreach (ActivationHdf5LayerWriter layer in _layers)
        {
            if (layer.StimulusCount != stimulusId.Count)
            {
                throw new DnnBrainException(
                    "ShapeMismatch",
                    ErrorKind.InvalidData,
                    $"Layer '{layer.Layer.Layer}' has answers to {layer.StimulusCount} stimuli but {stimulusId.Count} ids.",
                    layer.Layer.Layer);
            }

            layer.Complete();
        }

        _queue.Finish();
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Describe(
                models[i] == models[0] ? null : models[i],
                provenanceJson[i] == provenanceJson[0] ? null : provenanceJson[i]);
        }

        _file.WriteAttribute(ActivationHdf5Attributes.Format, ActivationHdf5Attributes.FormatName);
        _file.WriteAttribute<int>(ActivationHdf5Attributes.Version, [ActivationHdf5Attributes.CurrentVersion]);
        _file.WriteAttribute(ActivationHdf5Attributes.Layer, [.. _layers.Select(l => l.Layer.Layer)]);
        _file.WriteAttribute(ActivationHdf5Attributes.StimulusId, stimulusId);
        if (_layers.Length > 0)
        {
            _file.WriteAttribute(ActivationHdf5Attributes.Model, models[0]);
            _file.WriteAttribute(ActivationHdf5Attributes.Provenance, provenanceJson[0]);
        }

        _file.Flush();
        Dispose();
    }

    /// <summary>Closes the file as it is.</summary>
    public void Dispose()
    {
        _queue.Dispose();
        foreach (ActivationHdf5LayerWriter? layer in _layers)
        {
            layer?.Dispose();
        }

        _locator?.Dispose();
        _file.Dispose();
    }

    private static void Check(IReadOnlyList<LayerShape> layers)
    {
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
    }
}
