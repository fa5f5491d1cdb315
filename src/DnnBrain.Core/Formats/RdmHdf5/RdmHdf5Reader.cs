using System.Globalization;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Rsa;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.RdmHdf5;

/// <summary>Reads .rdm.h5, DnnBrain's and DNNBrain's.</summary>
/// <remarks>
/// A file of DNNBrain's carries neither ids nor a metric. Then the ids are the 1-based positions as text (<c>1</c>, <c>2</c>, …),
/// the provenance has the parameter <c>StimulusId = Position</c>, the metric is <c>Unknown</c>, and the RDMs come in natural
/// order of their names. A dataset of several iterations (one a channel) gives one RDM each, called <c>layer:1</c>,
/// <c>layer:2</c>, … NaN is kept.
/// </remarks>
public static class RdmHdf5Reader
{
    /// <summary>The metric of an RDM whose file does not say it.</summary>
    public const string UnknownMetric = "Unknown";

    /// <summary>True when the file begins as an HDF5 file does, whatever its name.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool CanRead(string path) => Hdf5File.IsHdf5(path);

    /// <summary>Reads all RDMs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every dataset.</param>
    /// <exception cref="DataFileException">
    /// The file is missing, corrupt, no .rdm.h5, or has a number of values that is no triangle.
    /// </exception>
    public static IReadOnlyList<Rdm> Read(string path, CancellationToken cancellationToken = default)
    {
        using Hdf5File file = Hdf5File.OpenRead(path);
        RdmHdf5Kind kind = ReadKind(file);
        IReadOnlyList<string> names = file.Names();
        if (!file.HasAttribute(RdmHdf5Attributes.Format))
        {
            names = [.. names.Order(NaturalOrder.Instance)];
        }

        var rdms = new List<Rdm>();
        foreach (string name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using Hdf5Dataset dataset = file.OpenDataset(name);
            rdms.AddRange(ReadDataset(file, dataset, kind));
        }

        return rdms;
    }

    private static RdmHdf5Kind ReadKind(Hdf5File file) => file.ReadText(RdmHdf5Attributes.Type) switch
    {
        RdmHdf5Attributes.NetworkType => RdmHdf5Kind.Network,
        RdmHdf5Attributes.BrainType => RdmHdf5Kind.Brain,
        null => throw new InvalidFileContentException(
            file.FilePath, "it has no attribute 'type'; an .rdm.h5 has one, with the value bRDM or dRDM."),
        string other => throw new InvalidFileContentException(
            file.FilePath, $"its attribute 'type' is '{other}'; bRDM or dRDM was expected."),
    };

    private static List<Rdm> ReadDataset(Hdf5File file, Hdf5Dataset dataset, RdmHdf5Kind kind)
    {
        int axes = kind == RdmHdf5Kind.Network ? 2 : 1;
        if (dataset.Shape.Count != axes)
        {
            throw new InvalidFileContentException(
                file.FilePath,
                $"the dataset '{dataset.Name}' has {dataset.Shape.Count} axes; {(axes == 2 ? "a dRDM has two (iteration, pair)" : "a bRDM has one (pair)")}.");
        }

        dataset.RequireStoredNumbers();
        int n = CondensedForm.StimulusCount(dataset.Shape[^1], file.FilePath, dataset.Name);
        string[]? ids = dataset.ReadTexts(RdmHdf5Attributes.StimulusId) ?? file.ReadTexts(RdmHdf5Attributes.StimulusId);
        if (ids is not null && ids.Length != n)
        {
            throw new InvalidFileContentException(
                file.FilePath, $"the dataset '{dataset.Name}' is about {n} stimuli but has {ids.Length} ids.");
        }

        string? Text(string attribute) => dataset.ReadText(attribute) ?? file.ReadText(attribute);
        Provenance provenance = Text(RdmHdf5Attributes.Provenance) is { } json
            ? Provenance.FromJson(json)
            : PositionIds.UnknownProvenance("Import-Rdm", file.FilePath, ids is null);
        string name = dataset.ReadText(RdmHdf5Attributes.Name) ?? dataset.Name;

        var rdms = new List<Rdm>();
        long iterations = axes == 2 ? dataset.Shape[0] : 1;
        for (long i = 0; i < iterations; i++)
        {
            double[] values = new double[dataset.Shape[^1]];
            dataset.Read(axes == 2 ? [i, 0] : [0], axes == 2 ? [1, values.Length] : [values.Length], values.AsSpan());
            rdms.Add(new Rdm(
                iterations == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{i + 1}"),
                Text(RdmHdf5Attributes.Metric) ?? UnknownMetric,
                ids ?? PositionIds.Create(n),
                values,
                provenance)
            {
                Source = Text(RdmHdf5Attributes.Source) ?? "",
                Subject = dataset.ReadText(RdmHdf5Attributes.Subject),
                Time = dataset.HasAttribute(RdmHdf5Attributes.Time) ? dataset.ReadNumbers(RdmHdf5Attributes.Time) is [var time] ? time : null : null,
            });
        }

        return rdms;
    }
}
