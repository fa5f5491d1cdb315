using DnnBrain.Formats.Hdf5;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmHdf5;

/// <summary>
/// Writes an .rdm.h5 that DNNBrain reads: one dataset an RDM, double precision, gzip 4. What its layout lacks stands in
/// attributes (see docs/design/formats.md).
/// </summary>
public static class RdmHdf5Writer
{
    private const int CompressionLevel = 4;

    /// <summary>Half a megabyte of doubles.</summary>
    private const int ChunkLength = 64 * 1024;

    /// <summary>Writes RDMs in their order.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="rdms">
    /// The RDMs, of any stimuli. A dataset is called by the RDM's name, or by <c>name|subject</c> where it has a subject.
    /// </param>
    /// <param name="kind">What they are about; null for <see cref="InferKind"/>.</param>
    /// <param name="overwrite">Whether a file of this name may be replaced.</param>
    /// <param name="cancellationToken">Looked at before every RDM; nothing is left behind.</param>
    /// <exception cref="DnnBrainException">Two RDMs have one name and subject (<c>RdmDuplicate</c>).</exception>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), is a folder (<c>PathIsFolder</c>) or its folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public static void Write(
        string path, IReadOnlyList<Rdm> rdms, RdmHdf5Kind? kind = null, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rdms);
        ArgumentOutOfRangeException.ThrowIfZero(rdms.Count, nameof(rdms));
        CheckKeys(rdms);

        using var target = new AtomicFile(path, overwrite);
        using (Hdf5File file = Hdf5File.Create(target.TemporaryPath))
        {
            RdmHdf5Kind written = kind ?? InferKind(rdms);
            file.WriteAttribute(
                RdmHdf5Attributes.Type, written == RdmHdf5Kind.Network ? RdmHdf5Attributes.NetworkType : RdmHdf5Attributes.BrainType);
            file.WriteAttribute(RdmHdf5Attributes.Format, RdmHdf5Attributes.FormatName);
            file.WriteAttribute<int>(RdmHdf5Attributes.Version, [RdmHdf5Attributes.CurrentVersion]);
            WriteDescription(file, rdms[0], null);
            foreach (Rdm rdm in rdms)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteRdm(file, rdm, written, rdms[0]);
            }

            file.Flush();
        }

        target.Complete();
    }

    /// <summary>The kind of RDMs that do not say it: of a brain if one of them has a subject, else of a network.</summary>
    public static RdmHdf5Kind InferKind(IReadOnlyList<Rdm> rdms) =>
        rdms.Any(rdm => rdm.Subject is not null) ? RdmHdf5Kind.Brain : RdmHdf5Kind.Network;

    private static string Key(Rdm rdm) => rdm.Subject is null ? rdm.Name : $"{rdm.Name}|{rdm.Subject}";

    private static void CheckKeys(IReadOnlyList<Rdm> rdms)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (Rdm rdm in rdms)
        {
            if (!keys.Add(Key(rdm)))
            {
                throw new DnnBrainException(
                    "RdmDuplicate",
                    ErrorKind.InvalidArgument,
                    $"Two RDMs go by '{Key(rdm)}'; one .rdm.h5 holds each name and subject once. Write them to files of their own.",
                    Key(rdm));
            }
        }
    }

    private static void WriteRdm(Hdf5File file, Rdm rdm, RdmHdf5Kind kind, Rdm first)
    {
        long pairs = rdm.Dissimilarity.Count;
        long chunk = Math.Min(pairs, ChunkLength);
        (long[] shape, long[] chunkShape, long[] start) = kind == RdmHdf5Kind.Network
            ? (new[] { 1, pairs }, new[] { 1, chunk }, new long[2])
            : (new[] { pairs }, new[] { chunk }, new long[1]);
        using Hdf5Dataset dataset = file.CreateDataset<double>(Hdf5LinkName.Encode(Key(rdm)), shape, chunkShape, CompressionLevel);
        dataset.Write(start, shape, rdm.AsSpan());

        dataset.WriteAttribute(RdmHdf5Attributes.Name, rdm.Name);
        if (rdm.Subject is not null)
        {
            dataset.WriteAttribute(RdmHdf5Attributes.Subject, rdm.Subject);
        }

        if (rdm.Time is { } time)
        {
            dataset.WriteAttribute<double>(RdmHdf5Attributes.Time, [time]);
        }

        WriteDescription(dataset, rdm, first);
    }

    /// <summary>Writes what describes an RDM, without what it shares with the RDM that the root describes.</summary>
    private static void WriteDescription(Hdf5Object target, Rdm rdm, Rdm? shared)
    {
        if (shared is null || !shared.HasStimuliOf(rdm))
        {
            target.WriteAttribute(RdmHdf5Attributes.StimulusId, rdm.StimulusId);
        }

        if (shared?.Metric != rdm.Metric)
        {
            target.WriteAttribute(RdmHdf5Attributes.Metric, rdm.Metric);
        }

        if (shared?.Source != rdm.Source)
        {
            target.WriteAttribute(RdmHdf5Attributes.Source, rdm.Source);
        }

        string provenance = rdm.Provenance.ToJson();
        if (shared?.Provenance.ToJson() != provenance)
        {
            target.WriteAttribute(RdmHdf5Attributes.Provenance, provenance);
        }
    }
}
