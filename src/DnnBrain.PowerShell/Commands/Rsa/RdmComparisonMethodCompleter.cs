using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Completes the names of the ways to compare RDMs.</summary>
public sealed class RdmComparisonMethodCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete, RdmComparisonMethod.All.Select(method => (method.Name, method.Description)));
}
