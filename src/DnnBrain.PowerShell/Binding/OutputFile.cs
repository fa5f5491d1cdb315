namespace DnnBrain.PowerShell.Binding;

/// <summary>Checks a file that is to be written before any work is done for it.</summary>
internal static class OutputFile
{
    /// <summary>Returns the path when it can be written.</summary>
    /// <exception cref="DnnBrainException">
    /// Something is there already (<c>FileExists</c>, <c>PathIsFolder</c>) or the folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public static string Check(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw new DnnBrainException("PathIsFolder", ErrorKind.InvalidArgument, $"'{path}' is a folder; a file name was expected.", path);
        }

        if (File.Exists(path) && !overwrite)
        {
            throw new DnnBrainException("FileExists", ErrorKind.AlreadyExists, $"'{path}' is there already; use -Force to replace it.", path);
        }

        string folder = System.IO.Path.GetDirectoryName(path) ?? path;
        return Directory.Exists(folder)
            ? path
            : throw new DnnBrainException("FolderNotFound", ErrorKind.NotFound, $"There is no folder '{folder}' to write '{System.IO.Path.GetFileName(path)}' to.", path);
    }
}
