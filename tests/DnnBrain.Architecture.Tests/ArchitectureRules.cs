namespace DnnBrain.Architecture;

/// <summary>The rules of the house, as data. The tests beside this file hold the built assemblies to them.</summary>
internal static class ArchitectureRules
{
    /// <summary>Which of our assemblies each of them may reference: <c>PowerShell -> Core -> Torch</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ProjectMayReference = new Dictionary<string, string[]>
    {
        ["DnnBrain.Torch"] = [],
        ["DnnBrain.Core"] = ["DnnBrain.Torch"],
        ["DnnBrain.PowerShell"] = ["DnnBrain.Core", "DnnBrain.Torch"],
    };

    /// <summary>
    /// Which of them it may call. A cmdlet hands a device from one call of the core to another, but has no business with tensors.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> ProjectMayCall = new Dictionary<string, string[]>
    {
        ["DnnBrain.Torch"] = [],
        ["DnnBrain.Core"] = ["DnnBrain.Torch"],
        ["DnnBrain.PowerShell"] = ["DnnBrain.Core"],
    };

    /// <summary>Assemblies that are kept to one project.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnlyReferencedBy = new Dictionary<string, string>
    {
        ["System.Management.Automation"] = "DnnBrain.PowerShell",
        ["MathNet.Numerics"] = "DnnBrain.Core",
        ["CsvHelper"] = "DnnBrain.Core",
    };

    /// <summary>The console belongs to the shell: no library writes to it.</summary>
    public const string ConsoleAssembly = "System.Console";

    private static readonly string[] s_shared = ["Stimuli", "Activations", "Statistics"];

    /// <summary>
    /// Which folders of the core each folder may reference, besides itself and the root. Method families share
    /// <c>Stimuli</c>, <c>Activations</c> and <c>Statistics</c>, and do not know each other; no family knows a file format.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> FolderMayReference = new Dictionary<string, string[]>
    {
        [""] = [],
        ["Stimuli"] = [],
        ["Statistics"] = [],
        ["Activations"] = ["Stimuli", "Statistics"],
        ["Networks"] = ["Stimuli", "Activations", "Statistics", "Formats/Safetensors", "Formats/PyTorch"],
        ["Rsa"] = s_shared,
        ["Representations"] = s_shared,
        ["Encoding"] = s_shared,
        ["Decoding"] = s_shared,
        ["Hemodynamics"] = s_shared,
        ["Brain"] = s_shared,
        ["Visualization"] = s_shared,
    };

    /// <summary>A file format may use the data types of any folder, and other formats that it is built on.</summary>
    public const string FormatFolder = "Formats";

    /// <summary>Verbs of cmdlets that write files, whatever their parameters.</summary>
    public static readonly string[] WritingVerbs = ["Export", "Save"];

    /// <summary>Parameters that only a cmdlet which writes files has.</summary>
    public static readonly string[] WritingParameters = ["OutFile", "Destination", "Force"];

    /// <summary>Endings in s of singular nouns: stimulus, analysis, loss.</summary>
    public static readonly string[] SingularEndings = ["us", "is", "ss"];

    /// <summary>
    /// Projects whose namespaces follow their folders, and the namespace at the root. DnnBrain.Torch is not one of them:
    /// its public names follow TorchSharp, where one partial class spans many files.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> RootNamespace = new Dictionary<string, string>
    {
        ["DnnBrain.Core"] = "DnnBrain",
        ["DnnBrain.PowerShell"] = "DnnBrain.PowerShell",
        ["DnnBrain.Help"] = "DnnBrain.Help",
    };

    /// <summary>Lines a source file may have before it is taken apart.</summary>
    public const int LongestFile = 350;
}
