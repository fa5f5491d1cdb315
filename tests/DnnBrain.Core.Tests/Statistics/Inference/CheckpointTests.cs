using System.Buffers.Binary;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>What a checkpoint gives back, beyond the draws of both factors.</summary>
public class CheckpointTests
{
    private const int DigestLength = 32;

    private static readonly double[] s_values = [3.1, 0.4, 2.2, 5.9, 1.7, 4.4, 2.8, 0.9];
    private static readonly AdditiveStatistic s_statistic = new(s_values, [0.3, 2.9, 1.1, 5.2]);

    [Fact]
    public void Run_FinishedCheckpoint_GivesAllThreeSetsOfDraws()
    {
        var store = new Memory();
        BootstrapResult first = Run(store);
        BootstrapResult again = Run(store);
        BootstrapResult without = Bootstrap.Run(s_statistic, Options(null), SilentObserver.Instance, default);
        foreach (BootstrapResult result in new[] { first, again })
        {
            Assert.Equal(without.StandardError(new Contrast(0)), result.StandardError(new Contrast(0)));
            Assert.Equal(without.DegreesOfFreedom(new Contrast(0)), result.DegreesOfFreedom(new Contrast(0)));
            Assert.Equal(without.Draws(new Contrast(0)), result.Draws(new Contrast(0)));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(99)]
    [InlineData(long.MaxValue)]
    public void Run_ImpossibleNumberOfDraws_IsRefused(long done)
    {
        var store = new Memory();
        Run(store);
        BinaryPrimitives.WriteInt64LittleEndian(store.Content.AsSpan(DigestLength), done);
        Assert.Equal("CheckpointInvalid", Assert.ThrowsAny<DnnBrainException>(() => Run(store)).ErrorId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(100)]
    public void Run_CutCheckpoint_IsRefused(int length)
    {
        var store = new Memory();
        Run(store);
        store.Content = store.Content[..length];
        Assert.Equal("CheckpointInvalid", Assert.ThrowsAny<DnnBrainException>(() => Run(store)).ErrorId);
    }

    private static BootstrapResult Run(Memory store) => Bootstrap.Run(s_statistic, Options(store), SilentObserver.Instance, default);

    private static BootstrapOptions Options(Memory? store) => new() { Factor = BootstrapFactor.Both, Count = 100, Checkpoint = store };

    private sealed class Memory : ICheckpointStore
    {
        public string Name => "memory";

        public byte[] Content { get; set; } = [];

        private bool _isSaved;

        public byte[]? Load(string part) => _isSaved ? [.. Content] : null;

        public void Save(string part, byte[] content)
        {
            (Content, _isSaved) = (content, true);
        }
    }
}
