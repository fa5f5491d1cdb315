using System.Buffers.Binary;
using System.IO.Compression;
using DnnBrain.Brain;
using DnnBrain.Formats;
using DnnBrain.Formats.Nifti;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Nifti;

/// <summary>Files that are truncated, damaged, of another kind, or made to do harm.</summary>
public class NiftiHostileTests
{
    [Theory]
    [InlineData("refused_nifti2.nii", "NIfTI-2")]
    [InlineData("refused_complex.nii", "data type 32")]
    [InlineData("refused_pair.hdr", ".hdr/.img pair")]
    [InlineData("refused_analyze.hdr", "Analyze")]
    public void Identify_OfAnotherKindOfImage_SaysWhichAndWhatToDo(string name, string part)
    {
        UnsupportedFileContentException error = Assert.Throws<UnsupportedFileContentException>(() => NiftiReader.Identify(TestData.Path($"nifti/{name}")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Identify_OfAMissingFile_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("FileNotFound", Assert.Throws<DataFileException>(() => NiftiReader.Identify(folder.File("none.nii"))).ErrorId);
    }

    [Theory]
    [InlineData("series.nii.gz")]
    [InlineData("slope_be.nii")]
    [InlineData("extension.nii")]
    public void Read_OfEveryTruncation_ReportsInvalidContent(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Fixture(name);
        for (int length = 0; length < whole.Length; length += length < whole.Length - 16 ? 13 : 1)
        {
            string path = Save(folder, whole[..length]);

            Assert.Throws<InvalidFileContentException>(() => ReadAll(path));
        }
    }

    [Fact]
    public void Read_OfCompressedDataWithAFlippedBit_ReportsInvalidContent()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Fixture("series.nii.gz");

        // From the middle on, the header is intact: what is found is the damage of the stream or of its checksum.
        for (int i = whole.Length / 2; i < whole.Length; i += i < whole.Length - 30 ? 17 : 1)
        {
            if (i == whole.Length - 9)
            {
                // The last byte of the packed data, in front of checksum and length, has bits behind the end that mean nothing.
                continue;
            }

            byte[] bytes = [.. whole];
            bytes[i] ^= 0x10;
            string path = Save(folder, bytes);

            Assert.Throws<InvalidFileContentException>(() => ReadAll(path));
        }
    }

    [Theory]
    [InlineData(NiftiField.HeaderSize, (short)349, "348")]
    [InlineData(NiftiField.Dimensions, (short)0, "1 to 7")]
    [InlineData(NiftiField.Dimensions, (short)8, "1 to 7")]
    [InlineData(NiftiField.Dimensions, (short)-1, "1 to 7")]
    [InlineData(NiftiField.Dimensions + 2, (short)0, "dimension 1")]
    [InlineData(NiftiField.Dimensions + 6, (short)-2, "dimension 3")]
    [InlineData(NiftiField.BitsPerVoxel, (short)32, "32 bits")]
    public void Identify_WithAFieldThatCannotBe_NamesIt(int offset, short value, string part)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Fixture("int16_le.nii");
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset), value);

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => NiftiReader.Identify(Save(folder, bytes)));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NiftiField.VoxelOffset, 351f, "byte 351")]
    [InlineData(NiftiField.VoxelOffset, 352.5f, "byte 352.5")]
    [InlineData(NiftiField.VoxelOffset, -1f, "byte -1")]
    [InlineData(NiftiField.VoxelOffset, float.NaN, "byte NaN")]
    [InlineData(NiftiField.VoxelOffset, 1e30f, "byte 1E+30")]
    [InlineData(NiftiField.VoxelOffset, 1e9f, "truncated")]
    [InlineData(NiftiField.SformRows, float.NaN, "grid")]
    [InlineData(NiftiField.SformRows, float.PositiveInfinity, "grid")]
    [InlineData(NiftiField.Intercept, float.NegativeInfinity, "shifted")]
    public void Identify_WithANumberThatCannotBe_NamesIt(int offset, float value, string part)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Fixture("int16_le.nii");
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(NiftiField.Slope), 2);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(offset), value);

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => NiftiReader.Identify(Save(folder, bytes)));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, new short[] { 4, 1000, 1000, 1000, 10 })]
    [InlineData(true, new short[] { 4, 1000, 1000, 1000, 10 })]
    [InlineData(true, new short[] { 3, 1000, 1000, 1000, 1 })]
    [InlineData(false, new short[] { 7, 1, 1, 1, 32767, 32767, 2, 2 })]
    [InlineData(true, new short[] { 3, 32767, 32767, 2, 1 })]
    [InlineData(false, new short[] { 7, 1, 1, 1, 32767, 32767, 32767, 32767 })]
    public void Read_OfAHeaderThatClaimsGigabytes_IsRefusedWithoutTakingMemory(bool compress, short[] dimensions)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Fixture("float64_le.nii");
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(NiftiField.Dimensions + (2 * i)), dimensions[i]);
        }

        string path = Save(folder, compress ? Compress(bytes) : bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidFileContentException>(() => ReadAll(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Identify_OfAVolumeBeyondAnArray_IsRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Fixture("float64_le.nii");
        new short[] { 3, 32767, 32767, 32767 }.AsSpan().CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes.AsSpan(NiftiField.Dimensions, 8)));

        Assert.Throws<UnsupportedFileContentException>(() => NiftiReader.Identify(Save(folder, bytes)));
    }

    [Fact]
    public void VisitVolumes_OfACompressedBomb_IsRefusedWithoutUnpackingIt()
    {
        using var folder = new TemporaryFolder();
        byte[] image = Fixture("uint8_le.nii");
        byte[] bomb = Compress([.. image, .. new byte[64 << 20]]);
        Assert.True(bomb.Length < 1 << 18);
        string path = Save(folder, bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => ReadAll(path));

        Assert.Contains("behind the last voxel", error.Message, StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_OfAFilePackedInSeveralParts_GivesItsValues()
    {
        using var folder = new TemporaryFolder();
        byte[] image = Fixture("slope_be.nii");

        double[] values = ReadAll(Save(folder, [.. Compress(image[..100]), .. Compress(image[100..500]), .. Compress(image[500..])]));

        Assert.Equal(ReadAll(TestData.Path("nifti/slope_be.nii")), values);
    }

    [Fact]
    public void VisitVolumes_OfAFileThatBecameShorter_ReportsInvalidContent()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder, Fixture("slope_be.nii"));
        BrainImage image = NiftiReader.Read(path);
        Save(folder, Fixture("slope_be.nii")[..400]);

        Assert.Throws<InvalidFileContentException>(() => image.VisitVolumes((_, _) => { }));
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(TestData.Path($"nifti/{name}"));

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return buffer.ToArray();
    }

    private static string Save(TemporaryFolder folder, byte[] bytes)
    {
        string path = folder.File("image.nii");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static double[] ReadAll(string path)
    {
        var values = new List<double>();
        NiftiReader.Read(path).VisitVolumes((_, span) => values.AddRange(span));
        return [.. values];
    }
}
