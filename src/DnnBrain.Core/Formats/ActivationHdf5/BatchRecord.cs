using System.Runtime.InteropServices;
using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>What the journal of an unfinished file keeps of one batch.</summary>
/// <param name="Outcomes">What became of its stimuli.</param>
/// <param name="Chunks">The chunks that were written since the batch before, in the order of writing.</param>
/// <param name="Waiting">
/// A layer: the answers of this batch that wait for their chunk to be full, stimulus × unit. With those of earlier batches since the
/// layer's last chunk they are all that waits.
/// </param>
internal sealed record BatchRecord(IReadOnlyList<StimulusOutcome> Outcomes, IReadOnlyList<ChunkPlace> Chunks, IReadOnlyList<ReadOnlyMemory<float>> Waiting)
{
    private const int HashLength = 32;

    /// <summary>Writes the record as bytes.</summary>
    public void WriteTo(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Outcomes.Count);
        foreach (StimulusOutcome outcome in Outcomes)
        {
            writer.Write(outcome.IsAnswered);
            writer.Write(outcome.Sha256 ?? []);
        }

        writer.Write(Chunks.Count);
        foreach (ChunkPlace chunk in Chunks)
        {
            writer.Write(chunk.Layer);
            writer.Write(chunk.Stimulus);
            writer.Write(chunk.Channel);
            writer.Write(chunk.FilterMask);
            writer.Write(chunk.Offset);
            writer.Write(chunk.Length);
            writer.Write(chunk.Checksum);
        }

        writer.Write(Waiting.Count);
        foreach (ReadOnlyMemory<float> rows in Waiting)
        {
            writer.Write(rows.Length);
            writer.Write(MemoryMarshal.AsBytes(rows.Span));
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; its checksum has been found right.</summary>
    public static BatchRecord FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var outcomes = new StimulusOutcome[reader.ReadInt32()];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = new StimulusOutcome(reader.ReadBoolean() ? reader.ReadBytes(HashLength) : null);
        }

        var chunks = new ChunkPlace[reader.ReadInt32()];
        for (int i = 0; i < chunks.Length; i++)
        {
            chunks[i] = new ChunkPlace(
                reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadUInt32(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadUInt32());
        }

        var waiting = new ReadOnlyMemory<float>[reader.ReadInt32()];
        for (int i = 0; i < waiting.Length; i++)
        {
            float[] rows = new float[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
            waiting[i] = rows;
        }

        return new BatchRecord(outcomes, chunks, waiting);
    }
}
