using System.Diagnostics;
using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Stimuli;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>
/// AlexNet's pooled conv5: our whole job, from files to values, beside a bare PyTorch loop that has its tensors in memory.
/// </summary>
internal sealed class AlexNetExtraction : IBenchmark
{
    private const int ImageCount = 256;
    private const int Rounds = 5;
    private const double Bar = 0.9;

    public string Name => "alexnet";

    public BenchmarkRow Run()
    {
        IReadOnlyList<Stimulus> stimuli = Images();
        using DnnModel model = DnnModel.Untrained(ModelCatalog.Get("alexnet"), seed: 0, CPU);
        var extractor = new ActivationExtractor(model, new ExtractionOptions { Layers = ["conv5"], Pooling = Pooling.Max });
        Extract(extractor, stimuli.Take(64).ToArray());
        double ours = 0;
        double peer = 0;

        // In turns, and the best of each: what else the machine does can only make a round slower.
        for (int round = 0; round < Rounds; round++)
        {
            foreach (int batch in new[] { 32, 64 })
            {
                ours = Math.Max(ours, ImageCount / Extract(extractor, stimuli).TotalSeconds);
                if (PeerProcess.Python("alexnet.py", get_num_threads(), ImageCount, batch) is { } result)
                {
                    peer = Math.Max(peer, result.GetProperty("images_per_second").GetDouble());
                }
            }
        }

        return new BenchmarkRow(
            $"AlexNet, {ImageCount} JPEGs of about 500×375, pooled conv5, files to values",
            $"{ours:F1} images/s",
            peer > 0 ? $"{peer:F1} images/s (bare PyTorch loop, tensors in memory)" : "–",
            peer > 0 ? $"{ours / peer:F2}" : "–",
            $"≥ {Bar}",
            peer > 0 ? ours / peer >= Bar : null);
    }

    private static TimeSpan Extract(ActivationExtractor extractor, IReadOnlyList<Stimulus> stimuli)
    {
        long started = Stopwatch.GetTimestamp();
        using var sink = new MemoryActivationSink();
        extractor.Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None);
        return Stopwatch.GetElapsedTime(started);
    }

    private static IReadOnlyList<Stimulus> Images()
    {
        string folder = Workspace.Scratch("jpeg");
        if (Directory.GetFiles(folder).Length != ImageCount
            && PeerProcess.Python("jpeg_images.py", 1, folder, ImageCount) is null)
        {
            throw new InvalidOperationException("The images are made by benchmarks/peers/jpeg_images.py, which needs Python with NumPy and Pillow.");
        }

        return StimulusFolder.FromFolder(folder, recurse: false);
    }
}
