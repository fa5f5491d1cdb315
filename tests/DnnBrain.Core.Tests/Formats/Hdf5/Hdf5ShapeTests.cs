using DnnBrain.Formats;
using DnnBrain.Formats.Hdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Hdf5;

public sealed class Hdf5ShapeTests
{
    [Theory]
    [InlineData(new long[0], 1)] // a scalar
    [InlineData(new long[] { 3, 4, 5 }, 60)]
    [InlineData(new long[] { long.MaxValue, 0 }, 0)]
    [InlineData(new long[] { 0, long.MaxValue, long.MaxValue }, 0)]
    [InlineData(new long[] { long.MaxValue, 1 }, long.MaxValue)]
    [InlineData(new long[] { 1L << 31, 1L << 31 }, 1L << 62)]
    public void ElementCount_IsTheProduct(long[] shape, long expected) => Assert.Equal(expected, Hdf5Shape.ElementCount(shape, "a.h5"));

    [Theory]
    [InlineData(new[] { 1L << 32, 1L << 32 })] // 2^64 would pass for 0
    [InlineData(new[] { 1L << 32, 1L << 31 })] // 2^63 would be negative
    [InlineData(new[] { 3, long.MaxValue })]
    public void ElementCount_Beyond64Bits_IsAnErrorAboutTheFile(long[] shape) =>
        Assert.Contains("a.h5", Assert.Throws<InvalidFileContentException>(() => Hdf5Shape.ElementCount(shape, "a.h5")).Message, StringComparison.Ordinal);
}
