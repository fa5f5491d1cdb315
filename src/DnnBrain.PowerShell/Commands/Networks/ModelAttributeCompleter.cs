using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Networks;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Completes what networks of the catalogue have of the attribute that a parameter is named for.</summary>
public sealed class ModelAttributeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ModelAttribute? attribute = ModelAttribute.All.FirstOrDefault(a => a.Name.Equals(parameterName, StringComparison.OrdinalIgnoreCase));
        return attribute is null ? [] : CompletionText.Complete(wordToComplete, attribute.Available.Select(value => (value, ToolTip(attribute, value))));
    }

    private static string ToolTip(ModelAttribute attribute, string value)
    {
        NetworkDefinition[] networks = [.. ModelCatalog.Networks.Where(n => attribute.Value(n).Equals(value, StringComparison.OrdinalIgnoreCase))];
        return $"{networks.Length} networks, such as {networks[0].Name}";
    }
}
