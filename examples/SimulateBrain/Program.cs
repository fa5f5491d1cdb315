using System.Globalization;
using System.Text.Json;
using DnnBrain;
using DnnBrain.Activations;
using DnnBrain.Brain;
using DnnBrain.Formats.LabelTable;
using DnnBrain.Formats.Nifti;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Formats.Weights;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Rsa;
using DnnBrain.Stimuli;
using SimulateBrain;
using static DnnBrain.Torch.torch;

const string Description = "SIMULATED by DnnBrain";

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [string data, .. string[] rest])
{
    Console.Error.WriteLine("""
        usage: SimulateBrain DATA [FOLDER]   writes simulated brain data for the stimuli of DATA/fashion.stim.csv
        FOLDER is where they go, DATA/brain by default; files that are there are replaced.
        """);
    return 2;
}

string folder = rest.Length > 0 ? rest[0] : Path.Combine(data, "brain");
Directory.CreateDirectory(folder);

// One thread, so that sums have one order whatever the machine.
set_num_threads(1);
var design = new SimulationDesign();
IReadOnlyList<Activation> activations = Extract();
var simulation = new BrainSimulation(design, activations);
WriteMask();
List<Rdm> rdms = [];
for (int subject = 0; subject < design.SubjectCount; subject++)
{
    string file = Path.Combine(folder, $"sub-{subject + 1:D2}.nii.gz");
    NiftiWriter.Write(file, overwrite: true, simulation.Simulate(subject), new NiftiWriteOptions { Description = Description });
    rdms.AddRange(MakeRdms(file, $"sub-{subject + 1:D2}"));
    Console.WriteLine($"{file}: {new FileInfo(file).Length / 1024} kB");
}

RdmNpzWriter.Write(Path.Combine(folder, "brain.rdm.npz"), rdms.OrderBy(rdm => rdm.Name, StringComparer.Ordinal).ToArray(), overwrite: true);
File.WriteAllText(Path.Combine(folder, "truth.json"), JsonSerializer.Serialize(Truth(), new JsonSerializerOptions { WriteIndented = true }) + "\n");
return 0;

IReadOnlyList<Activation> Extract()
{
    IReadOnlyList<Stimulus> stimuli = StimulusCsvReader.Read(Path.Combine(data, "fashion.stim.csv"), SilentObserver.Instance);
    NetworkDefinition definition = ModelCatalog.Get(design.Model);
    using DnnModel model = ModelWeights.Load(definition, path: null, CPU);
    string[] layers = [.. design.Regions.SelectMany(region => region.Layers.Keys).Distinct()];
    using var sink = new MemoryActivationSink();
    return new ActivationExtractor(model, new ExtractionOptions { Layers = layers }).Extract(stimuli, sink, SilentObserver.Instance, CancellationToken.None);
}

void WriteMask()
{
    string file = Path.Combine(folder, "roi.nii.gz");
    var labels = new MemoryBrainVolumes(design.Space, 1, (_, volume) =>
    {
        foreach (SimulatedRegion region in design.Regions)
        {
            foreach (int voxel in region.FindVoxels(design.Space).VoxelIndex)
            {
                volume[voxel] = region.Label;
            }
        }
    });
    NiftiWriter.Write(file, overwrite: true, labels, new NiftiWriteOptions { DataType = NiftiDataType.UInt8, Description = Description });
    File.WriteAllLines(LabelTableReader.PathBeside(file), ["index\tname", .. design.Regions.Select(region => $"{region.Label}\t{region.Name}")]);
}

// From the files, so that whoever makes them again from the images gets the same numbers.
IEnumerable<Rdm> MakeRdms(string file, string subject)
{
    string roi = Path.Combine(folder, "roi.nii.gz");
    BrainMask mask = BrainMask.FromImage(NiftiReader.Read(roi), LabelTableReader.ReadBeside(roi));
    var provenance = new Provenance
    {
        Operation = Description,
        Seed = design.Seed,
        Inputs = [.. new[] { file, roi }.Select(path => InputFile.FromFile(path) with { Path = Path.GetFileName(path) })],
    };
    return BrainPatternReader.Read(NiftiReader.Read(file), mask, mask.Labels, activations[0].StimulusId, subject, SilentObserver.Instance, CancellationToken.None)
        .Select(pattern => RdmBuilder.Build(pattern, new RdmOptions(), SilentObserver.Instance, CancellationToken.None))
        .Select(rdm => new Rdm(rdm.Name, rdm.Metric, rdm.StimulusId, rdm.AsSpan().ToArray(), provenance) { Subject = subject, Source = "SIMULATED" });
}

object Truth() => new
{
    design.Seed,
    design.Model,
    activations[0].Provenance.WeightsSha256,
    design.SubjectCount,
    design.NoiseWidth,
    Regions = design.Regions.Select(region => new { region.Label, region.Name, region.Layers, region.NoiseDeviation, Voxels = region.FindVoxels(design.Space).UnitCount }),
};
