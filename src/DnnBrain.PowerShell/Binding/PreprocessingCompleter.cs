using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Completes the names of preprocessings.</summary>
public sealed class PreprocessingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Complete(wordToComplete,
        [
            (nameof(PreprocessingKind.Squash), "the whole image at the network's size, as in DNNBrain"),
            (nameof(PreprocessingKind.ResizeCrop), "the shorter side to 256, the middle 224 of it, as torchvision's classic way"),
            (nameof(PreprocessingKind.Model), "what the authors of the weights state"),
            (nameof(PreprocessingKind.None), "values / 255; the images have the network's size"),
        ]);
}
