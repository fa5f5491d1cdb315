using System.Buffers.Binary;
using System.Diagnostics;
using DnnBrain.Torch;

namespace DnnBrain.Statistics.Inference;

/// <summary>Runs draws 0 … n−1 on several threads, and keeps what is done so far where a stopped run finds it again.</summary>
/// <param name="part">The computation's name in the checkpoint.</param>
/// <param name="drawCount">The number n.</param>
/// <param name="maxThreads">The number of threads.</param>
/// <param name="checkpoint">Where the state is kept; null for nowhere.</param>
/// <remarks>
/// Draws are done in order, a stretch at a time; within a stretch in any order. The state after a stretch must not depend on that order: whole
/// numbers that are added up, or a place of its own for every draw.
/// </remarks>
internal sealed class DrawLoop(string part, long drawCount, int maxThreads, ICheckpointStore? checkpoint)
{
    // Large enough that handing out blocks and reporting them costs nothing.
    private const int BlockLength = 32;
    private const int BlocksInStretch = 16;
    private const int DigestLength = 32;

    private static readonly TimeSpan s_saveInterval = TimeSpan.FromSeconds(5);

    /// <summary>What is kept between runs.</summary>
    public interface IState
    {
        /// <summary>Tells inputs and options from others that give other numbers.</summary>
        byte[] Fingerprint { get; }

        /// <summary>The state after so many draws.</summary>
        byte[] Write(long done);

        /// <summary>Takes up what <see cref="Write"/> gave.</summary>
        void Read(long done, ReadOnlySpan<byte> state);
    }

    /// <summary>Runs the draws.</summary>
    /// <typeparam name="T">What one thread works with.</typeparam>
    /// <param name="create">Makes it.</param>
    /// <param name="evaluate">Does one draw.</param>
    /// <param name="finish">Called by every thread when a stretch is done.</param>
    /// <param name="state">What is kept in the checkpoint.</param>
    /// <param name="activity">The work's name in progress reports.</param>
    /// <param name="unit">What the draws are, in the plural.</param>
    /// <param name="observer">Told how far the work is.</param>
    /// <param name="token">Stops between two draws; what is done is kept.</param>
    /// <exception cref="DnnBrainException">
    /// The checkpoint is of other inputs or options (<c>CheckpointMismatch</c>) or cannot be read (<c>CheckpointInvalid</c>).
    /// </exception>
    public void Run<T>(
        Func<T> create,
        Action<T, long> evaluate,
        Action<T> finish,
        IState state,
        string activity,
        string unit,
        IRunObserver observer,
        CancellationToken token)
    {
        // For one thread that draws too: how a product is shared out decides how it is rounded.
        using OneThreadGuard guard = torch.one_thread_a_call();
        long done = Resume(state);
        long saved = done;
        long stretch = checkpoint is null ? drawCount : (long)BlockLength * BlocksInStretch * maxThreads;
        long lastSave = Stopwatch.GetTimestamp();
        var idle = new System.Collections.Concurrent.ConcurrentBag<T>();
        try
        {
            while (done < drawCount)
            {
                long end = Math.Min(done + stretch, drawCount);
                RunStretch(done, end);
                done = end;
                if (checkpoint is not null && Stopwatch.GetElapsedTime(lastSave) >= s_saveInterval)
                {
                    Save(state, done);
                    saved = done;
                    lastSave = Stopwatch.GetTimestamp();
                }
            }
        }
        finally
        {
            if (done > saved)
            {
                Save(state, done);
            }
        }

        void RunStretch(long first, long end)
        {
            long reported = first;
            Parallel.For(
                0L,
                (end - first + BlockLength - 1) / BlockLength,
                new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = token },
                () => idle.TryTake(out T? local) ? local : create(),
                (block, _, local) =>
                {
                    long start = first + (block * BlockLength);
                    long stop = Math.Min(start + BlockLength, end);
                    for (long draw = start; draw < stop; draw++)
                    {
                        token.ThrowIfCancellationRequested();
                        evaluate(local, draw);
                    }

                    observer.Report(new RunProgress(activity, Interlocked.Add(ref reported, stop - start), drawCount, unit));
                    return local;
                },
                local =>
                {
                    finish(local);
                    idle.Add(local);
                });
        }
    }

    private long Resume(IState state)
    {
        if (checkpoint?.Load(part) is not { } content)
        {
            return 0;
        }

        if (content.Length < DigestLength + sizeof(long))
        {
            throw Invalid();
        }

        if (!content.AsSpan(0, DigestLength).SequenceEqual(state.Fingerprint))
        {
            throw new DnnBrainException(
                "CheckpointMismatch",
                ErrorKind.InvalidData,
                $"'{checkpoint.Name}' holds the draws of a run with other data, another seed or other options ({part}). Go on with those, or name another file or remove this one to begin anew.",
                checkpoint.Name);
        }

        long done = BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(DigestLength));
        if (done < 0 || done > drawCount)
        {
            throw Invalid();
        }

        try
        {
            state.Read(done, content.AsSpan(DigestLength + sizeof(long)));
        }
        catch (ArgumentException)
        {
            throw Invalid();
        }

        return done;
    }

    private void Save(IState state, long done)
    {
        if (checkpoint is null)
        {
            return;
        }

        byte[] payload = state.Write(done);
        byte[] content = new byte[DigestLength + sizeof(long) + payload.Length];
        state.Fingerprint.CopyTo(content.AsSpan());
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(DigestLength), done);
        payload.CopyTo(content.AsSpan(DigestLength + sizeof(long)));
        checkpoint.Save(part, content);
    }

    private DnnBrainException Invalid() => new(
        "CheckpointInvalid", ErrorKind.InvalidData, $"'{checkpoint!.Name}' is damaged: its part '{part}' does not have the length it should have. Remove it to begin anew.", checkpoint.Name);
}
