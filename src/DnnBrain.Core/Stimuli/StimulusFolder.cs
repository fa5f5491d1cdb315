namespace DnnBrain.Stimuli;

/// <summary>Stimuli from files and folders without a table.</summary>
public static class StimulusFolder
{
    private static readonly Dictionary<string, StimulusKind> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = StimulusKind.Image,
        [".jpeg"] = StimulusKind.Image,
        [".png"] = StimulusKind.Image,
        [".bmp"] = StimulusKind.Image,
        [".tif"] = StimulusKind.Image,
        [".tiff"] = StimulusKind.Image,
        [".webp"] = StimulusKind.Image,
        [".mp4"] = StimulusKind.Video,
        [".avi"] = StimulusKind.Video,
        [".mov"] = StimulusKind.Video,
        [".mkv"] = StimulusKind.Video,
        [".webm"] = StimulusKind.Video,
        [".wav"] = StimulusKind.Audio,
        [".flac"] = StimulusKind.Audio,
        [".mp3"] = StimulusKind.Audio,
    };

    /// <summary>The endings of files that are taken for stimuli.</summary>
    public static IReadOnlyCollection<string> Extensions => s_kinds.Keys;

    /// <summary>A file as a stimulus: its id is its name with the ending.</summary>
    /// <exception cref="DnnBrainException">The ending is not one of <see cref="Extensions"/> (<c>StimulusKindUnknown</c>).</exception>
    public static Stimulus FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string full = Path.GetFullPath(path);
        return s_kinds.TryGetValue(Path.GetExtension(full), out StimulusKind kind)
            ? new Stimulus { Id = Path.GetFileName(full), Kind = kind, Path = full }
            : throw new DnnBrainException(
                "StimulusKindUnknown",
                ErrorKind.InvalidArgument,
                $"'{path}' is not a stimulus: expected a .stim.csv, a folder, or a file with one of the endings {string.Join(", ", s_kinds.Keys)}. Pipe any other table in with Import-Csv.",
                path);
    }

    /// <summary>All stimulus files of a folder in natural order (<c>2.png</c> before <c>10.png</c>); others are passed over.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recurse">
    /// Takes the folders below too. The id is then the path below <paramref name="folder"/> with '/', and the condition is the
    /// folder it lies in.
    /// </param>
    /// <exception cref="DnnBrainException">There is no such file in the folder (<c>StimulusNotFound</c>).</exception>
    public static IReadOnlyList<Stimulus> FromFolder(string folder, bool recurse)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string root = Path.GetFullPath(folder);
        var options = new EnumerationOptions { RecurseSubdirectories = recurse, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden };
        Stimulus[] stimuli = [.. Directory.EnumerateFiles(root, "*", options)
            .Where(file => s_kinds.ContainsKey(Path.GetExtension(file)))
            .Select(file => (File: file, Id: Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(f => f.Id, NaturalOrder.Instance)
            .Select(f => new Stimulus
            {
                Id = f.Id,
                Kind = s_kinds[Path.GetExtension(f.File)],
                Path = f.File,
                Condition = f.Id.LastIndexOf('/') is > 0 and var end ? f.Id[..end] : null,
            })];
        return stimuli.Length > 0
            ? stimuli
            : throw new DnnBrainException(
                "StimulusNotFound",
                ErrorKind.NotFound,
                $"'{folder}' holds no file with one of the endings {string.Join(", ", s_kinds.Keys)}{(recurse ? "" : "; -Recurse looks in the folders below too")}.",
                folder);
    }
}
