using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Hdf5;

/// <summary>An object of a file that carries attributes: a group or a dataset. Every member is thread-safe.</summary>
internal abstract unsafe class Hdf5Object : IDisposable
{
    /// <summary>The file length that stands for a file being written.</summary>
    protected const long Unlimited = long.MaxValue;

    /// <param name="handle">The open object, owned from now on.</param>
    /// <param name="filePath">The file, for messages.</param>
    /// <param name="fileLength">Bytes of the file when it was opened: no uncompressed value can be longer.
    /// <see cref="Unlimited"/> for a file being written.</param>
    protected Hdf5Object(Hdf5Handle handle, string filePath, long fileLength)
    {
        Handle = handle;
        FilePath = filePath;
        FileLength = fileLength;
    }

    /// <summary>The file, for messages.</summary>
    public string FilePath { get; }

    protected Hdf5Handle Handle { get; }

    protected long FileLength { get; }

    /// <summary>Whether the object has an attribute of this name.</summary>
    public bool HasAttribute(string name)
    {
        using (Hdf5Library.Enter())
        {
            return Check(Hdf5Native.H5Aexists(Handle.Id, name), $"the attribute '{name}' could not be looked up.") > 0;
        }
    }

    /// <summary>Writes a scalar text attribute, UTF-8 of variable length as h5py writes a <c>str</c>.</summary>
    public void WriteAttribute(string name, string value)
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = Own(Hdf5Native.H5Screate(Hdf5Native.DataspaceScalar), "a dataspace could not be created.");
            WriteTexts(name, [value], space);
        }
    }

    /// <summary>Writes a 1-D text attribute, UTF-8 of variable length.</summary>
    /// <exception cref="ArgumentException">A text contains a NUL, which ends a string in HDF5.</exception>
    public void WriteAttribute(string name, IReadOnlyList<string> values)
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = CreateSimpleSpace(values.Count);
            WriteTexts(name, values, space);
        }
    }

    /// <summary>Writes a 1-D numeric attribute.</summary>
    public void WriteAttribute<T>(string name, ReadOnlySpan<T> values) where T : unmanaged
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = CreateSimpleSpace(values.Length);
            string reason = $"the attribute '{name}' could not be written.";
            using Hdf5Handle attribute = Own(Hdf5Native.H5Acreate2(Handle.Id, name, Hdf5Library.FileType<T>(), space.Id, Hdf5Native.Default, Hdf5Native.Default), reason);
            if (values.IsEmpty)
            {
                return;
            }

            fixed (T* buffer = values)
            {
                Check(Hdf5Native.H5Awrite(attribute.Id, Hdf5Library.NativeType<T>(), buffer), reason);
            }
        }
    }

    /// <summary>Reads a text attribute of one element, scalar or not; null if there is none of this name.</summary>
    public string? ReadText(string name)
    {
        string[]? texts = ReadTexts(name);
        if (texts is null)
        {
            return null;
        }

        return texts.Length == 1
            ? texts[0]
            : throw new InvalidFileContentException(FilePath, $"the attribute '{name}' should hold one text but holds {texts.Length}.");
    }

    /// <summary>Reads a text attribute, of variable or fixed length; null if there is none of this name.</summary>
    public string[]? ReadTexts(string name)
    {
        using (Hdf5Library.Enter())
        {
            if (!HasAttribute(name))
            {
                return null;
            }

            using Hdf5Handle attribute = OpenAttribute(name);
            using Hdf5Handle type = Own(Hdf5Native.H5Aget_type(attribute.Id), $"the type of the attribute '{name}' could not be read.");
            if (Hdf5Native.H5Tget_class(type.Id) != Hdf5Native.ClassString)
            {
                throw new InvalidFileContentException(FilePath, $"the attribute '{name}' should hold text but does not.");
            }

            using Hdf5Handle space = Own(Hdf5Native.H5Aget_space(attribute.Id), $"the shape of the attribute '{name}' could not be read.");
            bool variable = Check(Hdf5Native.H5Tis_variable_str(type.Id), "a string type could not be read.") > 0;
            int size = checked((int)Hdf5Native.H5Tget_size(type.Id));
            int count = CountElements(name, space, size);
            if (count == 0)
            {
                return [];
            }

            return variable ? ReadVariableTexts(name, attribute, type, space, count) : ReadFixedTexts(name, attribute, type, count, size);
        }
    }

    /// <summary>Reads a numeric attribute, converted to double; null if there is none of this name.</summary>
    public double[]? ReadNumbers(string name)
    {
        using (Hdf5Library.Enter())
        {
            if (!HasAttribute(name))
            {
                return null;
            }

            using Hdf5Handle attribute = OpenAttribute(name);
            using Hdf5Handle type = Own(Hdf5Native.H5Aget_type(attribute.Id), $"the type of the attribute '{name}' could not be read.");
            if (Hdf5Native.H5Tget_class(type.Id) is not (Hdf5Native.ClassInteger or Hdf5Native.ClassFloat))
            {
                throw new InvalidFileContentException(FilePath, $"the attribute '{name}' should hold numbers but does not.");
            }

            using Hdf5Handle space = Own(Hdf5Native.H5Aget_space(attribute.Id), $"the shape of the attribute '{name}' could not be read.");
            double[] values = new double[CountElements(name, space, (int)Hdf5Native.H5Tget_size(type.Id))];
            if (values.Length == 0)
            {
                return values;
            }

            fixed (double* buffer = values)
            {
                Check(Hdf5Native.H5Aread(attribute.Id, Hdf5Library.NativeType<double>(), buffer), $"the attribute '{name}' could not be read.");
            }

            return values;
        }
    }

    /// <inheritdoc />
    public virtual void Dispose() => Handle.Dispose();

    protected long Check(long result, string reason) =>
        Hdf5Library.Check(result, FilePath, reason, FileLength == Unlimited ? ErrorKind.WriteFailed : ErrorKind.ReadFailed);

    protected Hdf5Handle Own(long id, string reason) => new(Check(id, reason));

    private Hdf5Handle OpenAttribute(string name) =>
        Own(Hdf5Native.H5Aopen(Handle.Id, name, Hdf5Native.Default), $"the attribute '{name}' could not be opened.");

    private Hdf5Handle CreateSimpleSpace(int length)
    {
        ulong dimension = (ulong)length;
        return Own(Hdf5Native.H5Screate_simple(1, &dimension, null), "a dataspace could not be created.");
    }

    /// <summary>Elements of an attribute, once it is sure that the file is long enough to hold them.</summary>
    private int CountElements(string name, Hdf5Handle space, int elementSize)
    {
        if (Hdf5Native.H5Sget_simple_extent_type(space.Id) == Hdf5Native.DataspaceNull)
        {
            return 0;
        }

        long[] shape = Hdf5Shape.Read(space, FilePath);
        long count = Hdf5Shape.ElementCount(shape, FilePath);
        if (count > FileLength / Math.Max(1, elementSize))
        {
            throw new InvalidFileContentException(FilePath, $"the attribute '{name}' declares {count} elements, more than the file can hold.");
        }

        return checked((int)count);
    }

    private void WriteTexts(string name, IReadOnlyList<string> values, Hdf5Handle space)
    {
        var bytes = new List<byte>();
        int[] offsets = new int[values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Contains('\0', StringComparison.Ordinal))
            {
                throw new ArgumentException($"The text {i + 1} of the attribute '{name}' contains a NUL character.", nameof(values));
            }

            offsets[i] = bytes.Count;
            bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(values[i]));
            bytes.Add(0);
        }

        string reason = $"the attribute '{name}' could not be written.";
        using Hdf5Handle type = Own(Hdf5Native.H5Tcopy(Hdf5Library.GlobalId("H5T_C_S1_g")), reason);
        Check(Hdf5Native.H5Tset_size(type.Id, Hdf5Native.VariableSize), reason);
        Check(Hdf5Native.H5Tset_cset(type.Id, Hdf5Native.CharacterSetUtf8), reason);
        using Hdf5Handle attribute = Own(Hdf5Native.H5Acreate2(Handle.Id, name, type.Id, space.Id, Hdf5Native.Default, Hdf5Native.Default), reason);

        // HDF5 refuses a null buffer even where there is nothing to write.
        nint[] pointers = new nint[Math.Max(1, values.Count)];
        fixed (byte* text = CollectionsMarshal.AsSpan(bytes))
        fixed (nint* buffer = pointers)
        {
            for (int i = 0; i < values.Count; i++)
            {
                pointers[i] = (nint)(text + offsets[i]);
            }

            Check(Hdf5Native.H5Awrite(attribute.Id, type.Id, buffer), reason);
        }
    }

    private string[] ReadVariableTexts(string name, Hdf5Handle attribute, Hdf5Handle type, Hdf5Handle space, int count)
    {
        nint[] pointers = new nint[count];
        fixed (nint* buffer = pointers)
        {
            Check(Hdf5Native.H5Aread(attribute.Id, type.Id, buffer), $"the attribute '{name}' could not be read.");
            try
            {
                return Array.ConvertAll(pointers, p =>
                    p == 0 ? "" : System.Text.Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)p)));
            }
            finally
            {
                _ = Hdf5Native.H5Dvlen_reclaim(type.Id, space.Id, Hdf5Native.Default, buffer);
            }
        }
    }

    private string[] ReadFixedTexts(string name, Hdf5Handle attribute, Hdf5Handle type, int count, int size)
    {
        byte[] bytes = new byte[checked(count * size)];
        fixed (byte* buffer = bytes)
        {
            Check(Hdf5Native.H5Aread(attribute.Id, type.Id, buffer), $"the attribute '{name}' could not be read.");
        }

        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            Span<byte> text = bytes.AsSpan(i * size, size);
            int end = text.IndexOf((byte)0);
            texts[i] = System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]).TrimEnd(' ');
        }
        return texts;
    }
}
