using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Hdf5;

/// <content>Elements that are no numbers: texts, and references to other objects of the file.</content>
internal sealed unsafe partial class Hdf5Dataset
{
    /// <summary>Whether there is nothing in it, not even a shape (h5py's <c>Empty</c>).</summary>
    public bool IsNull
    {
        get
        {
            using (Hdf5Library.Enter())
            {
                using Hdf5Handle space = OpenSpace();
                return Hdf5Native.H5Sget_simple_extent_type(space.Id) == Hdf5Native.DataspaceNull;
            }
        }
    }

    /// <summary>All texts, row-major, of fixed or variable length; null where the elements are no texts.</summary>
    /// <exception cref="InvalidFileContentException">There are more than the file can hold.</exception>
    public string[]? ReadTexts()
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle type = ElementType();
            if (Hdf5Native.H5Tget_class(type.Id) != Hdf5Native.ClassString || IsNull)
            {
                return null;
            }

            int count = RequireElements();
            if (count == 0)
            {
                return [];
            }

            return Check(Hdf5Native.H5Tis_variable_str(type.Id), "a string type could not be read.") > 0
                ? ReadVariableTexts(type, count)
                : ReadFixedTexts(type, count);
        }
    }

    /// <summary>Opens what the elements refer to, row-major; null where the elements are no references.</summary>
    /// <returns>Datasets and groups, to be disposed by the caller; null for a reference to nothing.</returns>
    /// <exception cref="InvalidFileContentException">There are more than the file can hold.</exception>
    public IReadOnlyList<Hdf5Object?>? OpenReferences()
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle type = ElementType();
            if (Hdf5Native.H5Tget_class(type.Id) != Hdf5Native.ClassReference || ElementSize != sizeof(ulong))
            {
                return null;
            }

            ulong[] references = new ulong[RequireElements()];
            fixed (ulong* buffer = references)
            {
                if (references.Length > 0)
                {
                    Check(Hdf5Native.H5Dread(Handle.Id, type.Id, 0, 0, Hdf5Native.Default, buffer), $"the references in '{Name}' could not be read.");
                }
            }

            return Array.ConvertAll(references, Dereference);
        }
    }

    private Hdf5Object? Dereference(ulong reference)
    {
        if (reference == 0)
        {
            return null;
        }

        Hdf5Handle handle = Own(
            Hdf5Native.H5Rdereference2(Handle.Id, Hdf5Native.Default, Hdf5Native.ReferenceToObject, &reference),
            $"a reference in '{Name}' leads nowhere.");
        switch (Hdf5Native.H5Iget_type(handle.Id))
        {
            case Hdf5Native.ObjectDataset:
                return new Hdf5Dataset(handle, Name, FilePath, FileLength);
            case Hdf5Native.ObjectGroup:
                return new Hdf5Group(handle, FilePath, FileLength);
            default:
                handle.Dispose();
                return null;
        }
    }

    private Hdf5Handle ElementType() => Own(Hdf5Native.H5Dget_type(Handle.Id), $"the type of '{Name}' could not be read.");

    private int RequireElements()
    {
        long count = Hdf5Shape.ElementCount(_shape, FilePath);
        return count <= FileLength / Math.Max(1, ElementSize) * LargestCompression && count * (long)ElementSize <= Array.MaxLength
            ? (int)count
            : throw new InvalidFileContentException(FilePath, $"the dataset '{Name}' declares {count} elements, more than the file can hold.");
    }

    private string[] ReadFixedTexts(Hdf5Handle type, int count)
    {
        byte[] bytes = new byte[count * ElementSize];
        fixed (byte* buffer = bytes)
        {
            Check(Hdf5Native.H5Dread(Handle.Id, type.Id, 0, 0, Hdf5Native.Default, buffer), $"the texts in '{Name}' could not be read.");
        }

        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            Span<byte> text = bytes.AsSpan(i * ElementSize, ElementSize);
            int end = text.IndexOf((byte)0);
            texts[i] = System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        }

        return texts;
    }

    private string[] ReadVariableTexts(Hdf5Handle type, int count)
    {
        nint[] pointers = new nint[count];
        using Hdf5Handle space = OpenSpace();
        fixed (nint* buffer = pointers)
        {
            Check(Hdf5Native.H5Dread(Handle.Id, type.Id, 0, 0, Hdf5Native.Default, buffer), $"the texts in '{Name}' could not be read.");
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
}
