using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Management.Automation;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that reads files: <c>-Path</c> with wildcards, <c>-LiteralPath</c> without.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PathCommand : LongRunningCmdlet
{
    /// <summary>Name of the parameter set with wildcards.</summary>
    protected const string PathSet = "Path";

    /// <summary>Name of the parameter set without wildcards.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, taken as they are typed.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == LiteralPathSet;
        foreach (string given in literal ? LiteralPath : Path)
        {
            foreach (string file in ResolveExisting(given, literal))
            {
                TryItem(file, () => ProcessFile(file));
            }
        }
    }

    /// <summary>Reads one file; a failure is an error record, and the other files go on.</summary>
    /// <param name="path">Absolute path of something that exists.</param>
    protected abstract void ProcessFile(string path);

    private Collection<string> ResolveExisting(string given, bool literal)
    {
        Collection<string> files = [];
        TryItem(given, () =>
        {
            if (literal)
            {
                string full = ResolveUnresolved(given);
                files.Add(File.Exists(full) || Directory.Exists(full) ? full : throw NotFound(given));
                return;
            }

            try
            {
                Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(given, out ProviderInfo provider);
                RequireFileSystem(provider, given);
                files = found;
            }
            catch (ItemNotFoundException)
            {
                throw NotFound(given);
            }

            if (files.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(given))
            {
                throw NotFound(given);
            }
        });
        return files;
    }

    private DnnBrainException NotFound(string given) =>
        new("FileNotFound", ErrorKind.NotFound, $"There is no file '{given}' (looked for it from '{SessionState.Path.CurrentFileSystemLocation}').", given);
}
