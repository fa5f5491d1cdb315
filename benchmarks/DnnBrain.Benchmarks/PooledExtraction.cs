using System.Diagnostics;
using DnnBrain.Activations;
using DnnBrain.Formats.Safetensors;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Stimuli;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>
/// One pooled layer of a network: our whole job, from files to values, beside a bare PyTorch loop that has its tensors in memory.
/// Both have the same weights.
/// </summary>
/// <param name="name">The network, by our name and torchvision's.</param>
/// <param name="layer">The layer, by PyTorch's path.</param>
/// <param name="rounds">How often both are timed, in turns; the best of each counts.</param>
internal sealed class PooledExtraction(string name, string layer, int rounds) : IBenchmark
{
    private const int ImageCount = 512;
    private const double Bar = 0.95;

    // A loop over tensors needs no more images for a steady figure; both sides say images a second.
    private const int PeerImageCount = 256;

    public string Name => name;

    public BenchmarkRow Run()
    {
        IReadOnlyList<Stimulus> stimuli = BenchmarkImages.Take(ImageCount);
        using DnnModel model = DnnModel.Untrained(ModelCatalog.Get(name), seed: 0, CPU);
        string weights = Path.Combine(Workspace.Scratch("weights"), $"{name}.safetensors");
        SafetensorsWriter.Write(weights, overwrite: true, [.. model.Parameters.Select(p => SafetensorsTensor.FromSingle(p.Key, p.Value.shape, p.Value.AsReadOnlySpan<float>()))]);
        var extractor = new ActivationExtractor(model, new ExtractionOptions { Layers = [layer], Pooling = Pooling.Max });
        Extract(extractor, [.. stimuli.Take(64)]);
        double ours = 0;
        double peer = 0;

        // In turns, and the best of each: what else the machine does can only make a round slower.
        for (int round = 0; round < rounds; round++)
        {
            foreach (int batch in new[] { 32, 64 })
            {
                ours = Math.Max(ours, ImageCount / Extract(extractor, stimuli).TotalSeconds);
                if (PeerProcess.Python("pooled_layer.py", get_num_threads(), name, layer, weights, PeerImageCount, batch) is { } result)
                {
                    peer = Math.Max(peer, result.GetProperty("images_per_second").GetDouble());
                }
            }
        }

        return new BenchmarkRow(
            $"{name}, {ImageCount} JPEGs of about 500×375, pooled {layer}, files to values",
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
}
