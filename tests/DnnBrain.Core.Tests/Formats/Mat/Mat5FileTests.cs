using System.Buffers.Binary;
using DnnBrain.Formats;
using DnnBrain.Formats.Mat;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Mat;

/// <summary>Files put together byte by byte, as MathWorks' "MAT-File Format", chapter 1, describes them.</summary>
public sealed class Mat5FileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)] // as MATLAB on a workstation of old wrote it
    public void Read_InEitherByteOrder_GivesTheNumbers(bool bigEndian)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.mat");
        File.WriteAllBytes(path, Document(bigEndian, version: 0x0100));

        using IMatFile file = MatReader.Open(path);

        Assert.Equal(["abc"], file.Names);
        MatVariable variable = file.Read("abc");
        Assert.Equal([2, 3], variable.Shape);
        Assert.Equal([1.5, -2, 3, 4, 5, 6e100], variable.Values.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_OfAnotherVersion_IsRefused(bool bigEndian)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.mat");
        File.WriteAllBytes(path, Document(bigEndian, version: 0x0300));
        Assert.Throws<InvalidFileContentException>(() => new Mat5File(path));
    }

    [Fact]
    public void HasSignature_OfAShortHeader_IsFalse()
    {
        byte[] header = Document(bigEndian: true, version: 0x0100)[..128];
        Assert.True(Mat5File.HasSignature(header, out bool bigEndian));
        Assert.True(bigEndian);
        Assert.False(Mat5File.HasSignature(header.AsSpan(0, 127), out _));
        header[127] = (byte)'X';
        Assert.False(Mat5File.HasSignature(header, out _));
    }

    private static byte[] Document(bool bigEndian, ushort version)
    {
        byte[] header = new byte[128];
        header.AsSpan(0, 116).Fill((byte)' ');
        Write16(header.AsSpan(124), version);
        // The characters M and I as one number: in another byte order they read IM.
        Write16(header.AsSpan(126), ('M' << 8) | 'I');
        double[] values = [1.5, -2, 3, 4, 5, 6e100];
        byte[] numbers = [.. values.SelectMany(value => Bytes(8, span => Write64(span, BitConverter.DoubleToUInt64Bits(value))))];
        byte[] matrix =
        [
            .. Element(6, [.. Number(6), .. Number(0)]), // flags: class double
            .. Element(5, [.. Number(2), .. Number(3)]),
            .. Element(1, [.. "abc"u8]),
            .. Element(9, numbers),
        ];
        return [.. header, .. Element(14, matrix)];

        byte[] Element(uint type, byte[] data) => [.. Number(type), .. Number((uint)data.Length), .. data, .. new byte[(8 - (data.Length % 8)) % 8]];
        byte[] Number(uint value) => Bytes(4, span => Write32(span, value));

        byte[] Bytes(int count, Action<byte[]> write)
        {
            byte[] bytes = new byte[count];
            write(bytes);
            return bytes;
        }

        void Write16(Span<byte> span, int value)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(span, (ushort)value);
            }
        }

        void Write32(Span<byte> span, uint value)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt32BigEndian(span, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(span, value);
            }
        }

        void Write64(Span<byte> span, ulong value)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt64BigEndian(span, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt64LittleEndian(span, value);
            }
        }
    }
}
