using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.StimulusCsv;

/// <summary>
/// Reads DNNBrain's .stim.csv: <c>key=value</c> lines, a line <c>data=</c> with the column names, then comma-separated rows.
/// </summary>
/// <remarks>
/// UTF-8 with or without a byte-order mark, any line ends. Beyond DNNBrain: cells may be quoted (RFC 4180), a value may hold '=',
/// and a relative <c>path</c> starts at the folder of the file, not at the current one.
/// </remarks>
public static class StimulusCsvReader
{
    /// <summary>Whether a path has the ending of a stimulus file.</summary>
    public static bool HasExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(StimulusCsvConstants.Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the stimuli of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="observer">Is told of every row that cannot be used; the others are returned.</param>
    /// <exception cref="StimulusTableException">The header cannot be used (<c>StimulusHeaderInvalid</c>).</exception>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static IReadOnlyList<Stimulus> Read(string path, IRunObserver observer)
    {
        using FileStream stream = InputStream.Open(path);
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        Dictionary<string, string> header = ReadHeader(path, reader, out string dataLine, out int lines);
        StimulusKind kind = Kind(path, header);
        string root = Path.GetFullPath(Required(path, header, StimulusCsvConstants.PathKey), Path.GetDirectoryName(Path.GetFullPath(path))!);
        string[] columns = ReadRows(path, new StringReader(dataLine), lines - 1).FirstOrDefault()?.Cells.Select(c => c.Trim()).ToArray()
            ?? throw HeaderInvalid(path, lines, "the data line names no column.");
        return [.. new StimulusTable(path, columns, [.. ReadRows(path, reader, lines)]).ToStimuli(kind, root, observer)];
    }

    private static Dictionary<string, string> ReadHeader(string path, StreamReader reader, out string dataLine, out int lines)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        lines = 0;
        while (reader.ReadLine() is { } line)
        {
            lines++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            int sign = line.IndexOf('=');
            if (sign <= 0)
            {
                throw HeaderInvalid(path, lines, $"'{Shorten(line)}' is not of the form key=value.");
            }

            string key = line[..sign].Trim();
            string value = line[(sign + 1)..].Trim();
            if (key == StimulusCsvConstants.DataKey)
            {
                dataLine = value;
                return header;
            }

            header[key] = value;
        }

        throw HeaderInvalid(path, lines, $"there is no line '{StimulusCsvConstants.DataKey}=' with the names of the columns.");
    }

    private static IEnumerable<StimulusTableRow> ReadRows(string path, TextReader reader, int linesBefore)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            MaxFieldSize = StimulusCsvConstants.MaximumCellLength,
        };
        using var parser = new CsvParser(reader, configuration, leaveOpen: true);
        while (true)
        {
            try
            {
                if (!parser.Read())
                {
                    yield break;
                }
            }
            catch (CsvHelperException e)
            {
                throw new StimulusTableException("StimulusRowInvalid", ErrorKind.InvalidData, path, linesBefore + parser.RawRow, null, $"the row cannot be read: {FirstLine(e.Message)}", e);
            }

            yield return new StimulusTableRow(linesBefore + parser.RawRow, parser.Record ?? []);
        }
    }

    private static StimulusKind Kind(string path, Dictionary<string, string> header)
    {
        string word = Required(path, header, StimulusCsvConstants.TypeKey);
        foreach ((string name, StimulusKind kind) in StimulusCsvConstants.Types)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        throw HeaderInvalid(path, 0, $"type '{Shorten(word)}' is not one of {string.Join(", ", StimulusCsvConstants.Types.Select(t => t.Word))}.");
    }

    private static string Required(string path, Dictionary<string, string> header, string key) =>
        header.TryGetValue(key, out string? value) && value.Length > 0
            ? value
            : throw HeaderInvalid(path, 0, $"there is no line '{key}=' before the data line; found: {(header.Count == 0 ? "none" : string.Join(", ", header.Keys))}.");

    private static StimulusTableException HeaderInvalid(string path, int line, string reason) =>
        new("StimulusHeaderInvalid", ErrorKind.InvalidData, path, line, null, reason);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');
}
