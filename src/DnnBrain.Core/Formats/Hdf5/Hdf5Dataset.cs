namespace DnnBrain.Formats.Hdf5;

/// <summary>An n-dimensional array in a file, read and written by rectangular blocks (hyperslabs), row-major.</summary>
internal sealed unsafe partial class Hdf5Dataset : Hdf5Object
{
    /// <summary>Deflate packs at best 1032 bytes into one, so a dataset cannot be longer than that times its storage.</summary>
    private const long LargestCompression = 1032;

    private long[] _shape;

    internal Hdf5Dataset(Hdf5Handle handle, string name, string filePath, long fileLength) : base(handle, filePath, fileLength)
    {
        Name = name;
        using Hdf5Handle space = OpenSpace();
        _shape = Hdf5Shape.Read(space, filePath);
        using Hdf5Handle type = Own(Hdf5Native.H5Dget_type(handle.Id), $"the type of '{name}' could not be read.");
        IsNumeric = Hdf5Native.H5Tget_class(type.Id) is Hdf5Native.ClassInteger or Hdf5Native.ClassFloat;
        ElementSize = (int)Hdf5Native.H5Tget_size(type.Id);
    }

    /// <summary>The name within its group.</summary>
    public string Name { get; }

    /// <summary>The dimensions; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>Whether the elements are integers or floating-point numbers.</summary>
    public bool IsNumeric { get; }

    /// <summary>Bytes an element takes in the file, uncompressed.</summary>
    public int ElementSize { get; }

    /// <summary>Dimensions of a chunk; empty if the dataset is not chunked.</summary>
    public IReadOnlyList<long> ReadChunkShape()
    {
        using (Hdf5Library.Enter())
        {
            string reason = $"the storage of '{Name}' could not be read.";
            using Hdf5Handle creation = Own(Hdf5Native.H5Dget_create_plist(Handle.Id), reason);
            if (Check(Hdf5Native.H5Pget_layout(creation.Id), reason) != Hdf5Native.LayoutChunked)
            {
                return [];
            }

            ulong[] chunk = new ulong[_shape.Length];
            fixed (ulong* buffer = chunk)
            {
                Check(Hdf5Native.H5Pget_chunk(creation.Id, chunk.Length, buffer), reason);
            }

            return Array.ConvertAll(chunk, c => (long)c);
        }
    }

    /// <summary>
    /// Makes sure that the file holds enough bytes for the declared shape, so that a caller may take memory for it.
    /// </summary>
    /// <exception cref="InvalidFileContentException">It does not, or the elements are not numbers.</exception>
    public void RequireStoredNumbers()
    {
        if (!IsNumeric)
        {
            throw new InvalidFileContentException(FilePath, $"the dataset '{Name}' should hold numbers but does not.");
        }

        long bytes = Hdf5Shape.ElementCount([.. _shape, ElementSize], FilePath);
        long stored;
        using (Hdf5Library.Enter())
        {
            stored = (long)Math.Min(long.MaxValue, Hdf5Native.H5Dget_storage_size(Handle.Id));
        }

        if (stored > FileLength || bytes / LargestCompression > stored || (stored == 0 && bytes > 0))
        {
            throw new InvalidFileContentException(
                FilePath, $"the dataset '{Name}' declares {bytes} bytes of values but stores {stored}, which cannot hold them.");
        }
    }

    /// <summary>Reads a block, converted to <typeparamref name="T"/>.</summary>
    /// <param name="start">First index on every axis.</param>
    /// <param name="count">Elements on every axis.</param>
    /// <param name="destination">Exactly as many elements as the block has.</param>
    /// <exception cref="Hdf5Exception">The block lies outside, or its bytes are corrupt.</exception>
    public void Read<T>(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<T> destination) where T : unmanaged
    {
        RequireLength(count, destination.Length, nameof(destination));
        if (destination.IsEmpty)
        {
            return;
        }

        using (Hdf5Library.Enter())
        {
            using Hdf5Handle fileSpace = SelectBlock(start, count);
            using Hdf5Handle memorySpace = CreateMemorySpace(count);
            fixed (T* buffer = destination)
            {
                Check(
                    Hdf5Native.H5Dread(Handle.Id, Hdf5Library.NativeType<T>(), memorySpace.Id, fileSpace.Id, Hdf5Native.Default, buffer),
                    $"values of '{Name}' could not be read.");
            }
        }
    }

