using DnnBrain.Visualization;

namespace DnnBrain.Formats.Svg;

/// <summary>Figures as .svg files (W3C Scalable Vector Graphics 1.1), which browsers, office suites and drawing programs read.</summary>
public static class SvgFile
{
    /// <summary>The extension.</summary>
    public const string Extension = ".svg";

    /// <summary>Writes a figure under a temporary name and renames it.</summary>
    /// <exception cref="DnnBrainException">
    /// The file exists and <paramref name="overwrite"/> is false (<c>FileExists</c>), its folder is missing
    /// (<c>FolderNotFound</c>), or the name does not end in .svg (<c>FileUnsupported</c>).
    /// </exception>
    public static void Write(Figure figure, string path, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(path);
        if (!Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new DataFileException("FileUnsupported", ErrorKind.NotSupported, path, "figures are written as .svg.");
        }

        AtomicFile.Write(path, overwrite, figure.Write);
    }
}
