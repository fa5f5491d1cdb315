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
        Write(path, overwrite, [.. members.Select(m => (m.Name, (Action<Stream>)(stream => NpyWriter.Write(stream, m.Array))))], compress);
    }

    /// <summary>Writes arrays that are made while they are written.</summary>
    internal static void Write(string path, bool overwrite, IReadOnlyList<(string Name, Action<Stream> Write)> members, bool compress)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, Action<Stream> _) in members)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(members));
            if (!names.Add(name))
            {
                throw new ArgumentException($"There are two arrays called '{name}'.", nameof(members));
            }
        }

        AtomicFile.Write(path, overwrite, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, Action<Stream> write) in members)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = s_time;
                using Stream content = entry.Open();
                write(content);
            }
        });
    }
}
