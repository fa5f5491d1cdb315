using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.ActivationHdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.ActivationHdf5;

/// <summary>Reading of many chunks at once against reading stimulus by stimulus, which HDF5 does.</summary>
public sealed class ActivationHdf5ChunkReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Five stimuli a chunk; and three chunks a stimulus, the last of them not full.
    [Theory]
    [InlineData(26_000, 1, 17)]
    [InlineData(300, 32, 4)]
    public void Read_OfSeveralChunks_IsWhatHdf5Reads(int channels, int rows, int stimuli)
    {
        Activation layer = Write("a.act.h5", channels, rows, stimuli);
        int units = layer.UnitCount;
        float[] single = new float[units];
        foreach ((int first, int count) in new[] { (0, stimuli), (1, stimuli - 1), (2, stimuli - 3), (stimuli - 1, 1) })
        {
            float[] block = new float[count * units];
            layer.Read(first, count, block);
            for (int i = 0; i < count; i++)
            {
                layer.Read(first + i, 1, single);
                Assert.Equal(Value(first + i, 0), single[0]);
                Assert.True(single.AsSpan().SequenceEqual(block.AsSpan(i * units, units)));
            }
        }
    }

    [Fact]
    public void Read_OfChunksThatAreStoredUnpacked_IsWhatWasWritten()
    {
        // Noise without zeros is not worth packing; every third stimulus is zero, and its chunks are packed.
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 9 * 150_000).Select(i => i / 150_000 % 3 == 0 ? 0 : random.NextSingle())];
        var source = new Activation("m", "l", Enumerable.Range(0, 9).Select(i => $"{i}"), new MemoryActivationValues(new ActivationShape(9, 150_000, 1, 1), values), new Provenance { Operation = "test" });
        ActivationHdf5Writer.Write(_folder.File("a.act.h5"), [source]);
        Assert.True(ActivationHdf5Reader.Read(_folder.File("a.act.h5"))[0].ToArray().AsSpan().SequenceEqual(values));
    }

    [Fact]
    public void Read_OfACorruptChunk_SaysSo()
    {
        Activation layer = Write("a.act.h5", 26_000, 1, 17);
        byte[] bytes = File.ReadAllBytes(layer.Path!);
        bytes.AsSpan(bytes.Length / 2, 4000).Fill(0xA5);
        File.WriteAllBytes(_folder.File("b.act.h5"), bytes);
        Activation corrupt = ActivationHdf5Reader.Read(_folder.File("b.act.h5"))[0];
        Assert.ThrowsAny<DataFileException>(corrupt.ToArray);
    }

    private static float Value(int stimulus, int unit) => (stimulus * 1000) + (unit % 777);

    private Activation Write(string name, int channels, int rows, int stimuli)
    {
        int units = channels * rows * rows;
        float[] values = new float[stimuli * units];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(i / units, i % units);
        }

        var source = new Activation("m", "l", Enumerable.Range(0, stimuli).Select(i => $"{i}"), new MemoryActivationValues(new ActivationShape(stimuli, channels, rows, rows), values), new Provenance { Operation = "test" });
        ActivationHdf5Writer.Write(_folder.File(name), [source]);
        return ActivationHdf5Reader.Read(_folder.File(name))[0];
    }
}
