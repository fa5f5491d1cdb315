// The first story of examples/01-first-comparison.ps1 against the core, without PowerShell: images to a tested comparison with
// brain data. Usage: QuickStart [data folder] [output folder]
using System.Globalization;
using DnnBrain;
using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;
using DnnBrain.Stimuli;

string data = args.Length > 0 ? args[0] : Path.Combine("examples", "data");
string output = args.Length > 1 ? args[1] : Path.Combine("output", "demo");
IRunObserver observer = SilentObserver.Instance;
CancellationToken token = CancellationToken.None;
Directory.CreateDirectory(output);

// Stimuli, and what every layer answers to them: one forward pass, one file.
IReadOnlyList<Stimulus> stimuli = StimulusCsvReader.Read(Path.Combine(data, "fashion.stim.csv"), observer);
using DnnModel model = ModelWeights.Load(ModelCatalog.Get("fashionnet"), path: null, ComputeDevice.Parse("cpu"));
using var file = new ActivationHdf5Writer(Path.Combine(output, "fashionnet.act.h5"), overwrite: true);
IReadOnlyList<Activation> activations = new ActivationExtractor(model, new ExtractionOptions { Layers = ["*_relu", "fc2"] })
    .Extract(stimuli, file, observer, token);

// An RDM a layer, compared with the RDMs of both regions in all subjects.
Rdm[] layers = [.. activations.Select(activation => RdmBuilder.Build(activation, new RdmOptions(), observer, token))];
IReadOnlyList<Rdm> regions = RdmNpzReader.Read(Path.Combine(data, "brain", "brain.rdm.npz"));
var options = new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = 10_000, Seed = 1 } };
IReadOnlyList<RsaComparison> comparisons = RsaComparer.Compare(layers, regions, options, observer, token);

Console.WriteLine("fashionnet and two regions of eight SIMULATED subjects, Spearman, p adjusted by the maximum statistic");
Console.WriteLine();
Console.WriteLine($"{"Layer",-12} {"Region",-8} {"r",6} {"SE",6} {"p",8}  Ceiling");
foreach (RsaComparison c in comparisons)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{c.Name,-12} {c.Region,-8} {c.Correlation,6:F3} {c.StandardError,6:F3} {c.AdjustedPValue,8:G2}  {c.CeilingLower:F2} to {c.CeilingUpper:F2}"));
}
