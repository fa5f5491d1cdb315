using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class MemoryLimitTests
{
    [Fact]
    public void Hold_UpToTheLimit_Adds()
    {
        MemoryLimit limit = new MemoryLimit(100).Hold(60).Hold(40);
        Assert.Equal((100, 100), (limit.Bytes, limit.HeldBytes));
    }

    [Fact]
    public void Hold_AByteTooMany_SaysWhatIsNeeded()
    {
        var error = Assert.Throws<DnnBrainException>(() => new MemoryLimit(100).Hold(60).Hold(41));
        Assert.Equal(("MemoryTooSmall", ErrorKind.ResourceUnavailable), (error.ErrorId, error.Kind));
        Assert.Contains("60 bytes are taken, and 41 bytes are needed on top", error.Message, StringComparison.Ordinal);
        Assert.Contains("Allow 101 bytes or more (-MaxMemory)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(1_000, 3)]
    public void Threads_WhatIsLeft_IsSharedOut(long left, int expected) =>
        Assert.Equal(expected, new MemoryLimit(50 + left).Hold(50).Threads(Math.Min(10, left), 3));

    [Fact]
    public void Threads_NotEvenOne_SaysWhatIsNeeded()
    {
        var error = Assert.Throws<DnnBrainException>(() => new MemoryLimit(100).Hold(60).Threads(41, 8));
        Assert.Equal("MemoryTooSmall", error.ErrorId);
        Assert.Contains("Allow 101 bytes or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void None_IsEnoughForAll() => Assert.Equal(8, MemoryLimit.None.Hold(1L << 60).Threads(1L << 50, 8));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Constructor_NotPositive_IsRefused(long bytes) =>
        Assert.Equal("MemoryInvalid", Assert.Throws<DnnBrainException>(() => new MemoryLimit(bytes)).ErrorId);
}
