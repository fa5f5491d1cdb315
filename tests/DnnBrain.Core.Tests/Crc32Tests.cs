using Xunit;

namespace DnnBrain.Core.Tests;

public class Crc32Tests
{
    /// <summary>The check value that catalogues of checksums publish for CRC-32/ISO-HDLC.</summary>
    [Fact]
    public void Compute_PublishedCheckText_GivesThePublishedValue() => Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));

    [Fact]
    public void Compute_InTwoParts_GivesTheValueOfTheWhole() =>
        Assert.Equal(Crc32.Compute("123456789"u8), Crc32.Compute("56789"u8, before: Crc32.Compute("1234"u8)));
}
