namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// An HDF5 file, seen as its root group. Files are written in the 1.8 format generation, which holds attributes above 64 KiB
/// (thousands of stimulus ids) and is read by every library since 2008; links keep their creation order.
/// </summary>
internal sealed unsafe class Hdf5File : Hdf5Group
{
    private readonly Hdf5Handle _file;

    private Hdf5File(Hdf5Handle file, Hdf5Handle root, string path, long length) : base(root, path, length) => _file = file;

    /// <summary>Whether a file starts as HDF5 does. Opens no library: the signature stands at 0, 512, 1024, 2048, …</summary>
    public static bool IsHdf5(string path)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];
        using FileStream stream = InputStream.Open(path, bufferSize: 0);
        Span<byte> start = stackalloc byte[8];
        for (long offset = 0; offset + start.Length <= stream.Length; offset = offset == 0 ? 512 : offset * 2)
        {
            stream.Position = offset;
            stream.ReadExactly(start);
            if (start.SequenceEqual(signature))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>).</exception>
    /// <exception cref="InvalidFileContentException">It is not an HDF5 file.</exception>
    /// <exception cref="Hdf5Exception">HDF5 cannot open it: it is truncated or corrupt.</exception>
    public static Hdf5File OpenRead(string path)
    {
        path = Path.GetFullPath(path);
        if (!IsHdf5(path))
        {
            throw new InvalidFileContentException(path, "it is not an HDF5 file.");
        }

        long length = new FileInfo(path).Length;
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle access = CreateAccess(path, locked: true);
            return OpenRoot(
                Hdf5Native.H5Fopen(path, Hdf5Native.AccessReadOnly, access.Id), path, length, "the file could not be opened.");
        }
    }

    /// <summary>Creates a file, replacing one of this name: callers write under a temporary name.</summary>
    public static Hdf5File Create(string path)
    {
        path = Path.GetFullPath(path);
        using (Hdf5Library.Enter())
        {
            const string Reason = "the file could not be created.";
            // Nobody else knows the temporary name. A lock would outlive the file where a process started meanwhile inherits it.
            using Hdf5Handle access = CreateAccess(path, locked: false);
            Hdf5Library.Check(
                Hdf5Native.H5Pset_libver_bounds(access.Id, Hdf5Native.LibraryBoundV18, Hdf5Native.LibraryBoundV110), path, Reason);
            using var creation = new Hdf5Handle(Hdf5Library.Check(
                Hdf5Native.H5Pcreate(Hdf5Library.GlobalId("H5P_CLS_FILE_CREATE_ID_g")), path, Reason));
            Hdf5Library.Check(
                Hdf5Native.H5Pset_link_creation_order(creation.Id, Hdf5Native.CreationOrderTrackedAndIndexed), path, Reason);
            OmitTimes(creation, path);
            return OpenRoot(
                Hdf5Native.H5Fcreate(path, Hdf5Native.AccessTruncate, creation.Id, access.Id), path, Unlimited, Reason);
        }
    }

    /// <summary>The end of what is allocated in the file: what is allocated next lies at it, or up to a block of metadata before.</summary>
    public long EndOfAllocation()
    {
        using (Hdf5Library.Enter())
        {
            Check(Hdf5Native.H5Fget_eoa(_file.Id, out ulong end), "the length of the file could not be read.");
            return checked((long)end);
        }
    }

    /// <summary>Writes what HDF5 still holds. Closing does so too but cannot report a full disk.</summary>
    public void Flush()
    {
        using (Hdf5Library.Enter())
        {
            Check(Hdf5Native.H5Fflush(_file.Id, scope: 0), "the file could not be written.");
        }
    }

    /// <summary>Closes the file and whatever is still open in it.</summary>
    public override void Dispose()
    {
        base.Dispose();
        _file.Dispose();
    }

    private static Hdf5File OpenRoot(long id, string path, long length, string reason)
    {
        var file = new Hdf5Handle(Hdf5Library.Check(id, path, reason));
        var root = new Hdf5Handle(Hdf5Library.Check(Hdf5Native.H5Oopen(file.Id, "/", Hdf5Native.Default), path, reason));
        return new Hdf5File(file, root, path, length);
    }

    private static Hdf5Handle CreateAccess(string path, bool locked)
    {
        var access = new Hdf5Handle(Hdf5Library.Check(
            Hdf5Native.H5Pcreate(Hdf5Library.GlobalId("H5P_CLS_FILE_ACCESS_ID_g")), path, "file properties could not be created."));
        Hdf5Library.Check(
            Hdf5Native.H5Pset_fclose_degree(access.Id, Hdf5Native.CloseStrong), path, "file properties could not be set.");
        Hdf5Library.SetFileLocking(access, locked);
        return access;
    }
}
