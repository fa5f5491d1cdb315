using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Writes chunks behind the computation: they are packed on all cores, and one thread writes them, in the order in which they were
/// given. So the file does not depend on who packs faster. A bounded number is on its way; then the giver waits.
/// </summary>
/// <remarks>
/// Buffers go round and are all of one length: at a megabyte an array, garbage would come faster than it is collected, and the
/// memory of a run would grow for as long as it lasts.
/// </remarks>
internal sealed class ChunkQueue : IDisposable
{
    /// <summary>Packs what is worth packing to within 1 % of level 4, DNNBrain's, in two thirds of its time.</summary>
    public const int CompressionLevel = 2;

    // Half a megabyte each, and as much packed.
    private static readonly int s_capacity = Math.Clamp(8 * Environment.ProcessorCount, 16, 64);

    private readonly SemaphoreSlim _room = new(s_capacity);
    private readonly BlockingCollection<Entry> _entries = [];
    private readonly ConcurrentStack<ChunkBuffer> _free = [];
    private readonly int _longest;
    private readonly Task _writer;
    private volatile Exception? _failure;
    private bool _disposed;

    /// <param name="longest">Values of the longest chunk there will be.</param>
    public ChunkQueue(int longest)
    {
        _longest = longest;
        _writer = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Gives a buffer for the next chunk, as soon as there is room; it goes back with <see cref="Add"/>.</summary>
    public ChunkBuffer Take()
    {
        _room.Wait();
        if (_failure is not null)
        {
            _room.Release();
            ExceptionDispatchInfo.Throw(_failure);
        }

        return _free.TryPop(out ChunkBuffer? buffer) ? buffer : new ChunkBuffer(_longest);
    }

    /// <summary>Takes a chunk.</summary>
    /// <param name="buffer">From <see cref="Take"/>, with the chunk's values at its beginning.</param>
    /// <param name="length">Values of the chunk.</param>
    /// <param name="write">Writes the packed chunk, on the writing thread.</param>
    public void Add(ChunkBuffer buffer, int length, Action<PackedChunk> write)
    {
        Task<PackedChunk> packed = Task.Run(() => Hdf5Chunk.Pack(buffer.Values.AsSpan(0, length), CompressionLevel, buffer.Packed));
        _entries.Add(new Entry(buffer, packed, write, null));
    }

    /// <summary>Does something on the writing thread when all that was given so far is written.</summary>
    public void Then(Action action) => _entries.Add(new Entry(null, null, null, action));

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
                if (entry.Buffer is not null)
                {
                    _free.Push(entry.Buffer);
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

        // Waited for even where nothing is written any more: packing uses the buffer.
        PackedChunk packed = entry.Packed.GetAwaiter().GetResult();
        if (_failure is null)
        {
            entry.Write!(packed);
        }
    }

    private readonly record struct Entry(ChunkBuffer? Buffer, Task<PackedChunk>? Packed, Action<PackedChunk>? Write, Action? Action);
}
