using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Networks;

namespace DnnBrain.PowerShell.Binding;

/// <summary>
/// Completes layers of the network that <c>-Model</c> names, without loading it: names, the words for places, and, as soon as
/// there is a dot, PyTorch's module paths.
/// </summary>
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
        return definition is null ? [] : CompletionText.Complete(wordToComplete, Candidates(definition, wordToComplete));
    }

    private static IEnumerable<(string Value, string ToolTip)> Candidates(NetworkDefinition definition, string? typed)
    {
        DnnLayer[] layers = [.. definition.Graph.Layers.Select(node => DnnLayer.FromNode(definition.Name, node))];
        IEnumerable<(string, string)> names = layers.Select(l => (l.Layer, $"{l.Kind}, {l.Shape}"));
        if (typed?.Contains('.', StringComparison.Ordinal) == true)
        {
            names = names.Concat(layers.Where(l => l.Path is not null && l.Path != l.Layer).Select(l => (l.Path!, $"{l.Layer}, {l.Kind}, {l.Shape}")));
        }

        return names
            .Append((LayerPosition.Last, $"the last layer, {layers[^1].Layer}"))
            .Append((LayerPosition.Top, "the layers of the top level, without those inside blocks"));
    }
}
