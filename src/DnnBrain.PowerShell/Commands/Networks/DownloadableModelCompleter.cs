using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Networks;
using DnnBrain.Networks.Download;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Completes the names of networks whose weights can be downloaded.</summary>
public sealed class DownloadableModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(
            wordToComplete,
            ModelCatalog.Networks.Where(WeightDownload.IsOffered).Select(n => (n.Name, $"{n.WeightsUrl}, {n.Licence}")));
}
