using System.Management.Automation;
using System.Management.Automation.Language;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Builds completions that keep the quote the user began with.</summary>
internal static class CompletionText
{
    /// <summary>The candidates that match what has been typed.</summary>
    /// <param name="typed">The word at the cursor, with its opening quote if there is one.</param>
    /// <param name="candidates">Value and tooltip.</param>
    public static IEnumerable<CompletionResult> Complete(string? typed, IEnumerable<(string Value, string ToolTip)> candidates)
    {
        char quote = typed is { Length: > 0 } && typed[0] is '\'' or '"' ? typed![0] : '\0';
        string word = (typed ?? "").Trim('\'', '"');
        var wildcard = new WildcardPattern(word + "*", WildcardOptions.IgnoreCase);
        foreach ((string value, string toolTip) in candidates)
        {
            if (value.StartsWith(word, StringComparison.OrdinalIgnoreCase) || wildcard.IsMatch(value))
            {
                yield return new CompletionResult(Quote(value, quote), value, CompletionResultType.ParameterValue, toolTip);
            }
        }
    }

    /// <summary>A path that is typed, as an absolute one: it is relative to the prompt's location, which .NET does not know.</summary>
    public static string ResolvePath(string path)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Convert-Path").AddParameter("Path", path).AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<string>().FirstOrDefault() ?? path;
    }

    private static string Quote(string value, char quote) => quote switch
    {
        '"' => "\"" + value.Replace("`", "``").Replace("\"", "`\"").Replace("$", "`$") + "\"",
        '\'' => "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'",
        _ => value.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or '/'))
            ? "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'"
            : value,
    };
}
