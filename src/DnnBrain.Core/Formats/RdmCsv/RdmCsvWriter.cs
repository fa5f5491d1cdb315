using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmCsv;

/// <summary>
/// Writes RDMs as a table with one line a pair: <c>name</c>, <c>source</c>, <c>subject</c>, <c>metric</c>, <c>stimulus1</c>,
/// <c>stimulus2</c>, <c>dissimilarity</c>, and <c>time</c> behind the metric where an RDM has one. Numbers have as many digits as it takes
/// to get the same bits back; provenance is not kept.
/// </summary>
public static class RdmCsvWriter
{
    /// <summary>Writes a file, UTF-8 with '\n'; it appears under its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rdms">The RDMs; they may be about different stimuli.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="cancellationToken">Looked at before every row of a matrix.</param>
    /// <exception cref="DnnBrainException">
    /// Two RDMs have one name, source, subject, metric and time, so that nothing would tell their lines apart (<c>RdmDuplicate</c>).
    /// </exception>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), is a folder (<c>PathIsFolder</c>) or its folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public static void Write(string path, IReadOnlyList<Rdm> rdms, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rdms);
        CheckLabels(rdms);
        bool overTime = rdms.Any(rdm => rdm.Time is not null);
        AtomicFile.Write(path, overwrite, stream =>
        {
            using var text = new StreamWriter(stream, new System.Text.UTF8Encoding(false), 1 << 16, leaveOpen: true);
            using var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
            WriteLine(writer, overTime ? RdmCsvColumns.AllOverTime : RdmCsvColumns.All);
            foreach (Rdm rdm in rdms)
            {
                WriteRdm(writer, rdm, overTime, cancellationToken);
            }
        });
    }

    private static void CheckLabels(IReadOnlyList<Rdm> rdms)
    {
        var labels = new HashSet<(string, string, string, string, double?)>();
        foreach (Rdm rdm in rdms)
        {
            if (!labels.Add((rdm.Name, rdm.Source, rdm.Subject ?? "", rdm.Metric, rdm.Time)))
            {
                throw new DnnBrainException(
                    "RdmDuplicate",
                    ErrorKind.InvalidArgument,
                    $"Two RDMs go by '{rdm.Name}'{(rdm.Subject is null ? "" : $" of '{rdm.Subject}'")}, with one source and metric; nothing in a .csv would tell their lines apart. Write them to files of their own, or as .npz.",
                    rdm.Name);
            }
        }
    }

    private static void WriteRdm(CsvWriter writer, Rdm rdm, bool overTime, CancellationToken cancellationToken)
    {
        string[] labels = [rdm.Name, rdm.Source, rdm.Subject ?? "", rdm.Metric, .. overTime ? [rdm.Time is { } time ? Format(time) : ""] : Array.Empty<string>()];
        ReadOnlySpan<double> values = rdm.AsSpan();
        int k = 0;
        for (int i = 0; i < rdm.StimulusCount; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int j = i + 1; j < rdm.StimulusCount; j++, k++)
            {
                WriteLine(writer, [.. labels, rdm.StimulusId[i], rdm.StimulusId[j], Format(values[k])]);
            }
        }
    }

    private static void WriteLine(CsvWriter writer, IReadOnlyList<string> cells)
    {
        foreach (string cell in cells)
        {
            writer.WriteField(cell);
        }

        writer.NextRecord();
    }

    private static string Format(double value) => double.IsNaN(value) ? "nan" : value.ToString("R", CultureInfo.InvariantCulture);
}
