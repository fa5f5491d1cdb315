using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmNpz;

/// <summary>Reads RDMs from .npz and .npy, DnnBrain's and those of other programs. The content decides, not the name.</summary>
/// <remarks>
/// <para>
/// An array of another program may be a triangle (n(n−1)/2 values, the upper triangle row by row, as SciPy's), a square
/// matrix, or a stack of either: subject × …, or subject × time × …. Any type of number and either order in memory will do.
/// In an .npz it is the array <c>rdm</c>, <c>rdms</c> or <c>arr_0</c>, else the only array of numbers.
/// </para>
/// <para>
/// A square matrix must be symmetric with zeros on its diagonal, to 1e-5 of its largest value (4e-3 in half precision); the
/// upper triangle is taken. NaN is kept. In a stack the subject is the 1-based position on the first axis; a second axis
/// appends <c>:1</c>, <c>:2</c>, … to the name, which is the file's. The metric is <c>Unknown</c>.
/// </para>
/// <para>
/// Ids are read from <c>stimulus_id</c> or, as Net2Brain writes them, <c>stimuli_name</c>. Without them the ids are the
/// 1-based positions as text, and the provenance has the parameter <c>StimulusId = Position</c>.
/// </para>
/// </remarks>
public static class RdmNpzReader
{
    /// <summary>True when the file begins as an .npz or .npy does, whatever its name.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool CanRead(string path) => NpzReader.IsNpz(path) || NpyReader.IsNpy(path);

    /// <summary>Reads all RDMs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every RDM.</param>
    /// <exception cref="InvalidFileContentException">The file is damaged, or what it holds is no RDM; the message says why.</exception>
    /// <exception cref="UnsupportedFileContentException">The RDMs are stored as Python objects or in another way that is not read.</exception>
    /// <exception cref="DataFileException">
    /// There is no such file (<c>FileNotFound</c>), it may not be read (<c>FileAccessFailed</c>), or several arrays could be the
    /// RDMs (<c>RdmAmbiguous</c>).
    /// </exception>
    /// <exception cref="DnnBrainException">
    /// An id occurs twice (<c>StimulusDuplicate</c>), or a provenance cannot be read (<c>ProvenanceInvalid</c>).
    /// </exception>
    public static IReadOnlyList<Rdm> Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (NpyReader.IsNpy(path))
        {
            return new RdmStack(NpyReader.Read(path), path, "the array").ToRdms(null, NameOf(path), cancellationToken);
        }

        if (!NpzReader.IsNpz(path))
        {
            throw new InvalidFileContentException(path, "this is neither an .npz nor an .npy file.");
        }

        using var archive = new NpzReader(path);
        if (archive.Contains(RdmNpzMembers.Format) && archive.Read(RdmNpzMembers.Format) is { IsText: true, Count: 1 } format
            && format.ToText()[0] == RdmNpzMembers.FormatName)
        {
            return ReadOwn(archive, cancellationToken);
        }

        string member = FindRdm(archive);
        return new RdmStack(archive.Read(member), path, member).ToRdms(
            ReadText(archive, RdmNpzMembers.StimulusId) ?? ReadText(archive, RdmNpzMembers.Net2BrainStimulusId),
            ReadText(archive, RdmNpzMembers.Net2BrainName) is [string layer] ? layer : NameOf(path),
            cancellationToken);
    }

    private static List<Rdm> ReadOwn(NpzReader archive, CancellationToken cancellationToken)
    {
        string path = archive.Path;
        if (archive.Read(RdmNpzMembers.Version).ToInt64() is not [<= RdmNpzMembers.CurrentVersion])
        {
            throw new UnsupportedFileContentException(path, $"the file was written by a later version of DnnBrain; version {RdmNpzMembers.CurrentVersion} of its format is read.");
        }

        NpyArray rdm = archive.Read(RdmNpzMembers.Rdm);
        if (rdm.Shape.Count != 2)
        {
            throw new InvalidFileContentException(path, $"'{RdmNpzMembers.Rdm}' has {rdm.Shape.Count} axes; two were expected (RDM, pair).");
        }

        (int count, int pairs) = (rdm.Shape[0], rdm.Shape[1]);
        int n = CondensedForm.StimulusCount(pairs, path, RdmNpzMembers.Rdm);
        string[] ids = ReadTexts(archive, RdmNpzMembers.StimulusId, n);
        string[] names = ReadTexts(archive, RdmNpzMembers.Name, count);
        string[] subjects = ReadTexts(archive, RdmNpzMembers.Subject, count);
        string[] metrics = ReadTexts(archive, RdmNpzMembers.Metric, count);
        string[] sources = ReadTexts(archive, RdmNpzMembers.Source, count);
        string[] provenances = ReadTexts(archive, RdmNpzMembers.Provenance, count);
        double[]? times = archive.Contains(RdmNpzMembers.Time) ? archive.Read(RdmNpzMembers.Time).ToDouble() : null;
        if (times is not null && times.Length != count)
        {
            throw new InvalidFileContentException(path, $"'{RdmNpzMembers.Time}' has {times.Length} times; there are {count} RDMs.");
        }

        double[] values = rdm.ToDouble();

        var rdms = new List<Rdm>();
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] condensed = values.AsSpan(i * pairs, pairs).ToArray();
            rdms.Add(new Rdm(names[i], metrics[i], ids, condensed, Provenance.FromJson(provenances[i]))
            {
                Source = sources[i],
                Subject = subjects[i].Length == 0 ? null : subjects[i],
                Time = times is null || double.IsNaN(times[i]) ? null : times[i],
            });
        }

        return rdms;
    }

    private static string FindRdm(NpzReader archive)
    {
        foreach (string name in RdmNpzMembers.ForeignRdm)
        {
            if (archive.Contains(name))
            {
                return name;
            }
        }

        string[] numeric = [.. archive.Names.Where(name => IsNumeric(archive, name))];
        return numeric switch
        {
            [string only] => only,
            [] => throw new InvalidFileContentException(
                archive.Path, $"there is no array of numbers in it; it has {(archive.Names.Count == 0 ? "none at all" : string.Join(", ", archive.Names))}."),
            _ => throw new DataFileException(
                "RdmAmbiguous",
                ErrorKind.InvalidData,
                archive.Path,
                $"several arrays could be the RDMs: {string.Join(", ", numeric)}. Call the one that is meant {string.Join(", ", RdmNpzMembers.ForeignRdm)}, or save it alone."),
        };
    }

    /// <summary>Members that cannot be read, such as pickled settings beside the RDMs, are not looked for RDMs.</summary>
    private static bool IsNumeric(NpzReader archive, string name)
    {
        try
        {
            NpyHeader header = archive.Identify(name);
            return !header.ElementType.IsText && header.Shape.Count > 0;
        }
        catch (UnsupportedFileContentException)
        {
            return false;
        }
    }

    private static string[]? ReadText(NpzReader archive, string member)
    {
        if (!archive.Contains(member))
        {
            return null;
        }

        NpyArray array = archive.Read(member);
        return array.IsText
            ? array.ToText()
            : [.. array.ToInt64().Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string[] ReadTexts(NpzReader archive, string member, int count)
    {
        string[] texts = archive.Read(member).ToText();
        return texts.Length == count
            ? texts
            : throw new InvalidFileContentException(archive.Path, $"'{member}' has {texts.Length} entries; {count} were expected.");
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
