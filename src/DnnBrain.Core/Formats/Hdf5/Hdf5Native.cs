using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// The functions of libhdf5 in use, under their own names (HDF5 Reference Manual, 1.10). All of them keep one signature
/// from 1.10 on; the versioned ones (H5Literate, H5Oget_info) are avoided for that reason. Call them only inside
/// <see cref="Hdf5Library.Enter"/>. An id is int64; a negative id or status means failure.
/// </summary>
internal static unsafe partial class Hdf5Native
{
    public const string Library = "hdf5";

    /// <summary>H5P_DEFAULT, H5S_ALL and H5E_DEFAULT: all 0.</summary>
    public const long Default = 0;

    public const uint AccessReadOnly = 0;
    public const uint AccessTruncate = 2;
    public const int CloseStrong = 3;
    public const int LibraryBoundV18 = 1;
    public const int LibraryBoundV110 = 2;
    public const int ObjectGroup = 2;
    public const int ObjectDataset = 5;
    public const int IndexByName = 0;
    public const int IndexByCreationOrder = 1;
    public const int OrderIncreasing = 0;
    public const uint CreationOrderTrackedAndIndexed = 3;
    public const int ClassInteger = 0;
    public const int ClassFloat = 1;
    public const int ClassString = 3;
    public const int ClassReference = 7;
    public const int ReferenceToObject = 0;
    public const int CharacterSetUtf8 = 1;
    public const int SelectSet = 0;
    public const int DataspaceScalar = 0;
    public const int DataspaceNull = 2;
    public const int LayoutChunked = 2;
    public const int FilterDeflate = 1;
    public const ulong Unlimited = ulong.MaxValue;
    public static nuint VariableSize => nuint.MaxValue;

    [LibraryImport(Library)] public static partial int H5open();
    [LibraryImport(Library)] public static partial int H5get_libversion(out uint major, out uint minor, out uint release);

    [LibraryImport(Library)] public static partial int H5Eset_auto2(long stack, nint function, nint data);
    [LibraryImport(Library)] public static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, ErrorEntry*, nint, int> function, nint data);
    [LibraryImport(Library)] public static partial int H5Eclear2(long stack);

    [LibraryImport(Library)] public static partial int H5Idec_ref(long id);
    [LibraryImport(Library)] public static partial int H5Iget_type(long id);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fcreate(string path, uint flags, long creation, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fopen(string path, uint flags, long access);
    [LibraryImport(Library)] public static partial int H5Fget_eoa(long file, out ulong end);
    [LibraryImport(Library)] public static partial int H5Fflush(long file, int scope);

    [LibraryImport(Library)] public static partial long H5Pcreate(long propertyClass);
    [LibraryImport(Library)] public static partial int H5Pset_fclose_degree(long list, int degree);
    [LibraryImport(Library)] public static partial int H5Pset_libver_bounds(long list, int low, int high);
    [LibraryImport(Library)] public static partial int H5Pset_link_creation_order(long list, uint flags);
    [LibraryImport(Library)] public static partial int H5Pset_obj_track_times(long list, byte track);
    [LibraryImport(Library)] public static partial int H5Pset_char_encoding(long list, int encoding);
    [LibraryImport(Library)] public static partial int H5Pset_chunk(long list, int rank, ulong* dimensions);
    [LibraryImport(Library)] public static partial int H5Pget_chunk(long list, int rank, ulong* dimensions);
    [LibraryImport(Library)] public static partial int H5Pget_layout(long list);
    [LibraryImport(Library)] public static partial int H5Pset_deflate(long list, uint level);
    [LibraryImport(Library)] public static partial int H5Pget_nfilters(long list);
    [LibraryImport(Library)] public static partial int H5Pget_filter2(long list, uint index, uint* flags, nuint* valueCount, uint* values, nuint nameLength, byte* name, uint* configuration);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Gcreate2(long location, string name, long linkCreation, long groupCreation, long groupAccess);
    [LibraryImport(Library)] public static partial int H5Gget_info(long group, out GroupInfo info);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Lexists(long location, string name, long linkAccess);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial nint H5Lget_name_by_idx(long location, string group, int index, int order, ulong n, byte* name, nuint size, long linkAccess);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Oopen(long location, string name, long linkAccess);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Dcreate2(long location, string name, long type, long space, long linkCreation, long creation, long access);
    [LibraryImport(Library)] public static partial int H5Dset_extent(long dataset, ulong* dimensions);
    [LibraryImport(Library)] public static partial long H5Dget_space(long dataset);
    [LibraryImport(Library)] public static partial long H5Dget_type(long dataset);
    [LibraryImport(Library)] public static partial long H5Dget_create_plist(long dataset);
    [LibraryImport(Library)] public static partial ulong H5Dget_storage_size(long dataset);
    [LibraryImport(Library)] public static partial int H5Dread(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dwrite(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dwrite_chunk(long dataset, long transfer, uint filterMask, ulong* offset, nuint size, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dget_chunk_storage_size(long dataset, ulong* offset, ulong* bytes);
    [LibraryImport(Library)] public static partial int H5Dread_chunk(long dataset, long transfer, ulong* offset, out uint filterMask, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dvlen_reclaim(long type, long space, long transfer, void* buffer);

    [LibraryImport(Library)] public static partial long H5Rdereference2(long dataset, long access, int kind, void* reference);

    [LibraryImport(Library)] public static partial long H5Screate(int kind);
    [LibraryImport(Library)] public static partial long H5Screate_simple(int rank, ulong* dimensions, ulong* maximum);
    [LibraryImport(Library)] public static partial int H5Sget_simple_extent_ndims(long space);
    [LibraryImport(Library)] public static partial int H5Sget_simple_extent_dims(long space, ulong* dimensions, ulong* maximum);
    [LibraryImport(Library)] public static partial int H5Sget_simple_extent_type(long space);
    [LibraryImport(Library)] public static partial int H5Sselect_hyperslab(long space, int operation, ulong* start, ulong* stride, ulong* count, ulong* block);

    [LibraryImport(Library)] public static partial long H5Tcopy(long type);
    [LibraryImport(Library)] public static partial int H5Tset_size(long type, nuint size);
    [LibraryImport(Library)] public static partial int H5Tset_cset(long type, int set);
    [LibraryImport(Library)] public static partial int H5Tget_cset(long type);
    [LibraryImport(Library)] public static partial int H5Tequal(long type, long other);
    [LibraryImport(Library)] public static partial int H5Tget_class(long type);
    [LibraryImport(Library)] public static partial nuint H5Tget_size(long type);
    [LibraryImport(Library)] public static partial int H5Tis_variable_str(long type);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Acreate2(long location, string name, long type, long space, long creation, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Aopen(long location, string name, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Aexists(long location, string name);
    [LibraryImport(Library)] public static partial int H5Awrite(long attribute, long memoryType, void* buffer);
    [LibraryImport(Library)] public static partial int H5Aread(long attribute, long memoryType, void* buffer);
    [LibraryImport(Library)] public static partial long H5Aget_space(long attribute);
    [LibraryImport(Library)] public static partial long H5Aget_type(long attribute);

    /// <summary>H5G_info_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GroupInfo
    {
        public int StorageType;
        public ulong LinkCount;
        public long MaximumCreationOrder;
        public byte Mounted;
    }

    /// <summary>H5E_error2_t: one entry of the error stack; the strings are UTF-8, owned by HDF5.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ErrorEntry
    {
        public long Class;
        public long Major;
        public long Minor;
        public uint Line;
        public byte* Function;
        public byte* File;
        public byte* Description;
    }
}
