using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;

namespace DnnBrain.Formats.ActivationCsv;

/// <summary>
/// Writes the activations of one layer as a table, UTF-8, '\n': <c>stimulus_id</c> and a column a unit, called by the channel's
/// number, or by <c>channel.row.column</c> in a map, counted from 1. Where the axes are others, their names go along:
/// <c>feature3.token1</c>, <c>head1.query2.key3</c>. Numbers have as many digits as it takes to get the same bits back.
/// </summary>
public static class ActivationCsvWriter
{
    /// <summary>Writes a file; it appears under its name when it is whole. Network, layer and provenance are not kept.</summary>
    /// <exception cref="DnnBrainException">There are several layers (<c>LayerAmbiguous</c>).</exception>
    /// <exception cref="DataFileException">The file exists (<c>FileExists</c>) or its folder is missing (<c>FolderNotFound</c>).</exception>
    public static void Write(string path, IReadOnlyList<Activation> activations, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        Activation activation = OneLayer.Require(activations, ".csv");
        AtomicFile.Write(path, overwrite, stream =>
        {
            using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            writer.Write("stimulus_id");
            foreach (string name in UnitColumns.Of(activation.Shape).Names())
            {
                writer.Write(',');
                writer.Write(name);
            }

            writer.WriteLine();
            float[] row = new float[activation.UnitCount];
            for (int i = 0; i < activation.Shape.Stimuli; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                activation.Read(i, 1, row);
                writer.Write(Quote(activation.StimulusId[i]));
                foreach (float value in row)
                {
                    writer.Write(',');
                    writer.Write(Format(value));
                }

                writer.WriteLine();
            }
        });
    }

    // pandas, NumPy and R read these words; the invariant culture's Infinity is not among R's.
    private static string Format(float value) =>
        float.IsNaN(value) ? "nan"
        : float.IsPositiveInfinity(value) ? "inf"
        : float.IsNegativeInfinity(value) ? "-inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string id) =>
        id.AsSpan().ContainsAny(",\"\r\n") || id.Length == 0 || char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1])
            ? "\"" + id.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : id;
}
