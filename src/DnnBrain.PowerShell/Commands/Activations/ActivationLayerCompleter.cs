using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Completes the layers of the file or folder that <c>-Path</c> names.</summary>
public sealed class ActivationLayerCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? path = fakeBoundParameters?["Path"] ?? fakeBoundParameters?["LiteralPath"];
        try
        {
            string? file = path is null ? null : CompletionText.ResolvePath(path.ToString()!);

            // A table would have to be read whole, and has one layer.
            return file is null || FeatureFile.IsTable(file)
                ? []
                : CompletionText.Complete(
                    wordToComplete, FeatureFile.Read(file).Select(a => (a.Layer, $"{a.Shape.Channels}×{a.Shape.Rows}×{a.Shape.Columns}")));
        }
        catch (DnnBrainException)
        {
            // Half a path is typed, or another file: there is nothing to suggest.
            return [];
        }
    }
}
