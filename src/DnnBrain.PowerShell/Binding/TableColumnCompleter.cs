using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Activations;

namespace DnnBrain.PowerShell.Binding;

/// <summary>
/// Completes columns: those of a variable that is given as <c>-Stimulus</c> or <c>-InputObject</c>, and for <c>-By</c> the axes of an
/// activation.
/// </summary>
public sealed class TableColumnCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        IEnumerable<(string, string)> axes = parameterName == nameof(PatternCommand.By)
            ? ActivationParts.Axes.Select(axis => (axis, $"one each {axis.ToLowerInvariant()} of an activation"))
            : [];
        object? table = fakeBoundParameters[nameof(PatternCommand.Stimulus)] ?? fakeBoundParameters[nameof(PatternCommand.InputObject)];
        return CompletionText.Complete(wordToComplete, axes.Concat(Columns(table).Select(column => (column, "column of the table"))));
    }

    // The first row tells; results of the module are no rows, and what they are is no column.
    private static IEnumerable<string> Columns(object? table)
    {
        object? first = LanguagePrimitives.GetEnumerable(table)?.Cast<object?>().FirstOrDefault() ?? table;
        try
        {
            return first is null ? [] : RowObject.ToRowOfTable(PSObject.AsPSObject(first), "").Keys;
        }
        catch (DnnBrainException)
        {
            return [];
        }
    }
}
