using System.Globalization;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Formats.RsatoolboxHdf5;

namespace DnnBrain.Formats.EpochFiles;

/// <summary>
/// Reads a temporal dataset of rsatoolbox (<c>TemporalDataset.save</c>): measurements of observation × channel × time, and their
/// descriptors.
/// </summary>
internal static class RsatoolboxEpochReader
{
    private const string Descriptors = "descriptors";

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">It is missing or damaged, or its measurements do not have three axes.</exception>
    public static EpochArray Read(string path, CancellationToken token)
    {
        using Hdf5File file = Hdf5File.OpenRead(path);
        if (!file.Contains(RsatoolboxDatasetReader.Measurements))
        {
            throw new InvalidFileContentException(path, $"there is no '{RsatoolboxDatasetReader.Measurements}' in it; there {(file.Names().Count == 0 ? "is nothing" : $"are {string.Join(", ", file.Names())}")}.");
        }

        using Hdf5Dataset dataset = file.OpenDataset(RsatoolboxDatasetReader.Measurements);
        if (dataset.Shape.Count != 3)
        {
            throw new InvalidFileContentException(path, $"'{RsatoolboxDatasetReader.Measurements}' has {dataset.Shape.Count} axes; three were expected (observation, channel, time). Import-RsaDataset reads measurements without time.");
        }

        dataset.RequireStoredNumbers();
        int count = checked((int)Hdf5Shape.ElementCount([.. dataset.Shape], path));
        int[] shape = [.. dataset.Shape.Select(size => (int)size)];
        float[] values = new float[count];
        int row = shape[1] * shape[2];
        for (int i = 0; i < shape[0]; i++)
        {
            token.ThrowIfCancellationRequested();
            dataset.Read([i, 0, 0], [1, shape[1], shape[2]], values.AsSpan(i * row, row));
        }

        string[] times = RsatoolboxDatasetReader.ReadAll(file, RsatoolboxDatasetReader.TimeDescriptors, shape[2])
            .FirstOrDefault(d => d.Name == RsatoolboxDatasetReader.Time).Texts ?? [];
        double[] time = [.. times.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double t) ? t : double.NaN)];
        return new EpochArray(path, shape, values, firstFastest: false)
        {
            Axis = [EpochAxis.Trial, EpochAxis.Sensor, EpochAxis.Time],
            Subject = Subject(file),
            Time = time.Length == 0 ? null : time,
            Sensor = RsatoolboxDatasetReader.UniqueNames(file, shape[1]),
            Descriptor = [.. RsatoolboxDatasetReader.ReadAll(file, RsatoolboxDatasetReader.ObservationDescriptors, shape[0])],
        };
    }

    private static string? Subject(Hdf5File file)
    {
        using Hdf5Object? descriptors = file.Contains(Descriptors) ? file.Open(Descriptors) : null;
        return descriptors is Hdf5Group group && group.HasAttribute("subject") ? group.ReadText("subject") : null;
    }
}
