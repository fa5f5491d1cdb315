using System.Runtime.InteropServices;

namespace DnnBrain.Torch;

/// <summary>Holds OpenBLAS to one thread a call.</summary>
/// <remarks>
/// OpenBLAS shares every call out to threads of its own and knows nothing of who calls. Where several threads call it at once with small matrices these
/// wait for one another most of the time. The count is one for the process: guards are counted, and the last gives back what the first found.
/// MKL holds its own threads back inside those of others and is left alone.
/// </remarks>
internal static unsafe class BlasThreads
{
    private static readonly Lock s_lock = new();
    private static delegate* unmanaged<int, void> s_set;
    private static delegate* unmanaged<int> s_get;
    private static int s_guards;
    private static int s_before;

    /// <summary>Threads that a call of OpenBLAS may use; 0 where another library does its work, or none is loaded yet.</summary>
    internal static int Count
    {
        get
        {
            lock (s_lock)
            {
                return s_get == null ? 0 : s_get();
            }
        }
    }

    /// <summary>Finds OpenBLAS among the libraries that the native library needs; guards that are there already hold from then on.</summary>
    internal static void Attach(nint library)
    {
        lock (s_lock)
        {
            // A library's exports are looked for in those that it needs, too; in Windows, where they are not, OpenBLAS is not what LibTorch comes with.
            if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out nint set) && NativeLibrary.TryGetExport(library, "openblas_get_num_threads", out nint get))
            {
                s_set = (delegate* unmanaged<int, void>)set;
                s_get = (delegate* unmanaged<int>)get;
                if (s_guards > 0)
                {
                    Hold();
                }
            }
        }
    }

    /// <summary>One guard more.</summary>
    internal static void Enter()
    {
        lock (s_lock)
        {
            if (s_guards++ == 0 && s_set != null)
            {
                Hold();
            }
        }
    }

    /// <summary>One guard less.</summary>
    internal static void Leave()
    {
        lock (s_lock)
        {
            if (--s_guards == 0 && s_set != null)
            {
                s_set(s_before);
            }
        }
    }

    private static void Hold()
    {
        s_before = s_get();
        s_set(1);
    }
}
