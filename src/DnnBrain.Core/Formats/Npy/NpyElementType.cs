using System.Globalization;

namespace DnnBrain.Formats.Npy;

/// <summary>A type string of NumPy, such as <c>&lt;f8</c> or <c>&gt;U12</c>, taken apart.</summary>
/// <param name="DataType">What an element is.</param>
/// <param name="ItemSize">Bytes an element.</param>
/// <param name="IsBigEndian">True when numbers and characters are stored with the most significant byte first.</param>
internal readonly record struct NpyElementType(NpyDataType DataType, int ItemSize, bool IsBigEndian)
{
    private static readonly (string Code, NpyDataType Type)[] s_codes =
    [
        ("b1", NpyDataType.Bool),
        ("i1", NpyDataType.Int8), ("i2", NpyDataType.Int16), ("i4", NpyDataType.Int32), ("i8", NpyDataType.Int64),
        ("u1", NpyDataType.UInt8), ("u2", NpyDataType.UInt16), ("u4", NpyDataType.UInt32), ("u8", NpyDataType.UInt64),
        ("f2", NpyDataType.Float16), ("f4", NpyDataType.Float32), ("f8", NpyDataType.Float64),
    ];

    /// <summary>True for the two kinds of text.</summary>
    public bool IsText => DataType is NpyDataType.Unicode or NpyDataType.Bytes;

    /// <summary>The type of numbers in memory, in the machine's byte order.</summary>
    public static NpyElementType OfNumbers(NpyDataType type) =>
        new(type, s_codes.First(c => c.Type == type).Code[1] - '0', !BitConverter.IsLittleEndian);

    /// <summary>The type of texts in memory.</summary>
    /// <param name="length">Characters of the longest text, at least 1.</param>
    public static NpyElementType OfText(int length) => new(NpyDataType.Unicode, checked(length * 4), !BitConverter.IsLittleEndian);

    /// <summary>Takes a type string apart.</summary>
    /// <param name="text">The type string.</param>
    /// <param name="name">The array's name for errors.</param>
    /// <exception cref="UnsupportedFileContentException">It is not a type that is read.</exception>
    public static NpyElementType Parse(string text, string name)
    {
        if (text.Length >= 2 && text[1] == 'O')
        {
            throw new UnsupportedFileContentException(
                name, "the array holds Python objects (dtype=object), which are stored as a program that rebuilds them; they are not read. Save numbers or texts, np.save with allow_pickle=False.");
        }

        if (text.Length >= 3 && text[0] is '<' or '>' or '|')
        {
            bool isBigEndian = text[0] == '>';
            string code = text[1..];
            foreach ((string known, NpyDataType type) in s_codes)
            {
                if (code == known && (text[0] != '|' || code[1] == '1'))
                {
                    return new NpyElementType(type, code[1] - '0', isBigEndian);
                }
            }

            if (code[0] is 'U' or 'S'
                && int.TryParse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                && length is > 0 and <= int.MaxValue / 4)
            {
                return code[0] == 'U'
                    ? new NpyElementType(NpyDataType.Unicode, length * 4, isBigEndian)
                    : new NpyElementType(NpyDataType.Bytes, length, IsBigEndian: false);
            }
        }

        throw new UnsupportedFileContentException(
            name, $"elements of type '{text}' are not read; read are {string.Join(", ", s_codes.Select(c => c.Code))}, U and S.");
    }

    /// <summary>The type string.</summary>
    public override string ToString()
    {
        NpyDataType type = DataType;
        string code = DataType switch
        {
            NpyDataType.Unicode => FormattableString.Invariant($"U{ItemSize / 4}"),
            NpyDataType.Bytes => FormattableString.Invariant($"S{ItemSize}"),
            _ => s_codes.First(c => c.Type == type).Code,
        };
        return (ItemSize == 1 || DataType == NpyDataType.Bytes ? "|" : IsBigEndian ? ">" : "<") + code;
    }
}
