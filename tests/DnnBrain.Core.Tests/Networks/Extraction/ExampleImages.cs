using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Stimuli;

namespace DnnBrain.Core.Tests.Networks.Extraction;

/// <summary>The images that ship with the examples.</summary>
internal static class ExampleImages
{
    private static readonly IReadOnlyList<Stimulus> s_all =
        StimulusCsvReader.Read(Path.Combine(TestData.RepositoryRoot, "examples", "data", "fashion.stim.csv"), SilentObserver.Instance);

    public static IReadOnlyList<Stimulus> All => s_all;

    public static IReadOnlyList<Stimulus> First(int count) => [.. s_all.Take(count)];
}
