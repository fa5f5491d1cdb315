using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Networks;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Completes the names of layers from the network that <c>-Model</c> names, without loading it.</summary>
public sealed class LayerCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? model = fakeBoundParameters?["Model"] is PSObject wrapped ? wrapped.BaseObject : fakeBoundParameters?["Model"];
        NetworkDefinition? definition = model switch
        {
            DnnModel loaded => loaded.Definition,
            NetworkDefinition known => known,
            string name => ModelCatalog.Networks.FirstOrDefault(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
            _ => null,
        };
        return definition is null
            ? []
            : CompletionText.Complete(
                wordToComplete,
                definition.Graph.Layers.Select(node => DnnLayer.FromNode(definition.Name, node)).Select(l => (l.Layer, $"{l.Kind}, {l.Shape}")));
    }
}
