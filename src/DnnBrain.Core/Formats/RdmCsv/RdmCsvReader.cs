using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmCsv;

/// <summary>Reads RDMs from tables with commas, semicolons or tabs: one line a pair, or a square matrix.</summary>
/// <remarks>
/// <para>
/// A table of pairs has the columns <c>stimulus1</c>, <c>stimulus2</c> and <c>dissimilarity</c>, and may have <c>name</c>,
/// <c>source</c>, <c>subject</c>, <c>metric</c> and <c>time</c> (in seconds), which tell RDMs apart; the case of names does not matter.
/// Stimuli come in the order in which they first occur; a pair that no line is about is NaN.
/// </para>
/// <para>
/// A square matrix has the ids in its first line and first column, in one order, or only numbers; then the ids are the positions.
/// It must be symmetric with zeros on its diagonal. An empty cell, <c>nan</c> and <c>NA</c> are NaN. The table is read whole.
/// </para>
/// </remarks>
public static class RdmCsvReader
{
    private const int MaximumCellLength = 1 << 16;
    private static readonly string[] s_delimiters = [",", ";", "\t"];

    /// <summary>Whether a path has the ending of a table.</summary>
    public static bool HasExtension(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";

    /// <summary>Reads all RDMs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every line.</param>
    /// <exception cref="InvalidFileContentException">
    /// The table has neither form, a cell is no number, or a pair has two values; the message names the line.
    /// </exception>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static IReadOnlyList<Rdm> Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        List<string[]> rows = ReadRows(path, cancellationToken);
        if (rows.Count == 0)
        {
            throw new InvalidFileContentException(path, "the table is empty.");
        }

        string[] header = [.. rows[0].Select(cell => cell.Trim().ToLowerInvariant())];
        return header.Contains(RdmCsvColumns.First) || header.Contains(RdmCsvColumns.Value)
            ? ReadPairs(path, header, rows)
            : [ReadSquare(path, rows)];
    }

    private static List<string[]> ReadRows(string path, CancellationToken cancellationToken)
    {
        using FileStream stream = InputStream.Open(path, 1 << 16);
        using var text = new StreamReader(stream, System.Text.Encoding.UTF8);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            MaxFieldSize = MaximumCellLength,
            DetectDelimiter = true,
            DetectDelimiterValues = s_delimiters,
        };
        using var parser = new CsvParser(text, configuration);
        var rows = new List<string[]>();
        try
        {
            while (parser.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows.Add(parser.Record!);
            }
        }
        catch (CsvHelperException e)
        {
            throw new InvalidFileContentException(path, $"line {parser.RawRow} is no row of a table: {e.Message.Split('\n')[0].Trim()}", e);
        }

        return rows;
    }

    private static List<Rdm> ReadPairs(string path, string[] header, List<string[]> rows)
    {
        int Column(string name, bool required)
        {
            int index = Array.IndexOf(header, name);
            return index >= 0 || !required
                ? index
                : throw new InvalidFileContentException(path, $"there is no column '{name}'; there are {string.Join(", ", header)}.");
        }

        (int first, int second, int value) = (Column(RdmCsvColumns.First, true), Column(RdmCsvColumns.Second, true), Column(RdmCsvColumns.Value, true));
        int[] labels = [.. new[] { RdmCsvColumns.Name, RdmCsvColumns.Source, RdmCsvColumns.Subject, RdmCsvColumns.Metric, RdmCsvColumns.Time }.Select(name => Column(name, false))];
        var tables = new Dictionary<(string, string, string, string, double?), RdmCsvPairs>();
        for (int row = 1; row < rows.Count; row++)
        {
            string[] cells = rows[row];
            if (cells.Length != header.Length)
            {
                throw new InvalidFileContentException(path, $"row {row + 1} has {cells.Length} cells; {header.Length} were expected.");
            }

            string Label(int k) => labels[k] < 0 ? "" : cells[labels[k]];
            double? time = Label(4).Trim().Length == 0 ? null : Number(path, row, Label(4));
            (string, string, string, string, double?) key = (Label(0), Label(1), Label(2), Label(3), time is { } seconds && double.IsNaN(seconds) ? null : time);
            if (!tables.TryGetValue(key, out RdmCsvPairs? pairs))
            {
                tables[key] = pairs = new RdmCsvPairs(path);
            }

            pairs.Add(row + 1, cells[first], cells[second], Number(path, row, cells[value]));
        }

        Provenance provenance = Unknown(path, byPosition: false);
        return tables.Count == 0
            ? throw new InvalidFileContentException(path, "there is no pair of stimuli in the table.")
            : [.. tables.Select(table => new Rdm(
                table.Key.Item1.Length == 0 ? Path.GetFileNameWithoutExtension(path) : table.Key.Item1,
                table.Key.Item4.Length == 0 ? RdmHdf5Reader.UnknownMetric : table.Key.Item4,
                table.Value.StimulusId,
                table.Value.ToCondensed(),
                provenance)
            {
                Source = table.Key.Item2.Length == 0 ? Path.GetFileName(path) : table.Key.Item2,
                Subject = table.Key.Item3.Length == 0 ? null : table.Key.Item3,
                Time = table.Key.Item5,
            })];
    }

    private static Rdm ReadSquare(string path, List<string[]> rows)
    {
        bool labelled = !rows[0].All(IsNumber) || rows.Count == rows[0].Length + 1 || rows[0][0].Length == 0;
        int n = labelled ? rows.Count - 1 : rows.Count;
        int skip = labelled ? 1 : 0;
        string[]? ids = labelled ? [.. rows[0].Skip(rows[0].Length - n)] : null;
        double[] square = new double[(long)n * n];
        for (int i = 0; i < n; i++)
        {
            string[] cells = rows[i + skip];
            bool named = labelled && cells.Length == n + 1;
            if (!named && cells.Length != n)
            {
                throw new InvalidFileContentException(path, $"row {i + skip + 1} has {cells.Length} cells; a square matrix of {n} stimuli has {n}, or one more with the id. A table of pairs has the columns {string.Join(", ", RdmCsvColumns.All)}.");
            }

            if (named && cells[0] != ids![i])
            {
                throw new InvalidFileContentException(path, $"row {i + skip + 1} is about '{cells[0]}', but column {i + 1} is about '{ids![i]}'; rows and columns must be in one order.");
            }

            for (int j = 0; j < n; j++)
            {
                square[(i * n) + j] = Number(path, i + skip, cells[j + (named ? 1 : 0)]);
            }
        }

        return new RdmStack(NpyArray.FromDouble(square, n, n), path, "the table").ToRdms(ids, Path.GetFileNameWithoutExtension(path), CancellationToken.None).Single();
    }

    private static Provenance Unknown(string path, bool byPosition) =>
        PositionIds.UnknownProvenance("Import-Rdm", path, byPosition) with { Inputs = [InputFile.FromFile(path)] };

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Number(string path, int row, string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : cell.Trim().ToUpperInvariant() is "" or "NA" or "NAN" ? double.NaN
        : throw new InvalidFileContentException(path, $"'{(cell.Length > 60 ? cell[..60] + "…" : cell)}' in row {row + 1} is no number.");
}
