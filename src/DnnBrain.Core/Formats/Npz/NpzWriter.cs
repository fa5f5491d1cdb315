using System.IO.Compression;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.Npz;

/// <summary>Writes arrays as .npz. The same arrays give the same bytes: members have a fixed time.</summary>
public static class NpzWriter
{
    /// <summary>The earliest time a zip archive can hold.</summary>
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file; it appears under its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="members">The arrays, in the order they get in the file.</param>
    /// <param name="compress">False to store them as they are.</param>
    /// <exception cref="ArgumentException">A name is empty or there twice.</exception>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), the folder is missing (<c>FolderNotFound</c>) or the path is a folder (<c>PathIsFolder</c>).
    /// </exception>
    public static void Write(string path, bool overwrite, IReadOnlyList<NpzMember> members, bool compress = true)
    {
        ArgumentNullException.ThrowIfNull(members);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NpzMember member in members)
        {
            ArgumentException.ThrowIfNullOrEmpty(member.Name, nameof(members));
            if (!names.Add(member.Name))
            {
                throw new ArgumentException($"There are two arrays called '{member.Name}'.", nameof(members));
            }
        }

        AtomicFile.Write(path, overwrite, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (NpzMember member in members)
            {
                ZipArchiveEntry entry = archive.CreateEntry(member.Name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = s_time;
                using Stream content = entry.Open();
                NpyWriter.Write(content, member.Array);
            }
        });
    }
}
