using System.Reflection;
using System.Runtime.Loader;

namespace DnnBrain.PowerShell.Hosting;

/// <summary>
/// Third-party assemblies in a load context of the module's own, so that another module may bring other versions of them
/// into the same session. They lie in <c>bin/lib</c>, where PowerShell does not look.
/// </summary>
internal static class ModuleDependencies
{
    private static readonly string s_folder =
        Path.Combine(Path.GetDirectoryName(typeof(ModuleDependencies).Assembly.Location)!, "lib");

    private static readonly AssemblyLoadContext s_context = new("DnnBrain");

    private static int s_registered;

    /// <summary>Adds the resolving hook on the first call in this process; further calls do nothing.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref s_registered, 1) == 0)
            AssemblyLoadContext.Default.Resolving += Resolve;
    }

    private static Assembly? Resolve(AssemblyLoadContext asking, AssemblyName wanted)
    {
        string file = Path.Combine(s_folder, wanted.Name + ".dll");
        if (!File.Exists(file))
            return null;
        // The event does not tell who asks. Only the exact version is ours: another module that asks for another one is not served.
        AssemblyName ours = AssemblyName.GetAssemblyName(file);
        return ours.FullName == wanted.FullName ? s_context.LoadFromAssemblyPath(file) : null;
    }
}
