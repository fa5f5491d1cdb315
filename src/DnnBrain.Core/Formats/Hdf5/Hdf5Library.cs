using System.Reflection;
using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// Finds libhdf5 on first use and serialises every call to it: many builds are not thread-safe, so all of the
/// process shares one lock. Readers hold it for one block at a time.
/// </summary>
internal static unsafe class Hdf5Library
{
    /// <summary>Environment variable with the full path of the library; when set, nothing else is tried.</summary>
    public const string OverrideVariable = "DNNBRAIN_HDF5";

    private static readonly Lock s_lock = new();
    private static readonly Lazy<(nint Handle, IReadOnlyList<string> Attempts)> s_library = new(Load);

    static Hdf5Library() => NativeLibrary.SetDllImportResolver(typeof(Hdf5Library).Assembly, Resolve);

    /// <summary>Takes the lock until disposed, and keeps HDF5 from printing its errors to stderr (a per-thread setting in
    /// thread-safe builds, hence set each time).</summary>
    /// <exception cref="Hdf5LibraryException">No usable library was found.</exception>
    public static Lock.Scope Enter()
    {
        EnsureLoaded();
        Lock.Scope scope = s_lock.EnterScope();
        _ = Hdf5Native.H5Eset_auto2(Hdf5Native.Default, 0, 0);
        return scope;
    }

    /// <summary>Sets whether a file is locked while it is open, where the library can (1.10.7 and later).</summary>
    /// <param name="accessProperties">The property list to open the file with.</param>
    /// <param name="locked">Whether to lock. A file system that has no locks is no error.</param>
    public static void SetFileLocking(Hdf5Handle accessProperties, bool locked)
    {
        if (NativeLibrary.TryGetExport(s_library.Value.Handle, "H5Pset_file_locking", out nint set))
        {
            _ = ((delegate* unmanaged[Cdecl]<long, byte, byte, int>)set)(accessProperties.Id, locked ? (byte)1 : (byte)0, 1);
        }
    }

    /// <summary>The place of a chunk in its file, -1 on failure; null where the library cannot tell (before 1.10.5).</summary>
    public static long? ChunkAddress(Hdf5Handle dataset, ulong* start)
    {
        if (!NativeLibrary.TryGetExport(s_library.Value.Handle, "H5Dget_chunk_info_by_coord", out nint get))
        {
            return null;
        }

        uint filterMask;
        ulong address, size;
        int status = ((delegate* unmanaged[Cdecl]<long, ulong*, uint*, ulong*, ulong*, int>)get)(dataset.Id, start, &filterMask, &address, &size);
        return status < 0 || address > long.MaxValue ? -1 : (long)address;
    }

    /// <summary>The value of a global id of the library, such as <c>H5T_NATIVE_FLOAT_g</c>: they are variables, not functions.</summary>
    public static long GlobalId(string symbol)
    {
        EnsureLoaded();
        return *(long*)NativeLibrary.GetExport(s_library.Value.Handle, symbol);
    }

    /// <summary>The id in memory of a .NET element type.</summary>
    public static long NativeType<T>() where T : unmanaged => GlobalId(
        typeof(T) == typeof(float) ? "H5T_NATIVE_FLOAT_g"
        : typeof(T) == typeof(double) ? "H5T_NATIVE_DOUBLE_g"
        : typeof(T) == typeof(int) ? "H5T_NATIVE_INT32_g"
        : typeof(T) == typeof(long) ? "H5T_NATIVE_INT64_g"
        : typeof(T) == typeof(byte) ? "H5T_NATIVE_UINT8_g"
        : throw new NotSupportedException($"{typeof(T).Name} is not an HDF5 element type in use."));

    /// <summary>The id in the file of a .NET element type: little-endian on every machine.</summary>
    public static long FileType<T>() where T : unmanaged => GlobalId(
        typeof(T) == typeof(float) ? "H5T_IEEE_F32LE_g"
        : typeof(T) == typeof(double) ? "H5T_IEEE_F64LE_g"
        : typeof(T) == typeof(int) ? "H5T_STD_I32LE_g"
        : typeof(T) == typeof(long) ? "H5T_STD_I64LE_g"
        : typeof(T) == typeof(byte) ? "H5T_STD_U8LE_g"
        : throw new NotSupportedException($"{typeof(T).Name} is not an HDF5 element type in use."));

