using DnnBrain.Brain;

namespace DnnBrain.Formats.Nifti;

/// <summary>
/// Reads NIfTI-1 images that are a single file, .nii or .nii.gz, in either byte order. The content decides, not the name.
/// </summary>
/// <remarks>
/// The matrix (sform) places the voxels where its code is above 0, otherwise the quaternion (qform), otherwise the spacings
/// alone. Grids in metres or micrometres are brought to mm.
/// </remarks>
public static class NiftiReader
{
    /// <summary>True when the file begins as a NIfTI-1 image, be it one that <see cref="Read"/> refuses.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool IsNifti(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using Stream stream = NiftiFile.Open(path, toTheEnd: false, out _, out _);
        try
        {
            return NiftiHeaderParser.IsHeader(NiftiFile.ReadHeader(stream, path));
        }
        catch (InvalidFileContentException)
        {
            return false;
        }
    }

    /// <summary>Reads the header only.</summary>
    /// <exception cref="InvalidFileContentException">The file is no NIfTI-1 image, or it is truncated or damaged.</exception>
    /// <exception cref="UnsupportedFileContentException">
    /// The file is a NIfTI-2, Analyze or .hdr file, or its voxels have a type that is not read.
    /// </exception>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static NiftiHeader Identify(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using Stream stream = NiftiFile.Open(path, toTheEnd: false, out long fileLength, out bool isCompressed);
        NiftiHeader header = NiftiHeaderParser.Parse(NiftiFile.ReadHeader(stream, path), path);
        NiftiFile.CheckLength(header, fileLength, isCompressed, path);
        return header;
    }

    /// <summary>Opens an image. Its voxels are read when its volumes are visited; the file is not kept open.</summary>
    /// <exception cref="InvalidFileContentException">
    /// As for <see cref="Identify"/>; a visit throws it too where the voxels are truncated or damaged.
    /// </exception>
    /// <exception cref="UnsupportedFileContentException">As for <see cref="Identify"/>.</exception>
    /// <exception cref="DataFileException">As for <see cref="Identify"/>.</exception>
    public static BrainImage Read(string path)
    {
        NiftiHeader header = Identify(path);
        string fullPath = Path.GetFullPath(path);
        return new BrainImage(fullPath, new NiftiVolumes(fullPath, header)) { Description = header.Description };
    }
}
