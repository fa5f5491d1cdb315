using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.StimulusCsv;

/// <summary>Writes DNNBrain's .stim.csv: UTF-8 without a byte-order mark, '\n', invariant numbers, cells quoted where needed.</summary>
public static class StimulusCsvWriter
{
    private const string IdColumn = "stimID";
    private const string PathColumn = "path";

    /// <summary>Writes stimuli in their order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stimuli">At least one; all of one kind, as the format wants it.</param>
    /// <param name="title">A title for the header; null for none.</param>
    /// <param name="overwrite">Replaces a file that is there already.</param>
    /// <remarks>
    /// The header's <c>path</c> is the folder of all files: relative where it lies at or below the folder of
    /// <paramref name="path"/>, so that the two can be moved together, otherwise absolute. A column <c>path</c> appears only where
    /// an id is not the file's name below that folder.
    /// </remarks>
    /// <exception cref="DnnBrainException">
    /// There is no stimulus (<c>StimulusNotFound</c>), the kinds differ (<c>StimulusKindMixed</c>), or frames come from several
    /// videos (<c>StimulusVideoMixed</c>).
    /// </exception>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Stimulus> stimuli, string? title, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(stimuli);
        string root = Root(stimuli, path);
        AtomicFile.Write(path, overwrite, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine($"{StimulusCsvConstants.TypeKey}={StimulusCsvConstants.Types.First(t => t.Kind == stimuli[0].Kind).Word}");
            writer.WriteLine($"{StimulusCsvConstants.PathKey}={RelativeTo(path, root)}");
            if (title is not null)
            {
                writer.WriteLine($"{StimulusCsvConstants.TitleKey}={title.ReplaceLineEndings(" ")}");
            }

            WriteTable(writer, stimuli, root);
        });
    }

    private static void WriteTable(StreamWriter writer, IReadOnlyList<Stimulus> stimuli, string root)
    {
        var columns = new List<(string Name, Func<Stimulus, object?> Value)> { (IdColumn, s => s.Id) };
        if (stimuli[0].Kind != StimulusKind.VideoFrame && stimuli.Any(s => Path.GetFullPath(s.Id, root) != s.Path))
        {
            columns.Add((PathColumn, s => Path.GetRelativePath(root, s.Path).Replace(Path.DirectorySeparatorChar, '/')));
        }

        AddIfKnown("label", s => s.Label);
        AddIfKnown("condition", s => s.Condition);
        AddIfKnown("onset", s => s.Onset);
        AddIfKnown("duration", s => s.Duration);
        foreach (string name in stimuli.SelectMany(s => s.Properties.Keys).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            columns.Add((name, s => s.Properties.GetValueOrDefault(name)));
        }

        writer.Write($"{StimulusCsvConstants.DataKey}=");
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        WriteRecord(csv, columns.Select(c => c.Name));
        foreach (Stimulus stimulus in stimuli)
        {
            WriteRecord(csv, columns.Select(c => Convert.ToString(c.Value(stimulus), CultureInfo.InvariantCulture) ?? ""));
        }

        void AddIfKnown(string name, Func<Stimulus, object?> value)
        {
            if (stimuli.Any(s => value(s) is not null))
            {
                columns.Add((name, value));
            }
        }
    }

    private static void WriteRecord(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static string Root(IReadOnlyList<Stimulus> stimuli, string path)
    {
        if (stimuli.Count == 0)
        {
            throw new DnnBrainException("StimulusNotFound", ErrorKind.InvalidArgument, "There is no stimulus to write.", path);
        }

        if (stimuli.FirstOrDefault(s => s.Kind != stimuli[0].Kind) is { } other)
        {
            throw new DnnBrainException(
                "StimulusKindMixed",
                ErrorKind.InvalidArgument,
                $"A {StimulusCsvConstants.Extension} holds stimuli of one kind, but '{stimuli[0].Id}' is {stimuli[0].Kind} and '{other.Id}' is {other.Kind}. Write one file a kind.",
                other.Id);
        }

        if (stimuli[0].Kind != StimulusKind.VideoFrame)
        {
            return CommonFolder(stimuli);
        }

        return stimuli.All(s => s.Path == stimuli[0].Path)
            ? stimuli[0].Path
            : throw new DnnBrainException("StimulusVideoMixed", ErrorKind.InvalidArgument, $"A {StimulusCsvConstants.Extension} holds the frames of one video. Write one file a video.", path);
    }

    /// <summary>The folder that ids start from: where every path ends with its id that folder, else the deepest one they share.</summary>
    private static string CommonFolder(IReadOnlyList<Stimulus> stimuli)
    {
        string first = stimuli[0].Path;
        string id = stimuli[0].Id.Replace('/', Path.DirectorySeparatorChar);
        if (first.EndsWith(Path.DirectorySeparatorChar + id, StringComparison.Ordinal))
        {
            string root = first[..^(id.Length + 1)];
            if (root.Length > 0 && stimuli.All(s => Path.GetFullPath(s.Id, root) == s.Path))
            {
                return root;
            }
        }

        string folder = Path.GetDirectoryName(first) ?? first;
        while (Path.GetDirectoryName(folder) is { } parent && !stimuli.All(s => IsBelow(s.Path, folder)))
        {
            folder = parent;
        }

        return folder;
    }

    private static string RelativeTo(string file, string root)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return root == folder ? "." : IsBelow(root, folder) ? Path.GetRelativePath(folder, root).Replace(Path.DirectorySeparatorChar, '/') : root;
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
