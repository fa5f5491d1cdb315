using System.Collections;
using System.Management.Automation;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Takes a covariance as people have it: a two-dimensional array, a list of rows, or a list of variances.</summary>
public sealed class CovarianceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (data is not Array { Rank: 1 } list || list.Length == 0)
        {
            return data;
        }

        object?[] rows = [.. list.Cast<object?>().Select(row => row is PSObject inner ? inner.BaseObject : row)];
        double[][] values = rows[0] is IList
            ? [.. rows.Select(row => LanguagePrimitives.ConvertTo<double[]>(row))]
            : [.. rows.Select((variance, i) => rows.Select((_, j) => i == j ? LanguagePrimitives.ConvertTo<double>(variance) : 0).ToArray())];
        if (values.Any(row => row.Length != values[0].Length))
        {
            throw new ArgumentTransformationMetadataException("The rows of a covariance have one length.");
        }

        double[,] matrix = new double[values.Length, values[0].Length];
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < values[i].Length; j++)
            {
                matrix[i, j] = values[i][j];
            }
        }

        return matrix;
    }
}
