using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.ActivationNpy;

/// <summary>
/// Values in an .npy, read in blocks of rows: the file may be larger than memory. It stays open as long as the activation lives.
/// </summary>
internal sealed class NpyActivationValues : IActivationValues
{
    // Bytes that are converted at a time.
    private const int BlockLength = 1 << 22;

    private readonly FileStream _file;
    private readonly NpyHeader _header;

    public NpyActivationValues(FileStream file, NpyHeader header, string path)
    {
        (_file, _header, Path) = (file, header, path);
        Shape = FeatureShape.Of(header.Shape[0], header.Shape.Skip(1).Select(size => (long)size), path);
    }

    public ActivationShape Shape { get; }

    public string Path { get; }

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int units = Shape.UnitCount;
        NpyElementType type = _header.ElementType;
        long position = _header.DataOffset + ((long)firstStimulus * units * type.ItemSize);
        Span<float> rest = destination[..checked(stimulusCount * units)];
        byte[] block = new byte[(int)Math.Min(BlockLength, (long)rest.Length * type.ItemSize)];
        while (!rest.IsEmpty)
        {
            int count = Math.Min(rest.Length, block.Length / type.ItemSize);
            Span<byte> bytes = block.AsSpan(0, count * type.ItemSize);
            for (int done = 0; done < bytes.Length;)
            {
                int read = RandomAccess.Read(_file.SafeFileHandle, bytes[done..], position);
                if (read == 0)
                {
                    throw new InvalidFileContentException(Path, "the file became shorter while it was read.");
                }

                done += read;
                position += read;
            }

            NpyNumbers.ToSingle(type, block, count, rest);
            rest = rest[count..];
        }
    }
}
