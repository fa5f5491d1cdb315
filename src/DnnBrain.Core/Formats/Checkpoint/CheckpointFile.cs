using System.Buffers.Binary;
using System.Security.Cryptography;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Formats.Checkpoint;

/// <summary>Keeps what a long resampling has done so far in one file.</summary>
/// <remarks>
/// 8 bytes <c>DNBCKPT1</c>; for every part its name (length as int32, UTF-8), its content (length as int64, bytes); the SHA-256 of all that stands
/// before. Little-endian. The file is replaced whole, so a run that is killed while it saves leaves the state before.
/// </remarks>
public sealed class CheckpointFile : ICheckpointStore
{
    private const int DigestLength = 32;

    private static readonly byte[] s_magic = "DNBCKPT1"u8.ToArray();

    private readonly SortedDictionary<string, byte[]> _parts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Opens a file, or the place of one that is yet to be.</summary>
    /// <exception cref="DataFileException">
    /// The file is no checkpoint or damaged (<c>CheckpointInvalid</c>) or cannot be read; its folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public CheckpointFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = Path.GetFullPath(path);
        if (Directory.Exists(Name))
        {
            throw new DataFileException("PathIsFolder", ErrorKind.InvalidArgument, path, "this is a folder; a file name was expected.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Name)))
        {
            throw new DataFileException("FolderNotFound", ErrorKind.NotFound, path, "there is no such folder to write the checkpoint to.");
        }

        if (File.Exists(Name))
        {
            try
            {
                Parse(File.ReadAllBytes(Name));
            }
            catch (IOException e)
            {
                throw new DataFileException("FileReadFailed", ErrorKind.ReadFailed, path, e.Message, e);
            }
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public byte[]? Load(string part)
    {
        lock (_lock)
        {
            return _parts.GetValueOrDefault(part);
        }
    }

    /// <inheritdoc/>
    public void Save(string part, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(content);
        lock (_lock)
        {
            _parts[part] = content;
            AtomicFile.Write(Name, overwrite: true, stream =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                foreach (byte[] bytes in Serialized())
                {
                    hash.AppendData(bytes);
                    stream.Write(bytes);
                }

                stream.Write(hash.GetHashAndReset());
            });
        }
    }

    private IEnumerable<byte[]> Serialized()
    {
        yield return s_magic;
        foreach ((string name, byte[] content) in _parts)
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes(name);
            byte[] head = new byte[sizeof(int) + text.Length + sizeof(long)];
            BinaryPrimitives.WriteInt32LittleEndian(head, text.Length);
            text.CopyTo(head, sizeof(int));
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(sizeof(int) + text.Length), content.Length);
            yield return head;
            yield return content;
        }
    }

    private void Parse(byte[] file)
    {
        if (!file.AsSpan().StartsWith(s_magic))
        {
            throw Invalid("it does not begin as a checkpoint of DnnBrain");
        }

        int end = file.Length - DigestLength;
        if (end < s_magic.Length || !SHA256.HashData(file.AsSpan(0, end)).AsSpan().SequenceEqual(file.AsSpan(end)))
        {
            throw Invalid("it is damaged (its checksum is wrong)");
        }

        int at = s_magic.Length;
        while (at < end)
        {
            int nameLength = end - at >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)) : -1;
            at += sizeof(int);
            if (nameLength < 0 || nameLength > end - at - sizeof(long))
            {
                throw Invalid("a part has no name");
            }

            string name = System.Text.Encoding.UTF8.GetString(file, at, nameLength);
            at += nameLength;
            long length = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            at += sizeof(long);
            if (length < 0 || length > end - at)
            {
                throw Invalid($"its part '{name}' is cut off");
            }

            _parts[name] = file.AsSpan(at, (int)length).ToArray();
            at += (int)length;
        }
    }

    private DataFileException Invalid(string reason) =>
        new("CheckpointInvalid", ErrorKind.InvalidData, Name, $"{reason}. Remove it to begin anew.");
}