    /// <summary>Writes a block.</summary>
    /// <param name="start">First index on every axis.</param>
    /// <param name="count">Elements on every axis.</param>
    /// <param name="source">Exactly as many elements as the block has.</param>
    /// <exception cref="Hdf5Exception">The block lies outside, or the disk is full.</exception>
    public void Write<T>(ReadOnlySpan<long> start, ReadOnlySpan<long> count, ReadOnlySpan<T> source) where T : unmanaged
    {
        RequireLength(count, source.Length, nameof(source));
        if (source.IsEmpty)
        {
            return;
        }

        using (Hdf5Library.Enter())
        {
            using Hdf5Handle fileSpace = SelectBlock(start, count);
            using Hdf5Handle memorySpace = CreateMemorySpace(count);
            fixed (T* buffer = source)
            {
                Check(
                    Hdf5Native.H5Dwrite(Handle.Id, Hdf5Library.NativeType<T>(), memorySpace.Id, fileSpace.Id, Hdf5Native.Default, buffer),
                    $"values of '{Name}' could not be written.");
            }
        }
    }

    /// <summary>Writes one chunk that <see cref="Hdf5Chunk.Pack"/> packed; HDF5 stores the bytes as they are.</summary>
    /// <param name="start">Index of the chunk's first element, a multiple of the chunk's length on every axis.</param>
    /// <param name="packed">The packed bytes.</param>
    /// <param name="filterMask">As in <see cref="PackedChunk"/>.</param>
    public void WriteChunk(ReadOnlySpan<long> start, ReadOnlySpan<byte> packed, uint filterMask)
    {
        using (Hdf5Library.Enter())
        {
            fixed (long* offset = start)
            fixed (byte* buffer = packed)
            {
                Check(
                    Hdf5Native.H5Dwrite_chunk(Handle.Id, Hdf5Native.Default, filterMask, (ulong*)offset, (nuint)packed.Length, buffer),
                    $"values of '{Name}' could not be written.");
            }
        }
    }

    /// <summary>
    /// Where in the file a chunk lies; null where the library cannot tell (before 1.10.5). HDF5 goes through all chunks to find out.
    /// </summary>
    /// <param name="start">Index of the chunk's first element.</param>
    public long? FindChunk(ReadOnlySpan<long> start)
    {
        using (Hdf5Library.Enter())
        {
            fixed (long* offset = start)
            {
                return Hdf5Library.ChunkAddress(Handle, (ulong*)offset) is { } address
                    ? Check(address, $"a chunk of '{Name}' could not be found.")
                    : null;
            }
        }
    }

    /// <summary>
    /// Whether the elements are little-endian float32 whose chunks are deflated and nothing else: what <see cref="Hdf5Chunk"/> unpacks.
    /// </summary>
    public bool IsDeflatedSingle()
    {
        using (Hdf5Library.Enter())
        {
            string reason = $"the storage of '{Name}' could not be read.";
            using Hdf5Handle creation = Own(Hdf5Native.H5Dget_create_plist(Handle.Id), reason);
            using Hdf5Handle type = Own(Hdf5Native.H5Dget_type(Handle.Id), reason);
            uint flags = 0;
            nuint values = 0;
            uint configuration = 0;
            return Hdf5Native.H5Tequal(type.Id, Hdf5Library.FileType<float>()) > 0
                && Hdf5Native.H5Pget_layout(creation.Id) == Hdf5Native.LayoutChunked
                && Hdf5Native.H5Pget_nfilters(creation.Id) == 1
                && Hdf5Native.H5Pget_filter2(creation.Id, 0, &flags, &values, null, 0, null, &configuration) == Hdf5Native.FilterDeflate;
        }
    }

