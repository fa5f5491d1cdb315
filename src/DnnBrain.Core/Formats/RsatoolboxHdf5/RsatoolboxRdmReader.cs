using System.Globalization;
using DnnBrain.Activations.Epochs;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RsatoolboxHdf5;

/// <summary>Reads the RDMs that rsatoolbox saves as HDF5 (<c>RDMs.save(file_type='hdf5')</c>).</summary>
/// <remarks>
/// A dataset <c>dissimilarities</c> (RDM × pair), a text <c>dissimilarity_measure</c>, and groups of descriptors. The name of an RDM is its
/// <c>name</c>, <c>roi</c>, <c>ROI</c>, <c>layer</c> or <c>task</c> in <c>rdm_descriptors</c>, else the file's; its subject
/// is <c>subject</c>, <c>participant</c> or <c>subj</c>. Ids are the first of <c>stimulus_id</c>, <c>stimulus</c>, <c>stimuli</c>, <c>conds</c>,
/// <c>conditions</c>, <c>name</c> and other descriptors of patterns that tell all of them apart; with <c>index</c> alone they are positions.
/// </remarks>
public static class RsatoolboxRdmReader
{
    private const string Dissimilarities = "dissimilarities";
    private const string Measure = "dissimilarity_measure";
    private const string RdmDescriptors = "rdm_descriptors";
    private const string PatternDescriptors = "pattern_descriptors";
    private const string Index = "index";

    private static readonly string[] s_names = ["name", "roi", "ROI", "layer", "task"];
    private static readonly string[] s_subjects = ["subject", "participant", "subj"];
    private static readonly string[] s_ids = ["stimulus_id", "stimulus", "stimuli", "conds", "conditions", "name"];

    /// <summary>True when the file is HDF5 with a dataset of dissimilarities.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool CanRead(string path)
    {
        if (!Hdf5File.IsHdf5(path))
        {
            return false;
        }

        using Hdf5File file = Hdf5File.OpenRead(path);
        return file.Contains(Dissimilarities) && !file.HasAttribute(RdmHdf5Attributes.Type);
    }

    /// <summary>Reads all RDMs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every RDM.</param>
    /// <exception cref="DataFileException">The file is missing or corrupt, or has a number of values that is no triangle.</exception>
    public static IReadOnlyList<Rdm> Read(string path, CancellationToken cancellationToken = default)
    {
        using Hdf5File file = Hdf5File.OpenRead(path);
        using Hdf5Dataset dataset = file.OpenDataset(Dissimilarities);
        if (dataset.Shape.Count != 2)
        {
            throw new InvalidFileContentException(path, $"'{Dissimilarities}' has {dataset.Shape.Count} axes; two were expected (RDM, pair).");
        }

        dataset.RequireStoredNumbers();
        int n = CondensedForm.StimulusCount(dataset.Shape[1], path, Dissimilarities);
        int count = checked((int)dataset.Shape[0]);
        string[]? ids = ReadIds(file, n);
        Provenance provenance = PositionIds.UnknownProvenance("Import-Rdm", path, ids is null) with { Inputs = [InputFile.FromFile(path)] };
        ids ??= PositionIds.Create(n);
        (string[]? names, string[]? subjects, double[]? times) = ReadLabels(file, count);
        string metric = file.HasAttribute(Measure) ? file.ReadText(Measure)! : RdmHdf5Reader.UnknownMetric;
        var rdms = new List<Rdm>();
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] values = new double[dataset.Shape[1]];
            dataset.Read(new long[] { i, 0 }, new long[] { 1, values.Length }, values.AsSpan());
            string name = names?[i] ?? Path.GetFileNameWithoutExtension(path);
            rdms.Add(new Rdm(times is null ? name : TimeBins.NameOf(name, times[i]), metric, ids, values, provenance)
            {
                Source = Path.GetFileName(path),
                Subject = subjects?[i],
                Time = times?[i],
            });
        }

        return rdms;
    }

    private static string[]? ReadIds(Hdf5File file, int count)
    {
        if (!file.Contains(PatternDescriptors) || file.Open(PatternDescriptors) is not Hdf5Group group)
        {
            return null;
        }

        using (group)
        {
            return s_ids.Concat(group.Names().Where(name => name != Index))
                .Select(name => RsatoolboxDescriptors.Read(group, name, count))
                .FirstOrDefault(ids => ids is not null && ids.Distinct(StringComparer.Ordinal).Count() == count);
        }
    }

    private static (string[]? Names, string[]? Subjects, double[]? Times) ReadLabels(Hdf5File file, int count)
    {
        if (!file.Contains(RdmDescriptors) || file.Open(RdmDescriptors) is not Hdf5Group group)
        {
            return (null, null, null);
        }

        using (group)
        {
            double[]? times = RsatoolboxDescriptors.Read(group, "time", count)?
                .Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double time) ? time : double.NaN).ToArray();
            return (RsatoolboxDescriptors.ReadFirst(group, s_names, count), RsatoolboxDescriptors.ReadFirst(group, s_subjects, count), times?.All(double.IsFinite) == true ? times : null);
        }
    }
}
