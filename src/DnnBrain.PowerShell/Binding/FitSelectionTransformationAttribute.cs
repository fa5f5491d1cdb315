using System.Collections;
using System.Management.Automation;
using DnnBrain.Activations.Transforms;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Makes a <see cref="FitSelection"/> of what people give: a whole number is a count, another one a share, all else are ids.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FitSelectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Plain(inputData) switch
            {
                null => null,
                FitSelection selection => selection,
                int count => FitSelection.OfCount(count),
                double share => FitSelection.OfShare(share),
                decimal share => FitSelection.OfShare((double)share),
                string id => FitSelection.OfIds([id]),
                IEnumerable many => FitSelection.OfIds(many.Cast<object>().Select(Id)),
                object one => FitSelection.OfIds([Id(one)]),
            };
        }
        catch (DnnBrainException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    private static object? Plain(object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;

    private static string Id(object item) => Plain(item) is Stimulus stimulus ? stimulus.Id : LanguagePrimitives.ConvertTo<string>(item);
}
