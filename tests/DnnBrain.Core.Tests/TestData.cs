using System.Text.Json;

namespace DnnBrain.Core.Tests;

/// <summary>Files that tests compare with; <c>tests/data/generate</c> holds the scripts that made them.</summary>
internal static class TestData
{
    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The path of a file below <c>tests/data</c>.</summary>
    public static string Path(string name) => System.IO.Path.Combine(RepositoryRoot, "tests", "data", name);

    /// <summary>Reads a JSON file below <c>tests/data</c>.</summary>
    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(Path(name))).RootElement;

    /// <summary>A list of numbers.</summary>
    public static double[] Doubles(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(value => value.GetDouble())];

    private static string FindRepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "DnnBrain.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
