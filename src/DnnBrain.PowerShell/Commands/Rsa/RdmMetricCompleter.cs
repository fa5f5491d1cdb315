using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa.Metrics;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Completes the names of dissimilarities.</summary>
public sealed class RdmMetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete, RdmMetric.All.Select(metric => (metric.Name, metric.Description)));
}
