using System.Buffers.Binary;
using System.Text.Json;
using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// The journal beside an unfinished .act.h5: what is extracted, and after each batch where its chunks lie. It is only ever appended
/// to; a record that was cut off does not come to its checksum and ends the journal. While it is open nobody else can open it.
/// </summary>
/// <remarks>
/// Magic; then records of length (4 bytes), CRC-32C (4 bytes) and content, little-endian. The first record is the plan as JSON behind
/// the number of the data file (4 bytes), the others are <see cref="BatchRecord"/>s.
/// </remarks>
internal sealed class PartialJournal : IDisposable
{
    private const int HeaderLength = 8;
    private readonly FileStream _stream;
    private readonly MemoryStream _record = new();

    private PartialJournal(FileStream stream) => _stream = stream;

    private static ReadOnlySpan<byte> Magic => "DnnBrain partial activation 1\n"u8;

    /// <summary>Which of the data files beside it the journal is about.</summary>
    public int Generation { get; private init; }

    /// <summary>What is extracted; null where not even that was written.</summary>
    public ExtractionPlan? Plan { get; private init; }

    /// <summary>Begins a journal.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="generation">The number of the data file.</param>
    /// <param name="plan">What is extracted.</param>
    /// <param name="mode">Whether a file of that name may be there.</param>
    /// <exception cref="DataFileException">There is one and it may not (<c>FileInUse</c>): another run was faster.</exception>
    public static PartialJournal Create(string path, int generation, ExtractionPlan plan, FileMode mode)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw InUse(path, e);
        }

        var journal = new PartialJournal(stream) { Generation = generation, Plan = plan };
        byte[] json = System.Text.Encoding.UTF8.GetBytes(plan.ToJson());
        byte[] header = new byte[sizeof(int) + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(header, generation);
        json.CopyTo(header, sizeof(int));
        journal._stream.Write(Magic);
        journal.Append(header);
        return journal;
    }

    /// <summary>Opens a journal that a run left, behind its first record.</summary>
    /// <exception cref="DataFileException">Another run has it open (<c>FileInUse</c>).</exception>
    /// <exception cref="InvalidFileContentException">It is something else.</exception>
    public static PartialJournal Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            throw InUse(path, e);
        }

        byte[] magic = new byte[Magic.Length];
        int length = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (!Magic[..length].SequenceEqual(magic.AsSpan(0, length)))
        {
            stream.Dispose();
            throw new InvalidFileContentException(path, "it is not what an extraction leaves behind; it is in the way.");
        }

        byte[]? header = ReadRecord(stream);
        return header is null
            ? new PartialJournal(stream)
            : new PartialJournal(stream)
            {
                Generation = BinaryPrimitives.ReadInt32LittleEndian(header),
                Plan = ParsePlan(header.AsSpan(sizeof(int))),
            };
    }

    /// <summary>The batches that are whole, in order.</summary>
    public IEnumerable<BatchRecord> ReadBatches()
    {
        while (ReadRecord(_stream) is { } record)
        {
            yield return BatchRecord.FromBytes(record);
        }
    }

    /// <summary>Goes behind all that is there, to append.</summary>
    public void MoveToEnd() => _stream.Seek(0, SeekOrigin.End);

    /// <summary>Appends a batch. When it returns, a kill of the process cannot undo it.</summary>
    public void Append(BatchRecord batch)
    {
        _record.SetLength(0);
        batch.WriteTo(_record);
        Append(_record.GetBuffer().AsSpan(0, (int)_record.Length));
    }

    public void Dispose() => _stream.Dispose();

    private static DataFileException InUse(string path, IOException inner) =>
        new("FileInUse", ErrorKind.AlreadyExists, path, "another run is writing this file.", inner);

    private static byte[]? ReadRecord(FileStream stream)
    {
        Span<byte> head = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(head, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length < sizeof(int) || length > stream.Length - stream.Position)
        {
            return null;
        }

        byte[] content = new byte[length];
        stream.ReadExactly(content);
        return Crc32C.Compute(content) == BinaryPrimitives.ReadUInt32LittleEndian(head[sizeof(uint)..]) ? content : null;
    }

    private static ExtractionPlan? ParsePlan(ReadOnlySpan<byte> json)
    {
        try
        {
            return ExtractionPlan.FromJson(System.Text.Encoding.UTF8.GetString(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Append(ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(uint)..], Crc32C.Compute(content));
        _stream.Write(head);
        _stream.Write(content);
        _stream.Flush();
    }
}