    /// <summary>Reads the bytes of one chunk as they are stored.</summary>
    /// <param name="start">Index of the chunk's first element.</param>
    /// <param name="buffer">Takes the bytes; a longer one takes its place where it is too short.</param>
    /// <param name="isDeflated">False where the chunk went past the filter.</param>
    /// <returns>The number of bytes; 0 where HDF5 has to read the chunk.</returns>
    public int ReadChunk(ReadOnlySpan<long> start, ref byte[] buffer, out bool isDeflated)
    {
        using (Hdf5Library.Enter())
        {
            fixed (long* offset = start)
            {
                ulong length = 0;
                isDeflated = true;
                if (Hdf5Native.H5Dget_chunk_storage_size(Handle.Id, (ulong*)offset, &length) < 0 || length > (ulong)Math.Min(FileLength, Array.MaxLength))
                {
                    return 0;
                }

                if (buffer.Length < (int)length)
                {
                    buffer = GC.AllocateUninitializedArray<byte>((int)length);
                }

                fixed (byte* bytes = buffer)
                {
                    uint mask = 0;
                    bool isRead = length > 0 && Hdf5Native.H5Dread_chunk(Handle.Id, Hdf5Native.Default, (ulong*)offset, out mask, bytes) >= 0 && mask <= 1;
                    isDeflated = mask == 0;
                    return isRead ? (int)length : 0;
                }
            }
        }
    }

    /// <summary>Sets the length of the first axis of a chunked dataset.</summary>
    public void ExtendFirstAxis(long length)
    {
        ulong* dimensions = stackalloc ulong[_shape.Length];
        for (int i = 0; i < _shape.Length; i++)
        {
            dimensions[i] = (ulong)_shape[i];
        }

        dimensions[0] = (ulong)length;
        using (Hdf5Library.Enter())
        {
            Check(Hdf5Native.H5Dset_extent(Handle.Id, dimensions), $"'{Name}' could not be extended to {length}.");
        }

        _shape = [length, .. _shape.AsSpan(1)];
    }

    private static void RequireLength(ReadOnlySpan<long> count, int length, string parameter)
    {
        long elements = 1;
        foreach (long c in count)
        {
            elements = checked(elements * c);
        }

        if (elements != length)
        {
            throw new ArgumentException($"The block has {elements} elements, the buffer {length}.", parameter);
        }
    }

    private Hdf5Handle OpenSpace()
    {
        using (Hdf5Library.Enter())
        {
            return Own(Hdf5Native.H5Dget_space(Handle.Id), $"the shape of '{Name}' could not be read.");
        }
    }

    private Hdf5Handle SelectBlock(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (start.Length != _shape.Length || count.Length != _shape.Length)
        {
            throw new ArgumentException($"'{Name}' has {_shape.Length} axes, the block {count.Length}.");
        }

        Hdf5Handle space = OpenSpace();
        fixed (long* startBuffer = start)
        fixed (long* countBuffer = count)
        {
            if (_shape.Length > 0)
            {
                Check(
                    Hdf5Native.H5Sselect_hyperslab(space.Id, Hdf5Native.SelectSet, (ulong*)startBuffer, null, (ulong*)countBuffer, null),
                    $"a block of '{Name}' could not be selected.");
            }
        }
        return space;
    }

    /// <summary>The block in memory, in its own axes: HDF5 copies between blocks of one shape several times faster.</summary>
    private Hdf5Handle CreateMemorySpace(ReadOnlySpan<long> count)
    {
        fixed (long* dimensions = count)
        {
            return Own(Hdf5Native.H5Screate_simple(count.Length, (ulong*)dimensions, null), "a dataspace could not be created.");
        }
    }
}
