using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Formats.LabelTable;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Brain;

/// <summary>Completes the regions of the mask that <c>-Mask</c> names, from the table of names beside it.</summary>
public sealed class BrainLabelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return fakeBoundParameters?["Mask"] is { } mask
                ? CompletionText.Complete(
                    wordToComplete,
                    LabelTableReader.ReadBeside(CompletionText.ResolvePath(mask.ToString()!)).Select(label => (label.Value, $"label {label.Key}")))
                : [];
        }
        catch (DnnBrainException)
        {
            // Half a path is typed, or another file: there is nothing to suggest.
            return [];
        }
    }
}
