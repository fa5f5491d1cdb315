using DnnBrain.Formats.Mat;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmMat;

/// <summary>Writes RDMs as a MAT-file of version 5 with all that they carry: <c>rdm</c> (n × n × k) and cells of texts.</summary>
public static class RdmMatWriter
{
    /// <summary>Writes RDMs over the same stimuli; the file appears under its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rdms">The RDMs. All are brought to the order of the first one's stimuli, by their ids.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="cancellationToken">Looked at before every RDM; nothing is left behind.</param>
    /// <exception cref="DnnBrainException">
    /// Two RDMs are not about the same stimuli (<c>StimulusMismatch</c>), or all together have more than 2 GiB (<c>VariableTooLarge</c>).
    /// </exception>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), is a folder (<c>PathIsFolder</c>) or its folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public static void Write(string path, IReadOnlyList<Rdm> rdms, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rdms);
        ArgumentOutOfRangeException.ThrowIfZero(rdms.Count, nameof(rdms));
        int n = rdms[0].StimulusCount;
        long length = (long)n * n * rdms.Count;
        double[] values = length <= int.MaxValue / sizeof(double)
            ? new double[length]
            : throw new DnnBrainException("VariableTooLarge", ErrorKind.NotSupported, $"{rdms.Count} RDMs take {length * sizeof(double):N0} bytes; a MAT-file of version 5 holds up to 2 GiB. Write several files, or .rdm.h5.");
        for (int i = 0; i < rdms.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Rdm aligned = rdms[i].HasStimuliOf(rdms[0]) ? rdms[i] : rdms[i].Reorder(rdms[0].StimulusId, rdms[0].Name);
            Buffer.BlockCopy(aligned.ToSquare(), 0, values, i * n * n * sizeof(double), n * n * sizeof(double));
        }

        KeyValuePair<string, MatVariable> Texts(string name, Func<Rdm, string> text) => new(name, MatVariable.FromTexts(rdms.Select(text)));
        MatWriter.Write(path, overwrite,
        [
            new(RdmMatNames.Format, MatVariable.FromText(RdmMatNames.FormatName)),
            new(RdmMatNames.Version, MatVariable.FromNumbers([1, 1], [RdmMatNames.CurrentVersion])),
            new(RdmMatNames.Rdm, MatVariable.FromNumbers(rdms.Count == 1 ? [n, n] : [n, n, rdms.Count], values)),
            new(RdmMatNames.StimulusId, MatVariable.FromTexts(rdms[0].StimulusId)),
            Texts(RdmMatNames.Name, rdm => rdm.Name),
            Texts(RdmMatNames.Subject, rdm => rdm.Subject ?? ""),
            Texts(RdmMatNames.Metric, rdm => rdm.Metric),
            Texts(RdmMatNames.Source, rdm => rdm.Source),
            Texts(RdmMatNames.Provenance, rdm => rdm.Provenance.ToJson()),
            .. rdms.Any(rdm => rdm.Time is not null)
                ? [new KeyValuePair<string, MatVariable>(RdmMatNames.Time, MatVariable.FromNumbers([rdms.Count, 1], [.. rdms.Select(rdm => rdm.Time ?? double.NaN)]))]
                : Array.Empty<KeyValuePair<string, MatVariable>>(),
        ]);
    }
}
