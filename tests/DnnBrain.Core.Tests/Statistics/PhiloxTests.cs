using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class PhiloxTests
{
    // The known-answer vectors that accompany the paper (Random123, kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(
        new uint[] { 0, 0, 0, 0 },
        new uint[] { 0, 0 },
        new uint[] { 0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8 })]
    [InlineData(
        new uint[] { 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF },
        new uint[] { 0xFFFFFFFF, 0xFFFFFFFF },
        new uint[] { 0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD })]
    [InlineData(
        new uint[] { 0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344 },
        new uint[] { 0xA4093822, 0x299F31D0 },
        new uint[] { 0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1 })]
    public void Block_KnownAnswers_AreReproduced(uint[] counter, uint[] key, uint[] expected)
    {
        uint[] block = new uint[4];
        Philox4x32.Block(counter, key, block);
        Assert.Equal(expected, block);
    }

    [Fact]
    public void Block_ShortSpan_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Philox4x32.Block(new uint[3], new uint[2], new uint[4]));
    }
}
