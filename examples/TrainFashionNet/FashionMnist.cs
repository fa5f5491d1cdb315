using System.Buffers.Binary;
using System.IO.Compression;

namespace TrainFashionNet;

/// <summary>Images and classes of Fashion-MNIST, read from its four gzipped IDX files.</summary>
/// <remarks>Xiao, Rasul &amp; Vollgraf (2017), https://arxiv.org/abs/1708.07747. IDX: http://yann.lecun.com/exdb/mnist/.</remarks>
internal sealed class FashionMnist
{
    public const int Size = 28;
    public const int PixelCount = Size * Size;

    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    private FashionMnist(byte[] pixels, byte[] labels)
    {
        _pixels = pixels;
        _labels = labels;
    }

    public int Count => _labels.Length;

    /// <summary>Reads one part of the data set.</summary>
    /// <param name="folder">The folder with the files, as Debian's dataset-fashion-mnist has it.</param>
    /// <param name="part"><c>train</c> or <c>t10k</c>.</param>
    public static FashionMnist Read(string folder, string part)
    {
        byte[] images = ReadIdx(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), rank: 3);
        byte[] labels = ReadIdx(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), rank: 1);
        return images.Length == labels.Length * PixelCount
            ? new FashionMnist(images, labels)
            : throw new InvalidDataException($"{images.Length} pixels do not make {labels.Length} images of {Size}×{Size}.");
    }

    /// <summary>The class of an image, 0 to 9.</summary>
    public int Label(int index) => _labels[index];

    /// <summary>The pixels of an image, row by row: 0 is background.</summary>
    public ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(index * PixelCount, PixelCount);

    private static byte[] ReadIdx(string path, int rank)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            gzip.CopyTo(content);
        }

        // Magic: two zero bytes, 8 for unsigned bytes, the number of axes; then one big-endian size an axis.
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        int header = 4 + (4 * rank);
        if (bytes.Length < header || BinaryPrimitives.ReadInt32BigEndian(bytes) != 0x0800 + rank)
        {
            throw new InvalidDataException($"'{path}' is no IDX file of {rank} axes of bytes.");
        }

        long count = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            count *= BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + (4 * axis))..]);
        }

        return count == bytes.Length - header
            ? bytes[header..].ToArray()
            : throw new InvalidDataException($"'{path}' should hold {count} bytes behind its header, not {bytes.Length - header}.");
    }
}
