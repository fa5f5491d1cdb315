namespace DnnBrain.Help;

/// <summary>Something a page, the manifest or the assembly has wrong, at a line (1-based) of a file.</summary>
internal sealed record Problem(string File, int Line, string Message)
{
    /// <summary>The form in which MSBuild recognises an error.</summary>
    public override string ToString() => $"{File}({Line}): error HELP: {Message}";
}
