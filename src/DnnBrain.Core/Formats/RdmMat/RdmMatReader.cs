using System.Globalization;
using DnnBrain.Formats.Mat;
using DnnBrain.Formats.Meadows;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmMat;

/// <summary>Reads RDMs from MAT-files of version 5 and 7.3: DnnBrain's, Meadows' and those of other programs.</summary>
/// <remarks>
/// <para>
/// An array of another program may be n × n, n × n × subjects (× time), subjects × n × n, or hold triangles (the upper
/// triangle row by row, which in a symmetric matrix is MATLAB's lower one column by column) as rows or columns. It is the variable
/// <c>rdm</c>, <c>rdms</c>, <c>RDM</c>, <c>RDMs</c>, <c>subject_rdm</c> or <c>arr_0</c>, else the only one with such a shape. A struct array
/// with the fields <c>RDM</c> and <c>name</c> gives one RDM an element, called by its name. Ids are <c>stimulus_id</c>,
/// <c>stimuli</c>, <c>stimuli_name</c>, <c>conditions</c> or <c>conds</c>, a cell or char matrix; else the positions.
/// </para>
/// <para>The rest is as in <see cref="RdmNpzReader"/>: symmetry is checked, NaN is kept, the metric is <c>Unknown</c>.</para>
/// </remarks>
public static class RdmMatReader
{
    /// <summary>True when the file begins as a MAT-file does, whatever its name.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool CanRead(string path) => MatReader.CanRead(path);

    /// <summary>Reads all RDMs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every RDM.</param>
    /// <exception cref="InvalidFileContentException">The file is damaged, or what it holds is no RDM; the message says why.</exception>
    /// <exception cref="UnsupportedFileContentException">It was written by a later version.</exception>
    /// <exception cref="DataFileException">
    /// There is no such file (<c>FileNotFound</c>), it may not be read (<c>FileAccessFailed</c>), or several variables could be the
    /// RDMs (<c>RdmAmbiguous</c>).
    /// </exception>
    /// <exception cref="DnnBrainException">An id occurs twice (<c>StimulusDuplicate</c>).</exception>
    public static IReadOnlyList<Rdm> Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using IMatFile file = MatReader.Open(path);
        if (file.Names.Contains(RdmMatNames.Format) && file.Read(RdmMatNames.Format).ToTexts() is [RdmMatNames.FormatName])
        {
            return ReadOwn(file, cancellationToken);
        }

        if (MeadowsMatReader.CanRead(file))
        {
            return MeadowsMatReader.Read(file, cancellationToken);
        }

        (string name, MatVariable variable) = Find(file);
        if (variable.Class == MatClass.Struct)
        {
            return ReadToolbox(file, name, variable, cancellationToken);
        }

