using DnnBrain.Activations;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Rsa;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>
/// The correlation RDM of AlexNet's conv1 without its values, beside the two things that have to be done in any case: the
/// extraction (into nothing), and the product of all patterns in float64, in memory.
/// </summary>
internal sealed class GramStreaming : IBenchmark
{
    private const int StimulusCount = 2_000;
    private const double Bar = 1.5;
    private const double BarBytes = 2e9;
    private const string Streamed = "gram";
    private const string Forward = "forward";

    public string Name => "gram";

    public BenchmarkRow Run()
    {
        _ = BenchmarkImages.Take(1);
        (double streamed, long peak) = JobProcess.Start(Name, Streamed, StimulusCount);
        (double forward, _) = JobProcess.Start(Name, Forward, StimulusCount);
        double? product = PeerProcess.Python("gram_product.py", get_num_threads(), StimulusCount, 64 * 55 * 55)?.GetProperty("seconds").GetDouble();
        double? ratio = streamed / (forward + product);
        return new BenchmarkRow(
            $"correlation RDM of AlexNet conv1 (193,600 units), {StimulusCount:N0} JPEGs, by Gram streaming",
            $"{streamed:F1} s, peak {peak / 1e9:F2} GB",
            product is null ? $"{forward:F1} s (extraction alone)" : $"{forward:F1} s (extraction alone) + {product:F1} s (bare product, PyTorch)",
            ratio is null ? "–" : $"{ratio:F2}",
            $"≤ {Bar}, < {BarBytes / 1e9:F0} GB",
            ratio is null ? null : ratio <= Bar && peak < BarBytes);
    }

    /// <summary>The job, and the same without the products.</summary>
    internal sealed class Job : IJob
    {
        public string Name => "gram";

        public void Run(IReadOnlyList<string> arguments)
        {
            IReadOnlyList<Stimuli.Stimulus> stimuli = BenchmarkImages.Take(int.Parse(arguments[1], System.Globalization.CultureInfo.InvariantCulture));
            using DnnModel model = DnnModel.Untrained(ModelCatalog.Get("alexnet"), seed: 0, CPU);
            var extractor = new ActivationExtractor(model, new ExtractionOptions { Layers = ["conv1"] });
            if (arguments[0] == Forward)
            {
                using var nothing = new DiscardingSink();
                extractor.Extract(stimuli, nothing, SilentObserver.Instance, CancellationToken.None);
                return;
            }

            using var sink = new ActivationGramSink(1L << 28, Path.GetTempPath(), SilentObserver.Instance, CancellationToken.None);
            extractor.Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None);
            GramRdmBuilder.Build(sink.Result[0], new RdmOptions(), SilentObserver.Instance);
        }
    }
}
