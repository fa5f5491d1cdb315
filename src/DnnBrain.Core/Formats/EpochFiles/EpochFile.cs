using System.Globalization;
using DnnBrain.Brain;
using DnnBrain.Formats.ActivationNpz;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Formats.Mat;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;

namespace DnnBrain.Formats.EpochFiles;

/// <summary>
/// Reads epochs from .npy, .npz, .mat (FieldTrip's timelock structures too) and rsatoolbox's HDF5. The content decides, not the name.
/// </summary>
/// <remarks>
/// <para>
/// Of several arrays the values are <c>data</c>, <c>epochs</c> or <c>X</c>, else the only one with three axes. Beside them <c>time</c> or
/// <c>times</c> (seconds), <c>sensor</c>, <c>ch_names</c> or <c>label</c>, <c>name</c> and <c>subject</c> are read; each other array with
/// one number or text a trial describes the trials.
/// </para>
/// <para>
/// A structure of FieldTrip has the fields <c>trial</c> (trials × channels × samples), <c>time</c>, <c>label</c>, and perhaps
/// <c>trialinfo</c>, whose columns become <c>trialinfo1</c>, … Values are kept in single precision.
/// </para>
/// </remarks>
public static class EpochFile
{
    private static readonly string[] s_values = ["data", "epochs", "X"];
    private static readonly string[] s_time = ["time", "times"];
    private static readonly string[] s_sensor = ["sensor", "ch_names", "label"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="token">Looked at before every trial where trials are read one by one.</param>
    /// <exception cref="DataFileException">
    /// The file is missing or damaged, or holds no epochs, or several arrays that could be (<c>EpochAmbiguous</c>).
    /// </exception>
    /// <exception cref="DnnBrainException">Options that do not fit the file; what <see cref="BrainEpoch"/> refuses.</exception>
    public static BrainEpoch Read(string path, EpochFileOptions options, CancellationToken token)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        EpochArray array =
            NpyReader.IsNpy(path) ? ReadNpy(path, NpyReader.Read(path), "the array")
            : NpzReader.IsNpz(path) ? ReadNpz(path, options)
            : MatReader.CanRead(path) ? ReadMat(path, options)
            : Hdf5File.IsHdf5(path) ? RsatoolboxEpochReader.Read(path, token)
            : throw new UnsupportedFileContentException(path, "it begins neither as an .npy, .npz, .mat nor HDF5 file does.");
        return array.ToEpochs(options);
    }

    private static EpochArray ReadNpy(string path, NpyArray array, string name) => new(path, Axes(path, array.Shape, name), array.ToSingle(), firstFastest: false);

    private static EpochArray ReadNpz(string path, EpochFileOptions options)
    {
        using var archive = new NpzReader(path);
        string[] cubes = [.. ActivationNpzReader.Numbers(archive).Where(member => member.Header.Shape.Count == 3).Select(member => member.Name)];
        string values = options.Variable ?? Choose(path, cubes, archive.Names);
        NpyArray array = archive.Read(values);
        var beside = new List<(string Name, string[] Texts)>();
        foreach (string name in archive.Names.Where(name => name != values))
        {
            if (Texts(archive, name) is { } texts)
            {
                beside.Add((name, texts));
            }
        }

        return new EpochArray(path, Axes(path, array.Shape, values), array.ToSingle(), firstFastest: false)
        {
            Time = s_time.Where(archive.Contains).Select(name => archive.Read(name).ToDouble()).FirstOrDefault(),
            Sensor = s_sensor.Select(name => Find(beside, name)).FirstOrDefault(texts => texts is not null),
            Name = Find(beside, "name") is [var text] ? text : null,
            Subject = Find(beside, "subject") is [var subject] ? subject : null,
            Descriptor = beside,
        };
    }

    private static string[]? Find(List<(string Name, string[] Texts)> beside, string name) => beside.Find(pair => pair.Name == name).Texts;

    // A list of texts or numbers; null for what is neither, such as Python objects.
    private static string[]? Texts(NpzReader archive, string name)
    {
        try
        {
            return archive.Identify(name).Shape.Count > 1 ? null
                : archive.Read(name) is { IsText: true } texts ? texts.ToText()
                : [.. archive.Read(name).ToDouble().Select(Format)];
        }
        catch (UnsupportedFileContentException)
        {
            return null;
        }
    }

