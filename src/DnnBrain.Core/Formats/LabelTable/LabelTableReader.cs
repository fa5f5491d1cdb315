using System.Globalization;

namespace DnnBrain.Formats.LabelTable;

/// <summary>
/// Reads the names of a mask's regions: a tab-separated table with at least the columns <c>index</c> and <c>name</c>, as BIDS
/// has them for discrete segmentations (https://bids-specification.readthedocs.io, "Common image-derived labels").
/// </summary>
public static class LabelTableReader
{
    private const string IndexColumn = "index";
    private const string NameColumn = "name";

    private static readonly string[] s_imageExtensions = [".nii.gz", ".nii"];

    /// <summary>Where the table of a mask is looked for: beside it, with the same name but .tsv.</summary>
    /// <param name="imagePath">The path of the mask.</param>
    public static string PathBeside(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        string extension = s_imageExtensions.FirstOrDefault(e => imagePath.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? Path.GetExtension(imagePath);
        return imagePath[..^extension.Length] + ".tsv";
    }

    /// <summary>Reads the table of a mask, where there is one.</summary>
    /// <param name="imagePath">The path of the mask.</param>
    /// <returns>Names by number; empty without a table.</returns>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyDictionary<int, string> ReadBeside(string imagePath)
    {
        string path = PathBeside(imagePath);
        return File.Exists(path) ? Read(path) : new Dictionary<int, string>();
    }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The .tsv.</param>
    /// <returns>Names by number, in the order of the file.</returns>
    /// <exception cref="InvalidFileContentException">
    /// A column is missing, a number is not whole, or a number or a name (but for case) occurs twice.
    /// </exception>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static IReadOnlyDictionary<int, string> Read(string path)
    {
        using FileStream stream = InputStream.Open(path);
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        string[] columns = reader.ReadLine()?.Split('\t') ?? [];
        int index = Column(path, columns, IndexColumn);
        int name = Column(path, columns, NameColumn);
        var names = new Dictionary<int, string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int lineNumber = 1;
        while (reader.ReadLine() is { } line)
        {
            lineNumber++;
            if (line.Length == 0)
            {
                continue;
            }

            string[] cells = line.Split('\t');
            if (cells.Length != columns.Length)
            {
                throw Invalid(path, lineNumber, $"has {cells.Length} cells, but the table has {columns.Length} columns.");
            }

            if (!int.TryParse(cells[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            {
                throw Invalid(path, lineNumber, $"has the index '{cells[index]}'; a whole number was expected.");
            }

            if (!names.TryAdd(number, cells[name]) || !seen.Add(cells[name]))
            {
                throw Invalid(path, lineNumber, $"repeats an index or a name: {number}, '{cells[name]}'.");
            }
        }

        return names;
    }

    private static int Column(string path, string[] columns, string wanted)
    {
        int position = Array.IndexOf(columns, wanted);
        return position >= 0
            ? position
            : throw Invalid(path, 1, $"names the columns {string.Join(", ", columns)}; the columns {IndexColumn} and {NameColumn}, separated by tabs, were expected.");
    }

    private static InvalidFileContentException Invalid(string path, int line, string reason) => new(path, $"line {line} {reason}");
}
