using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Representations;

/// <summary>A symmetric matrix as a vector: the product of two is Σ over all elements of the matrices' product.</summary>
/// <param name="OffDiagonal">The condensed upper triangle, times √2 because it stands for both.</param>
/// <param name="Diagonal">The diagonal.</param>
internal sealed record KernelVector(double[] OffDiagonal, double[] Diagonal) : PreparedRepresentation
{
    /// <inheritdoc/>
    public override long Bytes => sizeof(double) * (OffDiagonal.LongLength + Diagonal.LongLength);

    /// <summary>The root of the sum of squares of all elements.</summary>
    public double Length => Math.Sqrt(TensorPrimitives.SumOfSquares<double>(OffDiagonal) + TensorPrimitives.SumOfSquares<double>(Diagonal));

    /// <summary>Takes a full matrix.</summary>
    public static KernelVector Create(ReadOnlySpan<double> square, int n)
    {
        double[] offDiagonal = new double[CondensedIndex.Count(n)];
        double[] diagonal = new double[n];
        for (int i = 0, pair = 0; i < n; i++)
        {
            diagonal[i] = square[(i * n) + i];
            for (int j = i + 1; j < n; j++, pair++)
            {
                offDiagonal[pair] = Math.Sqrt(2) * square[(i * n) + j];
            }
        }

        return new KernelVector(offDiagonal, diagonal);
    }

    /// <summary>Divides by the length.</summary>
    public KernelVector ToUnit()
    {
        double length = Length;
        TensorPrimitives.Divide(OffDiagonal, length, OffDiagonal);
        TensorPrimitives.Divide(Diagonal, length, Diagonal);
        return this;
    }
}