        var stack = new RdmStack(RdmMatArray.Arrange(variable), path, name);
        return stack.ToRdms(FindIds(file, stack.StimulusCount), Path.GetFileNameWithoutExtension(path), cancellationToken);
    }

    private static List<Rdm> ReadOwn(IMatFile file, CancellationToken cancellationToken)
    {
        if (file.Read(RdmMatNames.Version).Values is not [<= RdmMatNames.CurrentVersion])
        {
            throw new UnsupportedFileContentException(file.Path, $"the file was written by a later version of DnnBrain; version {RdmMatNames.CurrentVersion} of its format is read.");
        }

        var stack = new RdmStack(RdmMatArray.Arrange(file.Read(RdmMatNames.Rdm)), file.Path, RdmMatNames.Rdm);
        int count = stack.LeadingShape.Aggregate(1, (a, b) => a * b);
        string[] ids = ReadTexts(file, RdmMatNames.StimulusId, stack.StimulusCount);
        string[] names = ReadTexts(file, RdmMatNames.Name, count);
        string[] subjects = ReadTexts(file, RdmMatNames.Subject, count);
        string[] metrics = ReadTexts(file, RdmMatNames.Metric, count);
        string[] sources = ReadTexts(file, RdmMatNames.Source, count);
        string[] provenances = ReadTexts(file, RdmMatNames.Provenance, count);
        double[]? times = file.Names.Contains(RdmMatNames.Time) ? file.Read(RdmMatNames.Time).Values.ToArray() : null;
        if (times is not null && times.Length != count)
        {
            throw new InvalidFileContentException(file.Path, $"'{RdmMatNames.Time}' has {times.Length} times; there are {count} RDMs.");
        }

        var rdms = new List<Rdm>();
        foreach (double[] condensed in stack.ReadCondensed())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int i = rdms.Count;
            rdms.Add(new Rdm(names[i], metrics[i], ids, condensed, Provenance.FromJson(provenances[i]))
            {
                Source = sources[i],
                Subject = subjects[i].Length == 0 ? null : subjects[i],
                Time = times is null || double.IsNaN(times[i]) ? null : times[i],
            });
        }

        return rdms;
    }

    private static List<Rdm> ReadToolbox(IMatFile file, string variable, MatVariable array, CancellationToken cancellationToken)
    {
        var rdms = new List<Rdm>();
        foreach (IReadOnlyDictionary<string, MatVariable> element in array.Fields)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string position = (rdms.Count + 1).ToString(CultureInfo.InvariantCulture);
            if (!element.TryGetValue(RdmMatNames.ToolboxRdm, out MatVariable? matrix) || !RdmMatArray.CanBe(matrix))
            {
                throw new InvalidFileContentException(file.Path, $"element {position} of '{variable}' has no RDM in its field '{RdmMatNames.ToolboxRdm}'.");
            }

            var stack = new RdmStack(RdmMatArray.Arrange(matrix), file.Path, $"{variable}({position}).{RdmMatNames.ToolboxRdm}");
            string? name = element.GetValueOrDefault(RdmMatNames.ToolboxName)?.ToTexts() is [string text] ? text : null;
            string[]? ids = FindIds(file, stack.StimulusCount);
            rdms.AddRange(stack.ReadCondensed().Select(condensed => new Rdm(
                name ?? position,
                RdmHdf5Reader.UnknownMetric,
                ids ?? PositionIds.Create(stack.StimulusCount),
                condensed,
                Unknown(file.Path, ids is null)) { Source = Path.GetFileName(file.Path) }));
        }

        return rdms;
    }

    private static (string Name, MatVariable Variable) Find(IMatFile file)
    {
        foreach (string name in RdmMatNames.ForeignRdm.Where(file.Names.Contains))
        {
            return (name, file.Read(name)) is var found && IsRdm(found.Item2)
                ? found
                : throw new InvalidFileContentException(file.Path, found.Item2.Class == MatClass.Other
                    ? $"the variable '{name}' is complex, sparse or an object; RDMs are full matrices of real numbers."
                    : $"the variable '{name}' has the shape {string.Join("×", found.Item2.Shape)}, which is not that of RDMs.");
        }

        (string Name, MatVariable Variable)[] candidates = [.. file.Names.Select(name => (name, file.Read(name))).Where(entry => IsRdm(entry.Item2) && entry.Item2.Count > 1)];
        return candidates switch
        {
            [var only] => only,
            [] => throw new InvalidFileContentException(
                file.Path, $"no variable has the shape of RDMs; there {(file.Names.Count == 0 ? "is none at all" : $"are {string.Join(", ", file.Names)}")}."),
            _ => throw new DataFileException(
                "RdmAmbiguous",
                ErrorKind.InvalidData,
                file.Path,
                $"several variables could be the RDMs: {string.Join(", ", candidates.Select(entry => entry.Name))}. Call the one that is meant {string.Join(", ", RdmMatNames.ForeignRdm)}, or save it alone."),
        };
    }

    private static bool IsRdm(MatVariable variable) =>
        RdmMatArray.CanBe(variable) || (variable.Class == MatClass.Struct && variable.Fields.Count > 0 && variable.Fields.All(fields => fields.ContainsKey(RdmMatNames.ToolboxRdm)));

    private static string[]? FindIds(IMatFile file, int count) => RdmMatNames.ForeignStimulusId
        .Where(file.Names.Contains)
        .Select(name => file.Read(name).ToTexts())
        .FirstOrDefault(texts => texts is not null && texts.Length == count);

    private static Provenance Unknown(string path, bool byPosition) =>
        PositionIds.UnknownProvenance("Import-Rdm", path, byPosition) with { Inputs = [InputFile.FromFile(path)] };

    private static string[] ReadTexts(IMatFile file, string name, int count) =>
        file.Read(name).ToTexts() is { } texts && texts.Length == count
            ? texts
            : throw new InvalidFileContentException(file.Path, $"'{name}' should be {count} texts.");
}
