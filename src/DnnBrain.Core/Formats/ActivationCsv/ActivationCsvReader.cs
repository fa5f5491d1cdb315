using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;

namespace DnnBrain.Formats.ActivationCsv;

/// <summary>Reads the activations of one layer from a table: a row a stimulus, a column a unit.</summary>
/// <remarks>
/// <para>
/// With commas, a first line of names and the ids in the first column, as DnnBrain and pandas write it; a table of numbers without
/// names has no ids. Columns called <c>channel.row.column</c>, counted from 1, give a map its shape, and such as
/// <c>feature3.token1</c> its axes too. An empty cell is NaN.
/// </para>
/// <para>With spaces (NumPy's savetxt, .txt): numbers alone. Ids then stand beside the file (<see cref="ActivationNpy.ActivationNpyReader"/>).</para>
/// <para>The table is read whole, as singles rounded to the nearest.</para>
/// </remarks>
public static class ActivationCsvReader
{
    private const int MaximumCellLength = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stimulusId">The ids of the rows; null for those of the file, or beside it.</param>
    /// <param name="layer">The layer's name; the file's by default.</param>
    /// <param name="cancellationToken">Looked at before every row.</param>
    /// <exception cref="InvalidFileContentException">
    /// A row is shorter or longer than the first, or a cell is no number; the message names it.
    /// </exception>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    /// <exception cref="DnnBrainException">
    /// The ids are not as many as the rows (<c>ShapeMismatch</c>), or one occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static Activation Read(
        string path, IReadOnlyList<string>? stimulusId = null, string? layer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = InputStream.Open(path, 1 << 16);
        using var text = new StreamReader(stream, System.Text.Encoding.UTF8);
        bool isSpaced = path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        var table = new ActivationTable(path);
        foreach (string[] cells in isSpaced ? SpacedRows(text) : Rows(text, path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.Add(cells);
        }

        (ActivationShape shape, float[] values, string[]? ids) = table.Finish();
        return ForeignActivation.Create(
            path, layer ?? ForeignActivation.NameOf(path), stimulusId ?? ids ?? StimulusList.FindBeside(path, shape.Stimuli), new MemoryActivationValues(shape, values));
    }

    private static IEnumerable<string[]> Rows(StreamReader text, string path)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, IgnoreBlankLines = true, MaxFieldSize = MaximumCellLength };
        using var parser = new CsvParser(text, configuration, leaveOpen: true);
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
                throw new InvalidFileContentException(path, $"line {parser.RawRow} is no row of a table: {e.Message.Split('\n')[0].Trim()}", e);
            }

            yield return parser.Record!;
        }
    }

    private static IEnumerable<string[]> SpacedRows(StreamReader text)
    {
        while (text.ReadLine() is { } line)
        {
            int comment = line.IndexOf('#');
            string[] cells = (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length > 0)
            {
                yield return cells;
            }
        }
    }
}
