using DnnBrain.Formats.PyTorch;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.PyTorch;

/// <summary>A pickle says how long its texts are; a forged one says it wrong.</summary>
public sealed class PickleInputTests
{
    [Fact]
    public void ReadByte_AtTheEndOfTheStream_EndsInsteadOfGivingBytes()
    {
        PickleInput input = Of([7], length: 100);
        Assert.Equal(7, input.ReadByte());
        Assert.Throws<EndOfStreamException>(() => input.ReadByte());
    }

    [Fact]
    public void ReadByte_BehindThePickle_DoesNotReadWhatFollows()
    {
        // A stream goes on behind the pickle where it lies in the middle of a file.
        PickleInput input = Of([7, 8, 9], length: 2);
        Assert.Equal([7, 8], [input.ReadByte(), input.ReadByte()]);
        Assert.Throws<EndOfStreamException>(() => input.ReadByte());
    }

    [Fact]
    public void ReadBytes_UpToTheEnd_GivesAll()
    {
        PickleInput input = Of([1, 2, 3, 4], length: 4);
        Assert.Equal(1, input.ReadByte());
        Assert.Equal([2, 3, 4], input.ReadBytes(3));
        Assert.Equal([], input.ReadBytes(0));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1UL << 40)]
    [InlineData(ulong.MaxValue)]
    public void ReadBytes_BeyondTheEnd_TakesNoMemory(ulong count)
    {
        PickleInput input = Of([1, 2, 3, 4, 5, 6], length: 4);
        input.ReadByte();
        Assert.Throws<FormatException>(() => input.ReadBytes(count));
    }

    [Fact]
    public void ReadLine_OfALineWithoutEnd_IsRefused()
    {
        byte[] endless = Enumerable.Repeat((byte)'x', 10_000).ToArray();
        Assert.Throws<FormatException>(() => Of(endless, endless.Length).ReadLine());
        Assert.Equal("ab", Of([.. "ab\nc"u8], 4).ReadLine());
    }

    [Fact]
    public void Numbers_AreReadInTheByteOrderOfEach()
    {
        byte[] bytes = [1, 2, 1, 2, 3, 4, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0];
        PickleInput input = Of(bytes, bytes.Length);
        Assert.Equal(0x0201, input.ReadUInt16());
        Assert.Equal(0x04030201, input.ReadInt32());
        // Only floats are big-endian.
        Assert.Equal(1.5, input.ReadDouble());
    }

    private static PickleInput Of(byte[] bytes, long length) => new(new MemoryStream(bytes), length);
}
