namespace DnnBrain.Benchmarks;

/// <summary>Where things lie.</summary>
internal static class Workspace
{
    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Peers: scripts and programs that do the same jobs.</summary>
    public static string Peers { get; } = Path.Combine(Repository, "benchmarks", "peers");

    /// <summary>A folder for what benchmarks make and keep, below the ignored <c>output</c>.</summary>
    public static string Scratch(string name) =>
        Directory.CreateDirectory(Path.Combine(Repository, "output", "benchmarks", name)).FullName;

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DnnBrain.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks do not run from within the repository.");
    }
}
