using DnnBrain.Formats.ActivationHdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.ActivationHdf5;

public sealed class ChunkQueueTests
{
    // More than any machine lets be on their way at once.
    private const int ChunkCount = 1_000;

    [Fact]
    public void Take_AfterManyChunks_GivesBuffersThatWereGivenBack()
    {
        using var queue = new ChunkQueue(longest: 8);
        var buffers = new HashSet<ChunkBuffer>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < ChunkCount; i++)
        {
            ChunkBuffer buffer = queue.Take();
            buffers.Add(buffer);
            queue.Add(buffer, 8, _ => { });
        }

        queue.Finish();
        Assert.InRange(buffers.Count, 1, 64);
    }

    [Fact]
    public void Add_WhoeverPacksFaster_WritesInTheOrderGiven()
    {
        using var queue = new ChunkQueue(longest: 4_096);
        var lengths = new List<int>();
        for (int i = 0; i < ChunkCount; i++)
        {
            // Long and short ones in turn.
            int length = i % 2 == 0 ? 4_096 : (i / 2) + 1;
            ChunkBuffer buffer = queue.Take();
            buffer.Values.AsSpan(0, length).Fill(i);
            queue.Add(buffer, length, _ => lengths.Add(length));
        }

        queue.Finish();
        Assert.Equal([.. Enumerable.Range(0, ChunkCount).Select(i => i % 2 == 0 ? 4_096 : (i / 2) + 1)], lengths);
    }

    [Fact]
    public void Take_WhenWritingFailed_ThrowsWhatWentWrong()
    {
        using var queue = new ChunkQueue(longest: 8);
        Exception error = Assert.Throws<IOException>(() =>
        {
            for (int i = 0; i < ChunkCount; i++)
            {
                queue.Add(queue.Take(), 8, _ => throw new IOException("disk full"));
            }
        });
        Assert.Equal("disk full", error.Message);
    }
}
