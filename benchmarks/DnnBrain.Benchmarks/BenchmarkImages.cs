using DnnBrain.Stimuli;

namespace DnnBrain.Benchmarks;

/// <summary>The JPEGs that extractions are timed on.</summary>
internal static class BenchmarkImages
{
    /// <summary>As many different files as there are.</summary>
    public const int FileCount = 512;

    /// <summary>Stimuli of about 500 × 375 pixels; beyond the number of files they begin again, under other ids.</summary>
    public static IReadOnlyList<Stimulus> Take(int count)
    {
        string folder = Workspace.Scratch("jpeg");
        if (Directory.GetFiles(folder).Length != FileCount
            && PeerProcess.Python("jpeg_images.py", 1, folder, FileCount) is null)
        {
            throw new InvalidOperationException("The images are made by benchmarks/peers/jpeg_images.py, which needs Python with NumPy and Pillow.");
        }

        IReadOnlyList<Stimulus> files = StimulusFolder.FromFolder(folder, recurse: false);
        return [.. Enumerable.Range(0, count).Select(i => new Stimulus { Id = $"{i / FileCount}/{files[i % FileCount].Id}", Path = files[i % FileCount].Path })];
    }
}
