using System.Globalization;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.RsatoolboxHdf5;

/// <summary>A group of descriptors: for each name as many texts or numbers as there are things described.</summary>
internal static class RsatoolboxDescriptors
{
    /// <summary>Reads a descriptor as texts; null where there is none, or none for each thing.</summary>
    /// <param name="group">The group.</param>
    /// <param name="name">The descriptor.</param>
    /// <param name="count">The number of things described.</param>
    public static string[]? Read(Hdf5Group group, string name, int count)
    {
        string[]? texts = ReadAttribute(group, name) ?? ReadDataset(group, name);
        return texts?.Length == count ? texts : null;
    }

    /// <summary>The first of some descriptors that is there.</summary>
    public static string[]? ReadFirst(Hdf5Group group, IEnumerable<string> names, int count) =>
        names.Select(name => Read(group, name, count)).FirstOrDefault(texts => texts is not null);

    private static string[]? ReadAttribute(Hdf5Group group, string name)
    {
        if (!group.HasAttribute(name))
        {
            return null;
        }

        try
        {
            return group.ReadTexts(name);
        }
        catch (InvalidFileContentException)
        {
            // A number that describes: it names a subject as well as a text does.
            return group.ReadNumbers(name)?.Select(Format).ToArray();
        }
    }

    private static string[]? ReadDataset(Hdf5Group group, string name)
    {
        if (!group.Contains(name))
        {
            return null;
        }

        using Hdf5Object? item = group.Open(name);
        if (item is not Hdf5Dataset dataset || dataset.IsNull || dataset.Shape.Count > 1)
        {
            return null;
        }

        if (dataset.ReadTexts() is { } texts)
        {
            return texts;
        }

        if (!dataset.IsNumeric)
        {
            return null;
        }

        dataset.RequireStoredNumbers();
        double[] numbers = new double[Hdf5Shape.ElementCount([.. dataset.Shape], dataset.FilePath)];
        dataset.Read<double>(new long[dataset.Shape.Count], [.. dataset.Shape], numbers);
        return [.. numbers.Select(Format)];
    }

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
