using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Representations;

namespace DnnBrain.PowerShell.Commands.Representations;

/// <summary>Completes the names of the ways to compare representations.</summary>
public sealed class RepresentationMethodCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete, RepresentationMethod.All.Select(method => (method.Name, method.Description)));
}
