using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Activations.Transforms;
using DnnBrain.Formats.ActivationHdf5;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>100 principal components of a layer in an .act.h5, from opening the file to the scores, beside scikit-learn's default solver.</summary>
internal sealed class PcaFromFile : IBenchmark
{
    private const int Stimuli = 4916;
    private const int Channels = 64;
    private const int Rows = 26;
    private const int Components = 100;
    private const int Rounds = 3;
    private const double Bar = 0.5;
    private const double BarGigabytes = 2;

    public string Name => "pca";

    public BenchmarkRow Run()
    {
        string file = Path.Combine(Workspace.Scratch("pca"), $"{Stimuli}x{Channels}x{Rows}.act.h5");
        if (!File.Exists(file) && PeerProcess.Python("pca.py", get_num_threads(), "make", file, Stimuli, Channels, Rows) is null)
        {
            throw new InvalidOperationException("The layer is made by benchmarks/peers/pca.py, which needs Python with NumPy and h5py.");
        }

        double ours = double.MaxValue;
        double peer = double.NaN;
        double explained = 0;
        double peerExplained = double.NaN;
        double gigabytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            ResetPeak();
            ours = Comparison.Best(ours, () => explained = Fit(file));
            gigabytes = Math.Max(gigabytes, PeakGigabytes());
            if (PeerProcess.Python("pca.py", get_num_threads(), "fit", file, Components) is { } result)
            {
                peer = double.MinNumber(peer, result.GetProperty("seconds").GetDouble());
                peerExplained = result.GetProperty("explained").GetDouble();
            }
        }

        bool compared = double.IsFinite(peer);
        return new BenchmarkRow(
            $"PCA-{Components} of {Stimuli:N0} × {Channels * Rows * Rows:N0} from .act.h5 to scores",
            $"{ours:F2} s, {gigabytes:F2} GB, {explained:P2} of the variance",
            compared ? $"{peer:F2} s, {peerExplained:P2} (scikit-learn)" : "–",
            compared ? $"{ours / peer:F2}" : "–",
            $"≤ {Bar.ToString(CultureInfo.InvariantCulture)}, < {BarGigabytes} GB, no less variance",
            compared ? ours / peer <= Bar && gigabytes < BarGigabytes && explained >= peerExplained : null);
    }

    private static double Fit(string file)
    {
        Activation layer = ActivationHdf5Reader.Read(file)[0];
        var options = new TransformOptions { Method = TransformMethod.Pca, ComponentCount = Components };
        PendingConversion pending = ActivationConverter.FitPending(layer, options, SilentObserver.Instance, CancellationToken.None);
        ActivationConverter.ToMemory(pending, CancellationToken.None);
        return ((PcaTransform)pending.Fit).ExplainedVarianceShare;
    }

    /// <summary>Begins the measurement of the peak anew, after what other benchmarks left is collected.</summary>
    private static void ResetPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private static double PeakGigabytes()
    {
        string? line = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e9;
    }
}
