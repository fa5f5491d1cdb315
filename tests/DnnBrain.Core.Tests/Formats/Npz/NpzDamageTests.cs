using System.Buffers.Binary;
using System.IO.Compression;
using DnnBrain.Formats;
using DnnBrain.Formats.Npz;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Npz;

/// <summary>Members that are not as long as the directory of the archive says.</summary>
public sealed class NpzDamageTests
{
    private const int Length = 128 + (8 * 100);

    [Theory]
    [InlineData(Length - 1)]
    [InlineData(Length + 1)]
    [InlineData(Length + 800)]
    public void Read_OfAMemberOfAnotherLengthThanPromised_IsAnError(uint promised)
    {
        using var folder = new TemporaryFolder();
        string path = Forge(folder, promised);
        using var reader = new NpzReader(path);

        Assert.Throws<InvalidFileContentException>(() => reader.Read("a"));
    }

    [Fact]
    public void Read_OfAMemberThatCannotBeSoLong_SaysIt()
    {
        // Deflate packs at best 1032 bytes into one; the header of the array, which comes first, says the same length.
        using var folder = new TemporaryFolder();
        string path = Forge(folder, 128 + (8 * 10_000_000), elements: 10_000_000);
        using var reader = new NpzReader(path);
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => reader.Read("a"));

        Assert.Contains("cannot hold the 80000128", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    /// <summary>An archive with an array of 100 numbers, whose header and directory may say otherwise.</summary>
    private static string Forge(TemporaryFolder folder, uint promised, int elements = 100)
    {
        byte[] header = new byte[128];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), 118);
        header.AsSpan(10).Fill((byte)' ');
        System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{{'descr': '<f8', 'fortran_order': False, 'shape': ({elements},), }}")).CopyTo(header.AsSpan(10));
        header[^1] = (byte)'\n';
        string path = folder.File("a.npz");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream stream = zip.CreateEntry("a.npy", CompressionLevel.Optimal).Open())
        {
            stream.Write(header);
            for (int i = 0; i < 100; i++)
            {
                stream.Write(BitConverter.GetBytes((double)i));
            }
        }

        byte[] bytes = File.ReadAllBytes(path);

        // Offset 24 of a member's record in the directory is its unpacked length.
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24), promised);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
