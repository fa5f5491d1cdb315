using System.Collections;
using System.Management.Automation;
using DnnBrain.Formats.MaskCsv;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Takes masks as they are, and reads those that are given as the path of a .dmask.csv.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DnnMaskTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        ArgumentNullException.ThrowIfNull(engineIntrinsics);
        try
        {
            IEnumerable<object?> items = Plain(inputData) switch
            {
                string path => [path],
                IEnumerable many => many.Cast<object?>().Select(Plain),
                object one => [one],
                null => [null],
            };
            return items.SelectMany(item => Read(engineIntrinsics, item)).ToArray();
        }
        catch (DnnBrainException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    private static IEnumerable<object?> Read(EngineIntrinsics engine, object? item) => item switch
    {
        string path => MaskCsvReader.Read(engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)),
        FileInfo file => MaskCsvReader.Read(file.FullName),
        _ => [item],
    };

    private static object? Plain(object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
