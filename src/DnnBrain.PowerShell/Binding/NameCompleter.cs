using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Completes the names of one kind of choices: metrics, methods, transforms, estimators.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class NameCompleter<T> : IArgumentCompleter
    where T : INamedChoice<T>
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete, T.All.Select(choice => (choice.Name, choice.Description)));
}