    /// <summary>Returns a non-negative id or status as it is; turns a negative one into an exception with HDF5's error stack.</summary>
    public static long Check(long result, string path, string reason, ErrorKind kind = ErrorKind.ReadFailed) =>
        result >= 0 ? result : throw new Hdf5Exception(kind, path, reason, TakeErrorStack());

    /// <summary>The candidates in the order they are tried.</summary>
    internal static IReadOnlyList<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } path)
        {
            return [path];
        }

        if (OperatingSystem.IsWindows())
        {
            return ["hdf5.dll"];
        }

        if (OperatingSystem.IsMacOS())
        {
            return ["libhdf5.dylib", "/opt/homebrew/lib/libhdf5.dylib", "/usr/local/lib/libhdf5.dylib"];
        }

        return ["libhdf5_serial.so.103", "libhdf5.so.103", "libhdf5.so.200", "libhdf5.so.310", "libhdf5_serial.so.310", "libhdf5_serial.so", "libhdf5.so"];
    }

    /// <summary>Loads the first usable candidate; on failure the handle is 0 and the attempts say why.</summary>
    internal static (nint Handle, IReadOnlyList<string> Attempts) LoadFirst(IReadOnlyList<string> candidates)
    {
        var attempts = new List<string>();
        foreach (string name in candidates)
        {
            try
            {
                nint handle = NativeLibrary.Load(name, typeof(Hdf5Library).Assembly, null);
                if (Usable(handle, out string reason))
                {
                    return (handle, attempts);
                }

                attempts.Add($"{name}: {reason}");
                NativeLibrary.Free(handle);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                attempts.Add($"{name}: {e.Message.ReplaceLineEndings(" ")}");
            }
        }
        return (0, attempts);
    }

    private static (nint Handle, IReadOnlyList<string> Attempts) Load() => LoadFirst(Candidates());

    private static bool Usable(nint handle, out string reason)
    {
        reason = "not an HDF5 library";
        if (!NativeLibrary.TryGetExport(handle, "H5get_libversion", out nint getVersion)
            || !NativeLibrary.TryGetExport(handle, "H5dont_atexit", out nint dontCloseAtExit)
            || !NativeLibrary.TryGetExport(handle, "H5open", out nint open))
        {
            return false;
        }

        // Activations hold files open until the process ends; closing the library under them then prints a complaint. What is
        // written is flushed when a file is completed. This must be the first call: any other registers the exit handler.
        _ = ((delegate* unmanaged[Cdecl]<int>)dontCloseAtExit)();

        uint major, minor, release;
        ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, int>)getVersion)(&major, &minor, &release);
        reason = $"version {major}.{minor}.{release} is older than 1.10.3";
        // Ids are 32 bits wide before 1.10, and packed chunks are taken from 1.10.3 on.
        if (new Version((int)major, (int)minor, (int)release) < new Version(1, 10, 3))
        {
            return false;
        }

        reason = "H5open failed";
        return ((delegate* unmanaged[Cdecl]<int>)open)() >= 0;
    }

    private static void EnsureLoaded()
    {
        if (s_library.Value.Handle == 0)
        {
            throw new Hdf5LibraryException(s_library.Value.Attempts);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Hdf5Native.Library ? s_library.Value.Handle : 0;

    private static string TakeErrorStack()
    {
        var lines = new List<string>();
        var handle = GCHandle.Alloc(lines);
        try
        {
            // Direction 1 walks downward, from the function called to the cause.
            _ = Hdf5Native.H5Ewalk2(Hdf5Native.Default, 1, &AddLine, GCHandle.ToIntPtr(handle));
            _ = Hdf5Native.H5Eclear2(Hdf5Native.Default);
        }
        finally
        {
            handle.Free();
        }
        return string.Join(Environment.NewLine, lines);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int AddLine(uint n, Hdf5Native.ErrorEntry* entry, nint lines)
    {
        var list = (List<string>)GCHandle.FromIntPtr(lines).Target!;
        list.Add($"  {Text(entry->Function)}: {Text(entry->Description)}");
        return 0;
    }

    private static string Text(byte* utf8) =>
        utf8 is null ? "" : System.Text.Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(utf8));
}
