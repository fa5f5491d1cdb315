using System.Globalization;
using DnnBrain.Activations;

namespace DnnBrain.Formats.MaskCsv;

/// <summary>
/// Reads DNNBrain's .dmask.csv: a line <c>layer=</c> with none to three of the words chn, row, col, then for each word a line of
/// comma-separated 1-based numbers.
/// </summary>
/// <remarks>
/// Beyond DNNBrain: blank lines, spaces, a byte-order mark and a trailing comma are no error; a line that belongs to nothing, and a layer
/// that comes twice, are.
/// </remarks>
public static class MaskCsvReader
{
    /// <summary>The ending of a mask file.</summary>
    public const string Extension = ".dmask.csv";

    internal static readonly IReadOnlyList<string> Axes = ["chn", "row", "col"];

    /// <summary>Longest line: a layer has fewer channels than that has digits.</summary>
    private const int LongestLine = 1 << 22;

    /// <summary>Reads the masks of a file, one a layer, in its order.</summary>
    /// <exception cref="InvalidFileContentException">A line cannot be used; the message names it.</exception>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static IReadOnlyList<DnnMask> Read(string path)
    {
        using FileStream stream = InputStream.Open(path);
        if (stream.Length > LongestLine)
        {
            throw new InvalidFileContentException(path, $"{stream.Length:N0} bytes are more than a mask file has.");
        }

        using var reader = new StreamReader(stream);
        var lines = new List<(int Number, string Text)>();
        for (int number = 1; reader.ReadLine() is { } text; number++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                lines.Add((number, text.Trim()));
            }
        }

        var masks = new List<DnnMask>();
        for (int i = 0; i < lines.Count;)
        {
            DnnMask mask = ReadLayer(path, lines, ref i);
            masks.Add(masks.All(m => m.Layer != mask.Layer) ? mask : throw new InvalidFileContentException(path, $"layer '{mask.Layer}' comes twice."));
        }

        return masks.Count > 0 ? masks : throw new InvalidFileContentException(path, "there is no line of the form layer=.");
    }

    private static DnnMask ReadLayer(string path, List<(int Number, string Text)> lines, ref int next)
    {
        (int number, string text) = lines[next++];
        int sign = text.IndexOf('=');
        if (sign <= 0)
        {
            throw new InvalidFileContentException(path, $"line {number}: a line of the form layer= was expected.");
        }

        string layer = text[..sign].Trim();
        var indices = new int[]?[Axes.Count];
        foreach (string word in Split(text[(sign + 1)..]))
        {
            int axis = Axes.ToList().IndexOf(word);
            if (axis < 0 || indices[axis] is not null)
            {
                throw new InvalidFileContentException(path, $"line {number}: '{word}' is not one of {string.Join(", ", Axes)}, each once.");
            }

            indices[axis] = next < lines.Count
                ? ParseNumbers(path, lines[next++])
                : throw new InvalidFileContentException(path, $"the line with the numbers of '{word}' of layer '{layer}' is missing.");
        }

        return new DnnMask(layer, indices[0], indices[1], indices[2]);
    }

    private static int[] ParseNumbers(string path, (int Number, string Text) line)
    {
        int[] numbers = [.. Split(line.Text).Select(cell =>
            int.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number >= 1
                ? number
                : throw new InvalidFileContentException(path, $"line {line.Number}: '{cell}' is not a number from 1 on."))];
        return numbers.Length > 0 ? numbers : throw new InvalidFileContentException(path, $"line {line.Number}: a number is missing.");
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
