namespace DnnBrain.Networks.Download;

/// <summary>Where weights that were downloaded are kept, for all sessions of a user.</summary>
public static class WeightCache
{
    /// <summary>The variable that names the folder of DnnBrain's data; weights lie in <c>weights</c> below it.</summary>
    public const string Variable = "DNNBRAIN_DATA";

    private static readonly string s_system = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "MacOS" : "Linux";

    /// <summary>The folder; it need not be there yet.</summary>
    /// <exception cref="DnnBrainException">The variable holds no absolute path (<c>DataFolderInvalid</c>).</exception>
    public static string Folder => FolderOf(s_system, Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The file in which a network's weights are kept; null where they are not fetched from an address.</summary>
    public static string? PathOf(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.WeightsUrl is { } address ? Path.Combine(Folder, FileName(address)) : null;
    }

    /// <summary>The name of a file as its address has it.</summary>
    internal static string FileName(Uri address) => Path.GetFileName(Uri.UnescapeDataString(address.AbsolutePath));

    /// <summary>The folder on a system.</summary>
    /// <param name="system"><c>Windows</c>, <c>MacOS</c> or <c>Linux</c>.</param>
    /// <param name="variable">Gives an environment variable.</param>
    /// <param name="home">The user's folder.</param>
    internal static string FolderOf(string system, Func<string, string?> variable, string home)
    {
        if (variable(Variable) is { Length: > 0 } own)
        {
            return Path.IsPathFullyQualified(own)
                ? Path.Combine(own, "weights")
                : throw new DnnBrainException("DataFolderInvalid", ErrorKind.InvalidArgument, $"{Variable} is '{own}'; an absolute path was expected.", own);
        }

        string root = system switch
        {
            "Windows" => Path.Combine(variable("LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local"), "DnnBrain"),
            "MacOS" => Path.Combine(home, "Library", "Caches", "DnnBrain"),
            // The XDG specification: what is not absolute is to be ignored.
            _ => Path.Combine(variable("XDG_CACHE_HOME") is { } xdg && Path.IsPathFullyQualified(xdg) ? xdg : Path.Combine(home, ".cache"), "dnnbrain"),
        };
        return Path.Combine(root, "weights");
    }
}
