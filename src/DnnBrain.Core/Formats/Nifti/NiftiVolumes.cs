using System.Numerics.Tensors;
using DnnBrain.Brain;

namespace DnnBrain.Formats.Nifti;

/// <summary>
/// The volumes of an image file. Each visit opens the file for itself and reads it once, in blocks, so that several threads
/// may visit at a time and one volume is all that is held.
/// </summary>
internal sealed class NiftiVolumes : IBrainVolumes
{
    private const int BlockBytes = 1 << 18;

    private readonly string _path;
    private readonly NiftiHeader _header;

    public NiftiVolumes(string path, NiftiHeader header)
    {
        _path = path;
        _header = header;
    }

    /// <inheritdoc/>
    public VolumeSpace Space => _header.Space;

    /// <inheritdoc/>
    public int VolumeCount => _header.VolumeCount;

    /// <inheritdoc/>
    /// <exception cref="InvalidFileContentException">The file ends too early, or its compressed stream or checksum is damaged.</exception>
    public void VisitVolumes(BrainVolumeVisitor visitor, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        using Stream stream = NiftiFile.Open(_path, toTheEnd: true, out long fileLength, out bool isCompressed);

        // The file may have been replaced since its header was read.
        NiftiFile.CheckLength(_header, fileLength, isCompressed, _path);
        byte[] block = new byte[BlockBytes];
        double[] volume = new double[Space.Dimensions.VoxelCount];
        Skip(stream, block);
        for (int i = 0; i < VolumeCount; i++)
        {
            ReadVolume(stream, block, volume, i, token);
            visitor(i, volume);
        }

        if (isCompressed)
        {
            CheckEnd(stream);
        }
    }

    private void Skip(Stream stream, byte[] block)
    {
        if (stream.CanSeek)
        {
            stream.Position = _header.VoxelOffset;
            return;
        }

        for (long left = _header.VoxelOffset; left > 0;)
        {
            int count = (int)Math.Min(left, block.Length);
            FillWhole(stream, block.AsSpan(0, count), 0);
            left -= count;
        }
    }

    private void ReadVolume(Stream stream, byte[] block, double[] volume, int number, CancellationToken token)
    {
        int size = NiftiElement.SizeOf(_header.DataType);
        for (int done = 0; done < volume.Length;)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(block.Length / size, volume.Length - done);
            Span<byte> bytes = block.AsSpan(0, count * size);
            Span<double> values = volume.AsSpan(done, count);
            FillWhole(stream, bytes, number);
            NiftiElement.ToDouble(_header.DataType, _header.IsBigEndian, bytes, values);
            if (_header.Slope != 1)
            {
                TensorPrimitives.Multiply(values, _header.Slope, values);
            }

            if (_header.Intercept != 0)
            {
                TensorPrimitives.Add(values, _header.Intercept, values);
            }

            done += count;
        }
    }

    /// <summary>Bytes that stand behind the last voxel were not covered by a checksum that was looked at, so they are refused.</summary>
    private void CheckEnd(Stream stream)
    {
        Span<byte> end = stackalloc byte[SealedGzip.Seal.Length];
        int count = Fill(stream, end);
        if (count < end.Length)
        {
            throw new InvalidFileContentException(_path, "the compressed data end without their checksum; the file is truncated or damaged.");
        }

        if (!end.SequenceEqual(SealedGzip.Seal))
        {
            throw new InvalidFileContentException(_path, "the compressed data go on behind the last voxel; the file or its header is damaged.");
        }
    }

    private void FillWhole(Stream stream, Span<byte> bytes, int volume)
    {
        if (Fill(stream, bytes) < bytes.Length)
        {
            throw new InvalidFileContentException(_path, $"the file ends within volume {volume + 1} of {VolumeCount}; it is truncated.");
        }
    }

    private int Fill(Stream stream, Span<byte> bytes)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw NiftiFile.Damaged(_path, e);
        }
    }
}
