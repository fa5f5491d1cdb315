using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa.Transforms;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Completes the names of transforms of RDMs.</summary>
public sealed class RdmTransformCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete, RdmTransform.All.Select(transform => (transform.Name, transform.Description)));
}