    private static EpochArray ReadMat(string path, EpochFileOptions options)
    {
        using IMatFile file = MatReader.Open(path);
        if (options.Variable is not null && !file.Names.Contains(options.Variable))
        {
            throw new DataFileException("ArrayNotFound", ErrorKind.NotFound, path, $"there is no variable '{options.Variable}'; there are {string.Join(", ", file.Names)}.");
        }

        Dictionary<string, MatVariable> variables = file.Names.ToDictionary(name => name, file.Read, StringComparer.Ordinal);
        string? timelock = variables.Where(pair => options.Variable is null || pair.Key == options.Variable).FirstOrDefault(pair => IsTimelock(pair.Value)).Key;
        if (timelock is not null)
        {
            return ReadVariables(path, "trial", variables[timelock].Fields[0], [EpochAxis.Trial, EpochAxis.Sensor, EpochAxis.Time]);
        }

        string[] cubes = [.. variables.Where(pair => pair.Value.Class == MatClass.Numeric && pair.Value.Shape.Count == 3).Select(pair => pair.Key)];
        return ReadVariables(path, options.Variable ?? Choose(path, cubes, file.Names), variables, axis: null);
    }

    private static bool IsTimelock(MatVariable variable) =>
        variable is { Class: MatClass.Struct, Fields: [var fields] } && fields.TryGetValue("trial", out MatVariable? trial) && trial.Class == MatClass.Numeric;

    private static EpochArray ReadVariables(string path, string values, IReadOnlyDictionary<string, MatVariable> variables, IReadOnlyList<EpochAxis>? axis)
    {
        MatVariable array = variables[values];
        if (array.Class != MatClass.Numeric)
        {
            throw new InvalidFileContentException(path, $"'{values}' holds no numbers.");
        }

        // MATLAB drops sizes of 1 at the end.
        int[] shape = array.Shape.Count < 3 ? [.. array.Shape, .. Enumerable.Repeat(1, 3 - array.Shape.Count)] : [.. array.Shape];
        (string Name, string[] Texts)[] beside = [.. variables.Where(pair => pair.Key != values).SelectMany(pair => Columns(pair.Key, pair.Value))];
        return new EpochArray(path, Axes(path, shape, values), [.. array.Values.ToArray().Select(value => (float)value)], firstFastest: true)
        {
            Axis = axis,
            Time = s_time.Select(variables.GetValueOrDefault).FirstOrDefault(v => v?.Class == MatClass.Numeric)?.Values.ToArray(),
            Sensor = s_sensor.Select(name => variables.GetValueOrDefault(name)?.ToTexts()).FirstOrDefault(texts => texts is not null),
            Name = variables.GetValueOrDefault("name")?.ToTexts() is [var name] ? name : null,
            Subject = variables.GetValueOrDefault("subject")?.ToTexts() is [var subject] ? subject : null,
            Descriptor = beside,
        };
    }

    private static IEnumerable<(string Name, string[] Texts)> Columns(string name, MatVariable variable)
    {
        if (variable.ToTexts() is { } texts)
        {
            yield return (name, texts);
        }
        else if (variable.Class == MatClass.Numeric && variable.Shape.Count == 2)
        {
            (int rows, int columns) = variable.Shape[0] == 1 ? (variable.Shape[1], 1) : (variable.Shape[0], variable.Shape[1]);
            for (int c = 0; c < columns; c++)
            {
                yield return (columns == 1 && name != "trialinfo" ? name : FormattableString.Invariant($"{name}{c + 1}"), [.. variable.Values.Slice(c * rows, rows).ToArray().Select(Format)]);
            }
        }
    }

    private static string Choose(string path, string[] cubes, IReadOnlyList<string> names) => s_values.FirstOrDefault(cubes.Contains) ?? cubes switch
    {
        [var only] => only,
        [] => throw new InvalidFileContentException(path, $"there is no array of numbers with three axes in it; there {(names.Count == 0 ? "is none at all" : $"are {string.Join(", ", names)}")}."),
        _ => throw new DataFileException("EpochAmbiguous", ErrorKind.InvalidData, path, $"several arrays could be the epochs: {string.Join(", ", cubes)}. Say which one is meant, or call it {string.Join(", ", s_values)}."),
    };

    private static IReadOnlyList<int> Axes(string path, IReadOnlyList<int> shape, string name) => shape.Count == 3
        ? shape
        : throw new InvalidFileContentException(path, $"{name} has {shape.Count} axes; three were expected: trial, sensor and time.");

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
