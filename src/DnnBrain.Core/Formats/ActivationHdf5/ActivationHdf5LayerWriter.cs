using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Cuts the answers of one layer into chunks and hands them to the queue; the stimuli of a chunk that is not full yet wait in
/// memory.
/// </summary>
internal sealed class ActivationHdf5LayerWriter : IDisposable
{
    private readonly Hdf5Dataset _dataset;
    private readonly ChunkQueue _queue;
    private readonly ChunkLocator? _locator;
    private readonly Action<ChunkPlace>? _written;
    private readonly ChunkShape _chunk;
    private readonly int _index;
    private readonly int _units;
    private float[] _waiting;
    private int _firstWaiting;
    private int _waitingCount;

    /// <param name="root">Where the dataset goes.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="index">0-based number of the layer.</param>
    /// <param name="expectedStimulusCount">No chunk is made for more stimuli.</param>
    /// <param name="queue">Packs and writes.</param>
    /// <param name="locator">Finds chunks in the file; null where nobody asks.</param>
    /// <param name="written">Told of every chunk that is in the file, on the writing thread.</param>
    public ActivationHdf5LayerWriter(
        Hdf5Group root, LayerShape layer, int index, int expectedStimulusCount, ChunkQueue queue, ChunkLocator? locator, Action<ChunkPlace>? written)
    {
        Layer = layer;
        _index = index;
        _queue = queue;
        _locator = locator;
        _written = written;
        _units = layer.UnitCount;
        _chunk = ChunkShape.For(layer, expectedStimulusCount);
        _waiting = new float[_chunk.Stimuli > 1 ? _chunk.Length : 0];
        _dataset = root.CreateDataset<float>(
            Hdf5LinkName.Encode(layer.Layer),
            [0, layer.Channels, layer.Rows, layer.Columns],
            [_chunk.Stimuli, _chunk.Channels, _chunk.Rows, _chunk.Columns],
            ChunkQueue.CompressionLevel);
    }

    public LayerShape Layer { get; }

    /// <summary>Stimuli taken so far, on their way or waiting.</summary>
    public int StimulusCount => _firstWaiting + _waitingCount;

    /// <summary>The answers that wait for their chunk to be full, stimulus × unit; valid until the next call.</summary>
    public ReadOnlySpan<float> Waiting => _waiting.AsSpan(0, _waitingCount * _units);

    /// <summary>Takes the answers to the next stimuli, stimulus × unit.</summary>
    public void Append(int stimulusCount, ReadOnlySpan<float> values)
    {
        while (stimulusCount > 0)
        {
            int taken = Math.Min(stimulusCount, _chunk.Stimuli - _waitingCount);
            ReadOnlySpan<float> rows = values[..(taken * _units)];
            if (taken == _chunk.Stimuli)
            {
                Send(rows, taken);
            }
            else
            {
                rows.CopyTo(_waiting.AsSpan(_waitingCount * _units));
                _waitingCount += taken;
                if (_waitingCount == _chunk.Stimuli)
                {
                    Send(Waiting, _waitingCount);
                    _waitingCount = 0;
                }
            }

            values = values[rows.Length..];
            stimulusCount -= taken;
        }
    }

    /// <summary>Takes over a chunk that an earlier run has packed already, with those whose turn it is.</summary>
    /// <param name="place">What the chunk is.</param>
    /// <param name="packed">Its bytes.</param>
    public void Restore(ChunkPlace place, ReadOnlySpan<byte> packed)
    {
        Write(place.Stimulus, place.Channel, _chunk.Stimuli, packed, place.FilterMask);
        _firstWaiting = place.Stimulus + _chunk.Stimuli;
        _waitingCount = 0;
    }

    /// <summary>Hands over what waits; the queue has to finish before <see cref="Describe"/>.</summary>
    public void Complete()
    {
        if (_waitingCount > 0)
        {
            int count = _waitingCount;
            _waiting.AsSpan(count * _units).Clear();
            Send(_waiting, count);
            _waitingCount = 0;
        }
    }

    /// <summary>Writes the attributes by which the layer differs from the others of the file.</summary>
    public void Describe(string? model, string? provenance)
    {
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

    /// <summary>Sends the stimuli of one chunk, or the several chunks of one stimulus. What reaches beyond is zero.</summary>
    private void Send(ReadOnlySpan<float> rows, int stimuli)
    {
        int first = _firstWaiting;
        int mapLength = _chunk.Rows * _chunk.Columns;
        for (int channel = 0; channel < Layer.Channels; channel += _chunk.Channels)
        {
            int length = _chunk.Channels == Layer.Channels
                ? _chunk.Length
                : Math.Min(_chunk.Channels, Layer.Channels - channel) * mapLength;
            ChunkBuffer buffer = _queue.Take();
            rows.Slice(channel * mapLength, length).CopyTo(buffer.Values);
            buffer.Values.AsSpan(length, _chunk.Length - length).Clear();
            int start = channel;
            _queue.Add(buffer, _chunk.Length, packed => Write(first, start, stimuli, packed.Bytes, packed.FilterMask));
        }

        _firstWaiting += stimuli;
    }

    private void Write(int stimulus, int channel, int stimuli, ReadOnlySpan<byte> packed, uint filterMask)
    {
        if (channel == 0)
        {
            _dataset.ExtendFirstAxis(stimulus + stimuli);
        }

        ReadOnlySpan<long> start = [stimulus, channel, 0, 0];
        if (_locator is null)
        {
            _dataset.WriteChunk(start, packed, filterMask);
        }
        else
        {
            long offset = _locator.Write(_dataset, start, packed, filterMask);
            _written!(new ChunkPlace(_index, stimulus, channel, filterMask, offset, packed.Length, Crc32C.Compute(packed)));
        }
    }
}
