using System.Buffers.Binary;
using System.IO.Compression;

namespace DnnBrain.Formats.Mat;

/// <summary>Writes MAT-files of version 5 with compressed variables (<c>-v7</c>): numbers as doubles, texts, cells of texts.</summary>
internal static class MatWriter
{
    private const int HeaderLength = 128;
    private const int ClassCell = 1;
    private const int ClassChar = 4;
    private const int ClassDouble = 6;

    // The format counts a variable's bytes in 32 bits.
    private const long MaxBytes = int.MaxValue - 1024;

    /// <summary>Writes a file; it appears under its name when it is whole. The same variables give the same bytes.</summary>
    /// <exception cref="DnnBrainException">A variable has more than 2 GiB (<c>VariableTooLarge</c>).</exception>
    public static void Write(string path, bool overwrite, IReadOnlyList<KeyValuePair<string, MatVariable>> variables) => AtomicFile.Write(path, overwrite, stream =>
    {
        stream.Write(Header());
        foreach ((string name, MatVariable variable) in variables)
        {
            byte[] matrix = Matrix(name, variable);
            using var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                zlib.Write(matrix);
            }

            stream.Write(Tag(MatType.Compressed, (int)packed.Length));
            packed.Position = 0;
            packed.CopyTo(stream);
        }
    });

    private static byte[] Header()
    {
        byte[] header = new byte[HeaderLength];
        header.AsSpan(0, 116).Fill((byte)' ');
        "MATLAB 5.0 MAT-file, Platform: any, Created by: DnnBrain"u8.CopyTo(header);
        header[125] = 1;
        header[126] = (byte)'I';
        header[127] = (byte)'M';
        return header;
    }

    private static byte[] Matrix(string name, MatVariable variable)
    {
        using var body = new MemoryStream();
        int matClass = variable.Class switch { MatClass.Numeric => ClassDouble, MatClass.Text => ClassChar, _ => ClassCell };
        Append(body, MatType.UInt32, [.. BitConverter.GetBytes(matClass), 0, 0, 0, 0]);
        Append(body, MatType.Int32, [.. variable.Shape.SelectMany(size => BitConverter.GetBytes(size))]);
        Append(body, MatType.Int8, System.Text.Encoding.ASCII.GetBytes(name));
        switch (variable.Class)
        {
            case MatClass.Numeric:
                RequireSize(name, variable.Values.Length * (long)sizeof(double));
                Append(body, MatType.Double, Doubles(variable.Values));
                break;
            case MatClass.Text:
                Append(body, MatType.Utf16, [.. variable.ToTexts()!.FirstOrDefault("").SelectMany(c => BitConverter.GetBytes(c))]);
                break;
            default:
                foreach (MatVariable cell in variable.Cells)
                {
                    body.Write(Matrix("", cell));
                    RequireSize(name, body.Length);
                }

                break;
        }

        return [.. Tag(MatType.Matrix, (int)body.Length), .. body.ToArray()];
    }

    private static byte[] Doubles(ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        return bytes;
    }

    private static void Append(MemoryStream body, MatType type, byte[] data)
    {
        body.Write(Tag(type, data.Length));
        body.Write(data);
        body.Write(new byte[(8 - (data.Length % 8)) % 8]);
    }

    private static byte[] Tag(MatType type, int length) => [.. BitConverter.GetBytes((int)type), .. BitConverter.GetBytes(length)];

    private static void RequireSize(string name, long bytes)
    {
        if (bytes > MaxBytes)
        {
            throw new DnnBrainException("VariableTooLarge", ErrorKind.NotSupported, $"The variable '{name}' takes {bytes:N0} bytes; a MAT-file of version 5 holds up to {MaxBytes:N0}. Write several files, or .rdm.h5.", name);
        }
    }
}
