using System.Globalization;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>
/// All 18 layers of AlexNet into an .act.h5, beside DNNBrain's way: a pass a layer in batches of 8, all answers in memory, then
/// h5py with gzip 4.
/// </summary>
internal sealed class LayerFile : IBenchmark
{
    private const int StimulusCount = 128;
    private const double Bar = 4;

    public string Name => "layers";

    public BenchmarkRow Run()
    {
        _ = BenchmarkImages.Take(1);
        (double ours, _) = JobProcess.Start(Name, StimulusCount);
        double? peer = PeerProcess.Python("layer_file.py", get_num_threads(), Workspace.Scratch("jpeg"), StimulusCount, Workspace.Scratch("layers"))
            ?.GetProperty("seconds").GetDouble();
        return new BenchmarkRow(
            $"AlexNet, {StimulusCount} JPEGs of about 500×375, all 18 layers to .act.h5",
            $"{ours:F1} s",
            peer is null ? "–" : $"{peer:F1} s (DNNBrain's way)",
            peer is null ? "–" : $"{peer / ours:F1}",
            $"≥ {Bar}",
            peer is null ? null : peer / ours >= Bar);
    }

    /// <summary>The job.</summary>
    internal sealed class Job : IJob
    {
        public string Name => "layers";

        public void Run(IReadOnlyList<string> arguments)
        {
            IReadOnlyList<Stimuli.Stimulus> stimuli = BenchmarkImages.Take(int.Parse(arguments[0], CultureInfo.InvariantCulture));
            using DnnModel model = DnnModel.Untrained(ModelCatalog.Get("alexnet"), seed: 0, CPU);
            string file = Path.Combine(Workspace.Scratch("layers"), "ours.act.h5");
            using var sink = new ResumableActivationWriter(file, overwrite: true);
            new ActivationExtractor(model, new ExtractionOptions { Layers = ["*"] }).Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None);
        }
    }
}
