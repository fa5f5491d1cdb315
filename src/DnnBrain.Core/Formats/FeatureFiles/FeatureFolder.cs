namespace DnnBrain.Formats.FeatureFiles;

/// <summary>For formats that are a folder of files.</summary>
internal static class FeatureFolder
{
    /// <summary>Makes the folder, and checks all files before the first is written.</summary>
    /// <exception cref="DnnBrainException">Two files have one name (<c>LayerDuplicate</c>).</exception>
    /// <exception cref="DataFileException">
    /// The folder is a file (<c>PathIsFile</c>), a file is there (<c>FileExists</c>), or the folder above is missing
    /// (<c>FolderNotFound</c>).
    /// </exception>
    public static void Prepare(string folder, IReadOnlyList<string> files, bool overwrite)
    {
        if (files.GroupBy(file => file, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DnnBrainException("LayerDuplicate", ErrorKind.InvalidArgument, $"Two layers would be written to '{twice.Key}'.", twice.Key);
        }

        if (File.Exists(folder))
        {
            throw new DataFileException("PathIsFile", ErrorKind.InvalidArgument, folder, "this is a file; the format is a folder of files.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } above && !Directory.Exists(above))
        {
            throw new DataFileException("FolderNotFound", ErrorKind.NotFound, folder, $"there is no folder '{above}' to make it in.");
        }

        if (!overwrite && files.FirstOrDefault(File.Exists) is { } present)
        {
            throw new DataFileException("FileExists", ErrorKind.AlreadyExists, present, "a file of this name is there already and was not to be replaced.");
        }

        Directory.CreateDirectory(folder);
    }
}
