using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Completes attributes of the catalogue's networks: those of the category that a parameter is named for, or all.</summary>
public sealed class ModelAttributeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(
            wordToComplete,
            ModelAttribute.Available(parameterName).Select(a => (a.Name, $"{a.Category}: {a.NetworkCount} networks, such as {a.Networks[0].Name}")));
}
