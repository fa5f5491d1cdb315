using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Writes chunks behind the computation: they are packed on all cores, and one thread writes them, in the order in which they were
/// given. So the file does not depend on who packs faster. A bounded number is on its way; then the giver waits.
/// </summary>
internal sealed class ChunkQueue : IDisposable
{
    /// <summary>Packs what is worth packing to within 1 % of level 4, DNNBrain's, in two thirds of its time.</summary>
    public const int CompressionLevel = 2;

    // Half a megabyte each, and as much packed.
    private static readonly int s_capacity = Math.Clamp(8 * Environment.ProcessorCount, 16, 64);

    private readonly SemaphoreSlim _room = new(s_capacity);
    private readonly BlockingCollection<Entry> _entries = [];
    private readonly Task _writer;
    private volatile Exception? _failure;
    private bool _disposed;

    public ChunkQueue() => _writer = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Takes a chunk; its buffer goes back to the shared pool.</summary>
    /// <param name="values">From <see cref="ArrayPool{T}.Shared"/>; the first <paramref name="length"/> count.</param>
    /// <param name="length">Values of the chunk.</param>
    /// <param name="write">Writes the packed chunk, on the writing thread.</param>
    public void Add(float[] values, int length, Action<PackedChunk> write)
    {
        _room.Wait();
        if (_failure is not null)
        {
            _room.Release();
            ArrayPool<float>.Shared.Return(values);
            ExceptionDispatchInfo.Throw(_failure);
        }

        Task<PackedChunk> packed = Task.Run(() =>
        {
            PackedChunk chunk = Hdf5Chunk.Pack(values.AsSpan(0, length), CompressionLevel);
            ArrayPool<float>.Shared.Return(values);
            return chunk;
        });
        _entries.Add(new Entry(packed, write, null));
    }

    /// <summary>Does something on the writing thread when all that was given so far is written.</summary>
    public void Then(Action action) => _entries.Add(new Entry(null, null, action));

    /// <summary>Waits until all is written.</summary>
    public void Finish()
    {
        if (!_entries.IsAddingCompleted)
        {
            _entries.CompleteAdding();
        }

        _writer.GetAwaiter().GetResult();
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    /// <summary>Ends without writing what is still on its way.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _failure ??= new OperationCanceledException("The file was given up.");
        if (!_entries.IsAddingCompleted)
        {
            _entries.CompleteAdding();
        }

        ((IAsyncResult)_writer).AsyncWaitHandle.WaitOne();
        _entries.Dispose();
        _room.Dispose();
    }

    private void WriteAll()
    {
        foreach (Entry entry in _entries.GetConsumingEnumerable())
        {
            try
            {
                Write(entry);
            }
            catch (Exception e)
            {
                // Told to the giver with the next chunk, or at the end.
                _failure ??= e;
            }
            finally
            {
                if (entry.Packed is not null)
                {
                    _room.Release();
                }
            }
        }
    }

    private void Write(Entry entry)
    {
        if (entry.Packed is null)
        {
            if (_failure is null)
            {
                entry.Action!();
            }

            return;
        }

        PackedChunk packed = entry.Packed.GetAwaiter().GetResult();
        try
        {
            if (_failure is null)
            {
                entry.Write!(packed);
            }
        }
        finally
        {
            packed.Release();
        }
    }

    private readonly record struct Entry(Task<PackedChunk>? Packed, Action<PackedChunk>? Write, Action? Action);
}
