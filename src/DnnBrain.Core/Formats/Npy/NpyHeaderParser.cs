using System.Buffers.Binary;
using System.Globalization;

namespace DnnBrain.Formats.Npy;

/// <summary>
/// Reads headers of versions 1 to 3 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): a magic, two
/// bytes of version, the length of the text (2 bytes in version 1, 4 behind), and a Python dictionary with the keys descr,
/// fortran_order and shape. The text is taken apart here; nothing in it is run.
/// </summary>
internal ref struct NpyHeaderParser
{
    /// <summary>Longer headers belong to structured arrays, which are not read.</summary>
    private const int MaxTextLength = 1 << 20;

    /// <summary>The most dimensions an array of NumPy 2 can have.</summary>
    private const int MaxDimensions = 64;

    private readonly ReadOnlySpan<char> _text;
    private readonly string _name;
    private int _position;

    private NpyHeaderParser(ReadOnlySpan<char> text, string name)
    {
        _text = text;
        _name = name;
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>True when the bytes begin as an array does.</summary>
    public static bool IsNpy(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header and leaves the stream at the first element.</summary>
    /// <param name="stream">A stream at the start of the array.</param>
    /// <param name="length">The bytes of the whole array; what the header says is checked against it.</param>
    /// <param name="name">The array's name for errors.</param>
    /// <exception cref="InvalidFileContentException">This is no array, it is truncated, or its header breaks the rules.</exception>
    /// <exception cref="UnsupportedFileContentException">The elements are of a type that is not read.</exception>
    public static NpyHeader Read(Stream stream, long length, string name)
    {
        byte[] prefix = new byte[12];
        int count = stream.ReadAtLeast(prefix.AsSpan(0, 10), 10, throwOnEndOfStream: false);
        if (count < 10 || !IsNpy(prefix))
        {
            throw new InvalidFileContentException(name, "this is no NumPy array: it does not begin with its magic.");
        }

        int major = prefix[6];
        if (major is < 1 or > 3)
        {
            throw new UnsupportedFileContentException(name, $"the array is of version {major} of the format; 1 to 3 are read.");
        }

        int prefixLength = major == 1 ? 10 : 12;
        stream.ReadAtLeast(prefix.AsSpan(10, prefixLength - 10), prefixLength - 10, throwOnEndOfStream: false);
        uint textLength = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(8));
        if (textLength > MaxTextLength || textLength > length - prefixLength)
        {
            throw new InvalidFileContentException(name, $"the header would have {textLength} bytes, but {Math.Max(0, length - prefixLength)} follow and {MaxTextLength} are allowed; it is truncated or damaged.");
        }

        byte[] bytes = new byte[textLength];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidFileContentException(name, "the file ends within the header.");
        }

        string text = (major == 3 ? System.Text.Encoding.UTF8 : System.Text.Encoding.Latin1).GetString(bytes);
        NpyHeader header = new NpyHeaderParser(text, name).Parse(prefixLength + bytes.Length);
        return header.DataLength == length - header.DataOffset
            ? header
            : throw new InvalidFileContentException(name, $"an array of {header} takes {header.DataLength} bytes, but {length - header.DataOffset} follow its header; it is truncated or damaged.");
    }

    private NpyHeader Parse(long dataOffset)
    {
        NpyElementType? type = null;
        bool? isFortranOrder = null;
        int[]? shape = null;
        Expect('{');
        while (!TryTake('}'))
        {
            string key = TakeString();
            Expect(':');
            switch (key)
            {
                case "descr" when type is null:
                    type = TakeType();
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = TakeBoolean();
                    break;
                case "shape" when shape is null:
                    shape = TakeShape();
                    break;
                default:
                    throw Invalid($"the key '{key}' is not known or there twice");
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        if (_position < _text.Length)
        {
            throw Invalid("something follows the dictionary");
        }

        if (type is not { } element || isFortranOrder is not { } isFortran || shape is null)
        {
            throw Invalid("descr, fortran_order or shape is missing");
        }

        // Each factor is below 2^31 and the product is cut off at 2^63, so that Int128 cannot overflow.
        Int128 bytes = element.ItemSize;
        foreach (int size in shape)
        {
            bytes = Int128.Min(bytes * size, long.MaxValue);
        }

        return new NpyHeader(element, isFortran, shape, (long)bytes / element.ItemSize, dataOffset);
    }

    private NpyElementType TakeType()
    {
        SkipSpace();
        if (_position < _text.Length && _text[_position] == '[')
        {
            throw new UnsupportedFileContentException(_name, "the array has named fields (a structured array); plain arrays are read.");
        }

        return NpyElementType.Parse(TakeString(), _name);
    }

    private int[] TakeShape()
    {
        var shape = new List<int>();
        Expect('(');
        while (!TryTake(')'))
        {
            shape.Add(TakeSize());
            if (shape.Count > MaxDimensions)
            {
                throw Invalid($"there are more than {MaxDimensions} dimensions");
            }

            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. shape];
    }

    private int TakeSize()
    {
        SkipSpace();
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
        {
            _position++;
        }

        if (!int.TryParse(_text[start.._position], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            throw Invalid("a dimension is not a whole number from 0 to 2147483647");
        }

        // Python 2 wrote long integers with an L behind them.
        TryTake('L');
        return size;
    }

    private bool TakeBoolean()
    {
        SkipSpace();
        foreach (string word in (ReadOnlySpan<string>)["True", "False"])
        {
            if (_text[_position..].StartsWith(word))
            {
                _position += word.Length;
                return word == "True";
            }
        }

        throw Invalid("fortran_order is neither True nor False");
    }

    private string TakeString()
    {
        SkipSpace();
        char quote = _position < _text.Length ? _text[_position] : '\0';
        int end = quote is '\'' or '"' ? _text[(_position + 1)..].IndexOf(quote) : -1;
        if (end < 0)
        {
            throw Invalid($"a text in quotes was expected at character {_position + 1}");
        }

        string value = _text.Slice(_position + 1, end).ToString();
        _position += end + 2;
        return value;
    }

    private void Expect(char character)
    {
        if (!TryTake(character))
        {
            throw Invalid($"'{character}' was expected at character {_position + 1}");
        }
    }

    private bool TryTake(char character)
    {
        SkipSpace();
        if (_position < _text.Length && _text[_position] == character)
        {
            _position++;
            return true;
        }

        return false;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\n' or '\r')
        {
            _position++;
        }
    }

    private readonly InvalidFileContentException Invalid(string reason) => new(_name, $"the array's header is damaged: {reason}.");
}
