using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Statistics.Covariance;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Completes the names of estimators of covariance.</summary>
public sealed class CovarianceEstimatorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete, CovarianceEstimator.All.Select(estimator => (estimator.Name, estimator.Description)));
}
