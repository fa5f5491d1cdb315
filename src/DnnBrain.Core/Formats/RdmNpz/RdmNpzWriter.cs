using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmNpz;

/// <summary>Writes RDMs as .npz with all that they carry, or as .npy with their values alone. The same RDMs give the same bytes.</summary>
public static class RdmNpzWriter
{
    /// <summary>Writes RDMs over the same stimuli; the file appears under its name when it is whole.</summary>
    /// <param name="path">
    /// The file. An .npz holds the condensed values (RDM × pair), ids, names, subjects, metrics, sources and provenance (see
    /// docs/design/formats.md). An .npy holds square matrices only, n × n or, for several, RDM × n × n: no ids, no names.
    /// </param>
    /// <param name="rdms">The RDMs. All are brought to the order of the first one's stimuli, by their ids.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="cancellationToken">Looked at before every RDM; nothing is left behind.</param>
    /// <exception cref="DnnBrainException">
    /// Two RDMs are not about the same stimuli (<c>StimulusMismatch</c>), or all together have more than 2 GiB (<c>RdmTooLarge</c>).
    /// </exception>
    /// <exception cref="DataFileException">
    /// The name ends neither in .npz nor in .npy (<c>FileExtensionInvalid</c>), the file exists (<c>FileExists</c>), is a folder
    /// (<c>PathIsFolder</c>) or its folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public static void Write(string path, IReadOnlyList<Rdm> rdms, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rdms);
        ArgumentOutOfRangeException.ThrowIfZero(rdms.Count, nameof(rdms));
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npz":
                NpzWriter.Write(path, overwrite, MakeMembers(rdms, cancellationToken));
                break;
            case ".npy":
                NpyWriter.Write(path, overwrite, MakeSquares(rdms, cancellationToken));
                break;
            default:
                throw new DataFileException("FileExtensionInvalid", ErrorKind.InvalidArgument, path, "the name ends in .npz, or in .npy for values without ids.");
        }
    }

    private static NpzMember[] MakeMembers(IReadOnlyList<Rdm> rdms, CancellationToken cancellationToken)
    {
        int pairs = rdms[0].AsSpan().Length;
        double[] values = Allocate(rdms.Count, pairs);
        for (int i = 0; i < rdms.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Align(rdms, i).AsSpan().CopyTo(values.AsSpan(i * pairs, pairs));
        }

        NpzMember Texts(string name, Func<Rdm, string> text) => new(name, NpyArray.FromText([.. rdms.Select(text)], rdms.Count));
        return
        [
            new(RdmNpzMembers.Format, NpyArray.FromText([RdmNpzMembers.FormatName])),
            new(RdmNpzMembers.Version, NpyArray.FromInt64([RdmNpzMembers.CurrentVersion])),
            new(RdmNpzMembers.Rdm, NpyArray.FromDouble(values, rdms.Count, pairs)),
            new(RdmNpzMembers.StimulusId, NpyArray.FromText(rdms[0].StimulusId, rdms[0].StimulusCount)),
            Texts(RdmNpzMembers.Name, rdm => rdm.Name),
            Texts(RdmNpzMembers.Subject, rdm => rdm.Subject ?? ""),
            Texts(RdmNpzMembers.Metric, rdm => rdm.Metric),
            Texts(RdmNpzMembers.Source, rdm => rdm.Source),
            Texts(RdmNpzMembers.Provenance, rdm => rdm.Provenance.ToJson()),
            .. rdms.Any(rdm => rdm.Time is not null)
                ? [new NpzMember(RdmNpzMembers.Time, NpyArray.FromDouble([.. rdms.Select(rdm => rdm.Time ?? double.NaN)], rdms.Count))]
                : Array.Empty<NpzMember>(),
        ];
    }

    private static NpyArray MakeSquares(IReadOnlyList<Rdm> rdms, CancellationToken cancellationToken)
    {
        int n = rdms[0].StimulusCount;
        double[] values = Allocate(rdms.Count, (long)n * n);
        for (int i = 0; i < rdms.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Buffer.BlockCopy(Align(rdms, i).ToSquare(), 0, values, checked(i * n * n * sizeof(double)), n * n * sizeof(double));
        }

        return rdms.Count == 1 ? NpyArray.FromDouble(values, n, n) : NpyArray.FromDouble(values, rdms.Count, n, n);
    }

    /// <summary>An RDM in the order of the first one's stimuli.</summary>
    private static Rdm Align(IReadOnlyList<Rdm> rdms, int i) =>
        rdms[i].HasStimuliOf(rdms[0]) ? rdms[i] : rdms[i].Reorder(rdms[0].StimulusId, rdms[0].Name);

    private static double[] Allocate(int count, long size)
    {
        long bytes = checked(count * size * sizeof(double));
        return bytes <= Array.MaxLength
            ? new double[count * size]
            : throw new DnnBrainException("RdmTooLarge", ErrorKind.NotSupported, $"{count} RDMs take {bytes:N0} bytes; one array of NumPy's is written up to {Array.MaxLength:N0}. Write them to several files, or as .rdm.h5.");
    }
}
