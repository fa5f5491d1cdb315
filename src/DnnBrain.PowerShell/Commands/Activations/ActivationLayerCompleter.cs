using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Completes the layers of the .act.h5 that <c>-Path</c> names.</summary>
public sealed class ActivationLayerCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? path = fakeBoundParameters?["Path"] ?? fakeBoundParameters?["LiteralPath"];
        try
        {
            return path is null
                ? []
                : CompletionText.Complete(
                    wordToComplete,
                    ActivationHdf5Reader.Identify(CompletionText.ResolvePath(path.ToString()!)).Layers.Select(l => (l.Layer, $"{l.Channels}×{l.Rows}×{l.Columns}")));
        }
        catch (DnnBrainException)
        {
            // Half a path is typed, or another file: there is nothing to suggest.
            return [];
        }
    }
}
