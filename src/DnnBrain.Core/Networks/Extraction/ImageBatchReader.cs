using System.Collections.Concurrent;
using System.Security.Cryptography;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.Stimuli;
using DnnBrain.Torch;

namespace DnnBrain.Networks.Extraction;

/// <summary>
/// Decodes and preprocesses stimuli ahead of the forward pass, on other threads, into a few buffers that go round: memory does
/// not depend on the number of stimuli, and the batches come in the stimuli's order whoever decodes them.
/// </summary>
internal sealed class ImageBatchReader : IDisposable
{
    /// <summary>Buffers for batches of images: the one that is used, and those that are decoded ahead.</summary>
    public const int BufferCount = 3;

    private readonly IReadOnlyList<Stimulus> _stimuli;
    private readonly ImagePreprocessing _preprocessing;
    private readonly int _batchSize;
    private readonly int _decoderCount;
    private readonly CancellationTokenSource _stop;
    private readonly BlockingCollection<ImageBatch> _free = [];
    private readonly BlockingCollection<ImageBatch> _ready = [];
    private readonly Task _producer;

    public ImageBatchReader(IReadOnlyList<Stimulus> stimuli, ImagePreprocessing preprocessing, ExtractionOptions options, CancellationToken token)
    {
        _stimuli = stimuli;
        _preprocessing = preprocessing;
        _batchSize = Math.Min(options.BatchSize, stimuli.Count);
        _decoderCount = options.DecoderCount;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        for (int i = 0; i < BufferCount; i++)
        {
            _free.Add(new ImageBatch(new float[checked(_batchSize * preprocessing.ValueCount)]), CancellationToken.None);
        }

        _producer = Task.Factory.StartNew(Produce, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The batches in order; each is valid until the next is asked for.</summary>
    public IEnumerable<ImageBatch> ReadAll()
    {
        while (_ready.TryTake(out ImageBatch? batch, Timeout.Infinite, _stop.Token))
        {
            yield return batch;
            batch.Clear();
            _free.Add(batch, CancellationToken.None);
        }

        _producer.GetAwaiter().GetResult();
    }

    /// <summary>Stops decoding and waits for it: at most one image a thread.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_producer).AsyncWaitHandle.WaitOne();
        _stop.Dispose();
        _free.Dispose();
        _ready.Dispose();
    }

    private void Produce()
    {
        try
        {
            var outcomes = new Outcome[_batchSize];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = _decoderCount, CancellationToken = _stop.Token };
            for (int first = 0; first < _stimuli.Count; first += _batchSize)
            {
                ImageBatch batch = _free.Take(_stop.Token);
                int count = Math.Min(_batchSize, _stimuli.Count - first);
                int offset = first;
                Parallel.For(0, count, parallel, i => outcomes[i] = Decode(_stimuli[offset + i], Slot(batch, i)));
                Collect(batch, first, outcomes.AsSpan(0, count));
                _ready.Add(batch, CancellationToken.None);
            }
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }

    private Span<float> Slot(ImageBatch batch, int index) =>
        batch.Values.AsSpan(index * _preprocessing.ValueCount, _preprocessing.ValueCount);

    /// <summary>Closes the gaps that failed images leave.</summary>
    private void Collect(ImageBatch batch, int first, ReadOnlySpan<Outcome> outcomes)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i].Failure is { } failure)
            {
                batch.Failures.Add(failure);
                continue;
            }

            int slot = batch.StimulusId.Count;
            if (slot < i)
            {
                Slot(batch, i).CopyTo(Slot(batch, slot));
            }

            Stimulus stimulus = _stimuli[first + i];
            if (outcomes[i].Defect is { } defect)
            {
                batch.Warnings.Add($"The file of stimulus '{stimulus.Id}' ({stimulus.Path}) is damaged, and its pixels may be wrong: {defect}");
            }

            batch.StimulusId.Add(stimulus.Id);
            batch.Sha256.Add(outcomes[i].Sha256);
        }
    }

    private Outcome Decode(Stimulus stimulus, Span<float> destination)
    {
        try
        {
            if (stimulus.Kind != StimulusKind.Image)
            {
                return new Outcome([], Unreadable(stimulus, $"it is of kind {stimulus.Kind}, and networks take images.", null));
            }

            using var encoded = new PooledFileContent(stimulus.Path);
            string? defect = _preprocessing.Apply(encoded.Bytes, destination);
            return new Outcome(SHA256.HashData(encoded.Bytes), null) { Defect = defect };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            return new Outcome([], Unreadable(stimulus, e.Message, e));
        }
    }

    private static DnnBrainException Unreadable(Stimulus stimulus, string reason, Exception? inner) => new(
        "StimulusUnreadable",
        ErrorKind.ReadFailed,
        $"Stimulus '{stimulus.Id}' ({stimulus.Path}) is left out: {reason}",
        stimulus,
        inner);

    private readonly record struct Outcome(byte[] Sha256, DnnBrainException? Failure)
    {
        public string? Defect { get; init; }
    }
}
