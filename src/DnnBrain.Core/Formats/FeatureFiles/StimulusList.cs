namespace DnnBrain.Formats.FeatureFiles;

/// <summary>A text file with one stimulus id a line, beside a file that has none of its own.</summary>
internal static class StimulusList
{
    /// <summary>The name that thingsvision gives it.</summary>
    public const string Thingsvision = "file_names.txt";

    /// <summary>No list of names comes near this.</summary>
    private const long MaximumLength = 1L << 30;

    /// <summary>The name that DnnBrain gives it: that of the array, with <c>.stimuli.txt</c>.</summary>
    public static string PathBeside(string path) => Path.ChangeExtension(path, ".stimuli.txt");

    /// <summary>The ids of a list.</summary>
    public static string[] Read(string path)
    {
        using FileStream stream = InputStream.Open(path, 1 << 16);
        if (stream.Length > MaximumLength)
        {
            throw new InvalidFileContentException(path, $"a list of stimuli of {stream.Length:N0} bytes is none.");
        }

        using var reader = new StreamReader(stream, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
        var ids = new List<string>();
        try
        {
            while (reader.ReadLine() is { } line)
            {
                ids.Add(line);
            }
        }
        catch (System.Text.DecoderFallbackException e)
        {
            throw new InvalidFileContentException(path, "the names are not in UTF-8.", e);
        }

        // Blank lines at the end are of an editor's making; one in between is an id that is missing.
        while (ids is [.., ""])
        {
            ids.RemoveAt(ids.Count - 1);
        }

        return [.. ids];
    }

    /// <summary>The ids that stand beside an array.</summary>
    /// <param name="path">The array's file.</param>
    /// <param name="count">The number of its rows.</param>
    /// <returns>Null where there is no list, or none with as many names.</returns>
    /// <exception cref="InvalidFileContentException">DnnBrain's own list has another number of names.</exception>
    public static string[]? FindBeside(string path, int count)
    {
        string own = PathBeside(path);
        if (File.Exists(own))
        {
            string[] ids = Read(own);
            return ids.Length == count ? ids : throw new InvalidFileContentException(own, $"it names {ids.Length} stimuli, but '{Path.GetFileName(path)}' has {count} rows.");
        }

        string foreign = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Thingsvision);
        return File.Exists(foreign) && Read(foreign) is { } names && names.Length == count ? names : null;
    }

    /// <summary>Writes a list.</summary>
    /// <exception cref="DnnBrainException">An id has a line end, or is empty (<c>StimulusIdInvalid</c>).</exception>
    public static void Write(string path, IReadOnlyList<string> ids, bool overwrite)
    {
        if (ids.FirstOrDefault(id => id.Length == 0 || id.AsSpan().ContainsAny('\n', '\r')) is { } odd)
        {
            throw new DnnBrainException("StimulusIdInvalid", ErrorKind.InvalidArgument, $"The stimulus id '{odd}' cannot stand in a list of one id a line.", odd);
        }

        AtomicFile.Write(path, overwrite, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (string id in ids)
            {
                writer.WriteLine(id);
            }
        });
    }
}
