using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Writes the answers of one layer block by block: whole chunks are packed on all cores and written; the stimuli of a chunk
/// that is not full yet wait in memory.
/// </summary>
internal sealed class ActivationHdf5LayerWriter : IDisposable
{
    /// <summary>gzip level 4, as DNNBrain writes.</summary>
    private const int CompressionLevel = 4;

    private readonly Hdf5Dataset _dataset;
    private readonly ChunkShape _chunk;
    private readonly int _units;
    private readonly float[] _waiting;
    private int _waitingStimuli;
    private int _writtenStimuli;
    private float[] _block = [];

    public ActivationHdf5LayerWriter(Hdf5Group root, LayerShape layer, int expectedStimulusCount)
    {
        Layer = layer;
        _units = layer.UnitCount;
        _chunk = ChunkShape.For(layer, expectedStimulusCount);
        _dataset = root.CreateDataset<float>(
            Hdf5LinkName.Encode(layer.Layer),
            [0, layer.Channels, layer.Rows, layer.Columns],
            [_chunk.Stimuli, _chunk.Channels, _chunk.Rows, _chunk.Columns],
            CompressionLevel);
        _waiting = new float[_chunk.Stimuli * _units];
    }

    public LayerShape Layer { get; }

    /// <summary>Stimuli taken so far, on disk or waiting.</summary>
    public int StimulusCount => _writtenStimuli + _waitingStimuli;

    /// <summary>Takes the answers to the next stimuli, stimulus × unit.</summary>
    public void Append(int stimulusCount, ReadOnlySpan<float> values)
    {
        int whole = (_waitingStimuli + stimulusCount) / _chunk.Stimuli * _chunk.Stimuli;
        if (whole > 0)
        {
            int taken = whole - _waitingStimuli;
            Array.Resize(ref _block, Math.Max(_block.Length, checked(whole * _units)));
            _waiting.AsSpan(0, _waitingStimuli * _units).CopyTo(_block);
            values[..(taken * _units)].CopyTo(_block.AsSpan(_waitingStimuli * _units));
            WriteBlock(_block, whole);
            _waitingStimuli = 0;
            values = values[(taken * _units)..];
            stimulusCount -= taken;
        }

        values[..(stimulusCount * _units)].CopyTo(_waiting.AsSpan(_waitingStimuli * _units));
        _waitingStimuli += stimulusCount;
    }

    /// <summary>Writes what waits, and the attributes by which the layer differs from the others of the file.</summary>
    public void Complete(string? model, string? provenance)
    {
        if (_waitingStimuli > 0)
        {
            WriteBlock(_waiting, _waitingStimuli);
            _waitingStimuli = 0;
        }

        if (Layer.Axes != ActivationAxes.Map)
        {
            _dataset.WriteAttribute(ActivationHdf5Attributes.Axes, Layer.Axes.ToString());
        }

        if (model is not null)
        {
            _dataset.WriteAttribute(ActivationHdf5Attributes.Model, model);
        }

        if (provenance is not null)
        {
            _dataset.WriteAttribute(ActivationHdf5Attributes.Provenance, provenance);
        }
    }

    public void Dispose() => _dataset.Dispose();

    private void WriteBlock(float[] block, int stimuli)
    {
        int first = _writtenStimuli;
        _writtenStimuli += stimuli;
        _dataset.ExtendFirstAxis(_writtenStimuli);

        int channelBlocks = (Layer.Channels + _chunk.Channels - 1) / _chunk.Channels;
        int chunks = (stimuli + _chunk.Stimuli - 1) / _chunk.Stimuli * channelBlocks;
        byte[][] packed = new byte[chunks][];
        Parallel.For(0, chunks, i =>
            packed[i] = PackChunk(block, stimuli, i / channelBlocks * _chunk.Stimuli, i % channelBlocks * _chunk.Channels));
        for (int i = 0; i < chunks; i++)
        {
            _dataset.WriteChunk(
                [first + (i / channelBlocks * _chunk.Stimuli), i % channelBlocks * _chunk.Channels, 0, 0], packed[i]);
        }
    }

    /// <summary>Packs the chunk that starts at a stimulus and channel of the block; what reaches beyond is zero.</summary>
    private byte[] PackChunk(float[] block, int stimuli, int stimulus, int channel)
    {
        int wholeStimuli = Math.Min(_chunk.Stimuli, stimuli - stimulus);
        int mapLength = _chunk.Rows * _chunk.Columns;
        int wholeLength = Math.Min(_chunk.Channels, Layer.Channels - channel) * mapLength * wholeStimuli;
        ReadOnlySpan<float> values = block.AsSpan((stimulus * _units) + (channel * mapLength), wholeLength);
        if (wholeLength == _chunk.Length)
        {
            return Hdf5Chunk.Pack(values, CompressionLevel);
        }

        float[] padded = new float[_chunk.Length];
        values.CopyTo(padded);
        return Hdf5Chunk.Pack(padded, CompressionLevel);
    }
}
