
namespace DnnBrain.Formats.Hdf5;

/// <summary>A group: named datasets and groups below it.</summary>
internal unsafe class Hdf5Group : Hdf5Object
{
    /// <inheritdoc />
    internal Hdf5Group(Hdf5Handle handle, string filePath, long fileLength) : base(handle, filePath, fileLength)
    {
    }

    /// <summary>Names of the direct children: in the order they were created if the file kept it, else ordinally sorted.</summary>
    public IReadOnlyList<string> Names()
    {
        using (Hdf5Library.Enter())
        {
            Check(Hdf5Native.H5Gget_info(Handle.Id, out Hdf5Native.GroupInfo info), "the group could not be listed.");
            var names = new List<string>();
            int index = info.MaximumCreationOrder > 0 && NameAt(Hdf5Native.IndexByCreationOrder, 0) is not null
                ? Hdf5Native.IndexByCreationOrder
                : Hdf5Native.IndexByName;
            for (ulong i = 0; i < info.LinkCount; i++)
            {
                names.Add(NameAt(index, i) ?? throw new InvalidFileContentException(FilePath, $"the name of member {i + 1} could not be read."));
            }

            return names;
        }
    }

    /// <summary>Whether a child of this name exists.</summary>
    public bool Contains(string name)
    {
        using (Hdf5Library.Enter())
        {
            return Check(Hdf5Native.H5Lexists(Handle.Id, name, Hdf5Native.Default), $"'{name}' could not be looked up.") > 0;
        }
    }

    /// <summary>Opens a child: an <see cref="Hdf5Dataset"/>, an <see cref="Hdf5Group"/>, or null for any other kind.</summary>
    /// <exception cref="Hdf5Exception">There is no such child, or its link leads nowhere.</exception>
    public Hdf5Object? Open(string name)
    {
        using (Hdf5Library.Enter())
        {
            Hdf5Handle handle = Own(Hdf5Native.H5Oopen(Handle.Id, name, Hdf5Native.Default), $"'{name}' could not be opened.");
            switch (Hdf5Native.H5Iget_type(handle.Id))
            {
                case Hdf5Native.ObjectDataset:
                    return new Hdf5Dataset(handle, name, FilePath, FileLength);
                case Hdf5Native.ObjectGroup:
                    return new Hdf5Group(handle, FilePath, FileLength);
                default:
                    handle.Dispose();
                    return null;
            }
        }
    }

    /// <summary>Opens a child that must be a dataset.</summary>
    /// <exception cref="InvalidFileContentException">The child is not a dataset.</exception>
    public Hdf5Dataset OpenDataset(string name)
    {
        Hdf5Object? child = Open(name);
        if (child is Hdf5Dataset dataset)
        {
            return dataset;
        }

        child?.Dispose();
        throw new InvalidFileContentException(FilePath, $"'{name}' should be a dataset but is not.");
    }

    /// <summary>Creates a group.</summary>
    public Hdf5Group CreateGroup(string name)
    {
        using (Hdf5Library.Enter())
        {
            string reason = $"the group '{name}' could not be created.";
            using Hdf5Handle creation = Own(Hdf5Native.H5Pcreate(Hdf5Library.GlobalId("H5P_CLS_GROUP_CREATE_ID_g")), reason);
            OmitTimes(creation, FilePath);
            using Hdf5Handle link = CreateLinkProperties();
            Hdf5Handle handle = Own(
                Hdf5Native.H5Gcreate2(Handle.Id, name, link.Id, creation.Id, Hdf5Native.Default), reason);
            return new Hdf5Group(handle, FilePath, FileLength);
        }
    }

    /// <summary>Creates a dataset of elements <typeparamref name="T"/>, stored little-endian.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its dimensions at first.</param>
    /// <param name="chunk">Dimensions of a chunk, of the same rank; then the first axis can be extended and the chunks are
    /// compressed. Empty for contiguous, uncompressed storage of fixed size.</param>
    /// <param name="compressionLevel">Of gzip, 0 (none) to 9; used when chunked. No shuffle filter: activations behind a
    /// ReLU are full of zeros, which pack better and faster as they lie.</param>
    public Hdf5Dataset CreateDataset<T>(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> chunk, int compressionLevel)
        where T : unmanaged
    {
        string reason = $"the dataset '{name}' could not be created.";
        ulong* dimensions = stackalloc ulong[shape.Length];
        ulong* maximum = stackalloc ulong[shape.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            dimensions[i] = maximum[i] = (ulong)shape[i];
        }

        using (Hdf5Library.Enter())
        {
            using Hdf5Handle creation = Own(Hdf5Native.H5Pcreate(Hdf5Library.GlobalId("H5P_CLS_DATASET_CREATE_ID_g")), reason);
            OmitTimes(creation, FilePath);
            if (chunk.Length > 0)
            {
                maximum[0] = Hdf5Native.Unlimited;
                ulong* chunkDimensions = stackalloc ulong[chunk.Length];
                for (int i = 0; i < chunk.Length; i++)
                {
                    chunkDimensions[i] = (ulong)chunk[i];
                }

                Check(Hdf5Native.H5Pset_chunk(creation.Id, chunk.Length, chunkDimensions), reason);
                if (compressionLevel > 0)
                {
                    Check(Hdf5Native.H5Pset_deflate(creation.Id, (uint)compressionLevel), reason);
                }
            }

            using Hdf5Handle space = Own(Hdf5Native.H5Screate_simple(shape.Length, dimensions, maximum), reason);
            using Hdf5Handle link = CreateLinkProperties();
            Hdf5Handle handle = Own(
                Hdf5Native.H5Dcreate2(Handle.Id, name, Hdf5Library.FileType<T>(), space.Id, link.Id, creation.Id, Hdf5Native.Default), reason);
            return new Hdf5Dataset(handle, name, FilePath, FileLength);
        }
    }

    /// <summary>Keeps time stamps out, so that the same values give the same bytes.</summary>
    protected static void OmitTimes(Hdf5Handle creationProperties, string path) => Hdf5Library.Check(
        Hdf5Native.H5Pset_obj_track_times(creationProperties.Id, 0), path, "object properties could not be set.", ErrorKind.WriteFailed);

    private Hdf5Handle CreateLinkProperties()
    {
        Hdf5Handle link = Own(Hdf5Native.H5Pcreate(Hdf5Library.GlobalId("H5P_CLS_LINK_CREATE_ID_g")), "link properties could not be created.");
        Check(Hdf5Native.H5Pset_char_encoding(link.Id, Hdf5Native.CharacterSetUtf8), "names could not be set to UTF-8.");
        return link;
    }

    private string? NameAt(int index, ulong position)
    {
        nint length = Hdf5Native.H5Lget_name_by_idx(Handle.Id, ".", index, Hdf5Native.OrderIncreasing, position, null, 0, Hdf5Native.Default);
        // A link name lies in an object header message, so it is shorter than 64 KiB.
        if (length is < 0 or > ushort.MaxValue)
        {
            return null;
        }

        byte[] bytes = new byte[length + 1];
        fixed (byte* buffer = bytes)
        {
            nint read = Hdf5Native.H5Lget_name_by_idx(
                Handle.Id, ".", index, Hdf5Native.OrderIncreasing, position, buffer, (nuint)bytes.Length, Hdf5Native.Default);
            return read < 0 ? null : System.Text.Encoding.UTF8.GetString(bytes, 0, (int)length);
        }
    }
}
