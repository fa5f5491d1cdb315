using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace DnnBrain.Torch.Interop;

/// <summary>
/// Finds the native library at the first native call, so that loading this assembly costs nothing. Hosts such as
/// PowerShell do not look into <c>runtimes/&lt;rid&gt;/native</c> for a module's assemblies; this does.
/// </summary>
internal static unsafe class NativeLibraryLoader
{
    internal const string LibraryName = "DnnBrainNative";

    /// <summary>Names a library file, or a folder with one, to be tried before all others.</summary>
    internal const string PathVariable = "DNNBRAIN_NATIVE";

    /// <summary>DNB_ABI_VERSION this assembly was written for.</summary>
    private const int AbiVersion = 1;

    private static readonly Lock s_lock = new();
    private static nint s_library;

    internal static void Register()
        => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
        => name == LibraryName ? Library : 0;

    /// <summary>The library; loaded when it is first asked for.</summary>
    internal static nint Library
    {
        get
        {
            lock (s_lock)
            {
                if (s_library == 0)
                {
                    s_library = Load(Candidates(typeof(NativeLibraryLoader).Assembly));
                    UseAllCores(s_library);
                    BlasThreads.Attach(s_library);
                }
                return s_library;
            }
        }
    }

    /// <summary>Loads the first candidate that can be loaded.</summary>
    /// <param name="candidates">Paths or plain names, in the order to try them.</param>
    /// <exception cref="NativeLibraryException">None could be loaded, or the first that could has another ABI.</exception>
    internal static nint Load(IEnumerable<string> candidates)
    {
        var trace = new StringBuilder();
        foreach (string candidate in candidates)
        {
            if (TryLoad(candidate, trace, out nint library))
                return CheckVersion(library, candidate);
        }
        throw new NativeLibraryException(
            $"The native library of DnnBrain could not be loaded. Tried, in this order:{trace}{Environment.NewLine}" +
            "It needs LibTorch and OpenCV (Debian: libtorch-dev libopencv-dev); set " +
            $"{PathVariable} to load it from elsewhere.");
    }

    /// <summary>The places to look for the library, best first.</summary>
    internal static IEnumerable<string> Candidates(Assembly assembly)
    {
        string file = FileName;
        string? named = Environment.GetEnvironmentVariable(PathVariable);
        if (!string.IsNullOrEmpty(named))
            yield return Directory.Exists(named) ? Path.Combine(named, file) : named;
        if (Path.GetDirectoryName(assembly.Location) is { Length: > 0 } directory)
        {
            string native = Path.Combine("runtimes", Rid, "native", file);
            yield return Path.Combine(directory, file);
            yield return Path.Combine(directory, native);
            yield return Path.GetFullPath(Path.Combine(directory, "..", native));
        }
        yield return file;
    }

    private static string FileName
        => OperatingSystem.IsWindows() ? $"{LibraryName}.dll"
            : OperatingSystem.IsMacOS() ? $"lib{LibraryName}.dylib"
            : $"lib{LibraryName}.so";

    // RuntimeInformation.RuntimeIdentifier may name a distribution; the folders carry the portable name.
    private static string Rid
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLower(CultureInfo.InvariantCulture);
            return $"{system}-{architecture}";
        }
    }

    private static bool TryLoad(string candidate, StringBuilder trace, out nint library)
    {
        library = 0;
        string reason = "not there";
        bool isPath = Path.IsPathRooted(candidate);
        if (!isPath || File.Exists(candidate))
        {
            try
            {
                library = NativeLibrary.Load(candidate);
                return true;
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                reason = exception.Message.Trim();
            }
        }
        trace.Append(Environment.NewLine).Append("  ").Append(candidate).Append(": ").Append(reason);
        return false;
    }

    // LibTorch takes half the processors it sees, on the guess that each core counts twice; in a virtual machine, and on
    // many a processor, it does not. OMP_NUM_THREADS, where it is set, remains the user's word.
    private static void UseAllCores(nint library)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")))
            return;
        const string Siblings = "/sys/devices/system/cpu/smt/active";
        bool twice = !File.Exists(Siblings) || File.ReadAllText(Siblings).Trim() == "1";
        int cores = twice ? Math.Max(1, Environment.ProcessorCount / 2) : Environment.ProcessorCount;
        _ = ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(library, "dnb_set_num_threads"))(cores);
    }

    private static nint CheckVersion(nint library, string candidate)
    {
        int found = NativeLibrary.TryGetExport(library, "dnb_abi_version", out nint function)
            ? ((delegate* unmanaged<int>)function)()
            : 0;
        if (found == AbiVersion)
            return library;
        NativeLibrary.Free(library);
        throw new NativeLibraryException(
            $"'{candidate}' has version {found} of the native interface; this assembly needs version {AbiVersion}.");
    }
}
