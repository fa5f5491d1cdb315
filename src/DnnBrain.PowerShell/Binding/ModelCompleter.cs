using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Networks;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Completes the names of networks.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(
            wordToComplete,
            ModelCatalog.Networks.Select(n => (n.Name, $"{n.Architecture}, {n.TrainingData}, input {n.Graph.InputShape}")));
}
