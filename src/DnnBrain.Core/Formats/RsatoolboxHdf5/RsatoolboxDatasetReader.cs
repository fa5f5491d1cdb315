using System.Globalization;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.RsatoolboxHdf5;

/// <summary>Reads the measurements that rsatoolbox saves as HDF5 (<c>Dataset.save</c>, <c>TemporalDataset.save</c>).</summary>
/// <remarks>
/// A dataset <c>measurements</c> (observation × channel, or observation × channel × time) and groups of descriptors. A channel is called by
/// the first of <c>name</c>, <c>channel</c>, <c>names</c> and other descriptors of channels that tells all of them apart, else
/// <c>channel_1</c>, …; a time by <c>time</c> in <c>time_descriptors</c>, else its 1-based position. Descriptors that describe the whole
/// are the same in every row.
/// </remarks>
public static class RsatoolboxDatasetReader
{
    internal const string Measurements = "measurements";
    internal const string ObservationDescriptors = "obs_descriptors";
    private const string ChannelDescriptors = "channel_descriptors";
    internal const string TimeDescriptors = "time_descriptors";
    internal const string Time = "time";
    private const string Index = "index";

    private static readonly string[] s_channelNames = ["name", "channel", "names"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every row.</param>
    /// <exception cref="DataFileException">The file is missing or corrupt, or holds no measurements of two or three axes.</exception>
    public static RsatoolboxDataset Read(string path, CancellationToken cancellationToken = default)
    {
        using Hdf5File file = Hdf5File.OpenRead(path);
        if (!file.Contains(Measurements))
        {
            throw new InvalidFileContentException(path, $"there is no '{Measurements}' in it; there {(file.Names().Count == 0 ? "is nothing" : $"are {string.Join(", ", file.Names())}")}. Files of RDMs are for Import-Rdm.");
        }

        using Hdf5Dataset dataset = file.OpenDataset(Measurements);
        if (dataset.Shape.Count is not (2 or 3))
        {
            throw new InvalidFileContentException(path, $"'{Measurements}' has {dataset.Shape.Count} axes; two or three were expected (observation, channel, time).");
        }

        dataset.RequireStoredNumbers();
        (int observations, int channels) = (checked((int)dataset.Shape[0]), checked((int)dataset.Shape[1]));
        int times = dataset.Shape.Count == 3 ? checked((int)dataset.Shape[2]) : 1;
        (string Name, string[] Texts)[] descriptors = [.. ReadAll(file, ObservationDescriptors, observations)];
        string[] channelNames = UniqueNames(file, channels);
        string[] timeNames = dataset.Shape.Count == 3 ? TimeNames(file, times) : [];
        var rows = new List<IReadOnlyList<object>>();
        double[] values = new double[checked(channels * times)];
        for (int i = 0; i < observations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            dataset.Read([i, .. new long[dataset.Shape.Count - 1]], [1, .. dataset.Shape.Skip(1)], values.AsSpan());
            for (int t = 0; t < times; t++)
            {
                rows.Add([
                    .. descriptors.Select(descriptor => descriptor.Texts[i]),
                    .. timeNames.Length == 0 ? Array.Empty<object>() : [timeNames[t]],
                    .. Enumerable.Range(0, channels).Select(c => (object)values[(c * times) + t])]);
            }
        }

        return new RsatoolboxDataset([.. descriptors.Select(d => d.Name), .. timeNames.Length == 0 ? Array.Empty<string>() : [Time], .. channelNames], rows);
    }

    /// <summary>The descriptors of a group that have a value for each thing described.</summary>
    internal static IEnumerable<(string Name, string[] Texts)> ReadAll(Hdf5File file, string name, int count)
    {
        if (!file.Contains(name) || file.Open(name) is not Hdf5Group group)
        {
            yield break;
        }

        using (group)
        {
            foreach (string descriptor in group.Names())
            {
                if (RsatoolboxDescriptors.Read(group, descriptor, count) is { } texts)
                {
                    yield return (descriptor, texts);
                }
            }
        }
    }

    /// <summary>A name for each channel.</summary>
    internal static string[] UniqueNames(Hdf5File file, int count)
    {
        (string Name, string[] Texts)[] all = [.. ReadAll(file, ChannelDescriptors, count).Where(d => d.Name != Index && d.Texts.Distinct(StringComparer.OrdinalIgnoreCase).Count() == count)];
        return all.OrderBy(d => Array.IndexOf(s_channelNames, d.Name) is >= 0 and int place ? place : int.MaxValue).FirstOrDefault().Texts
            ?? [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"channel_{i}"))];
    }

    /// <summary>The times as texts; positions where there are none.</summary>
    internal static string[] TimeNames(Hdf5File file, int count) =>
        ReadAll(file, TimeDescriptors, count).FirstOrDefault(d => d.Name == Time).Texts ?? PositionIds.Create(count);
}
