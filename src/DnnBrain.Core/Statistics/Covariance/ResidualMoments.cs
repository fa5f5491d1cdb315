using System.Numerics.Tensors;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Statistics.Covariance;

/// <summary>What estimators of a covariance need of residuals x, added up block by block: Σ x xᵀ, and Σ (x∘x)(x∘x)ᵀ and Σ |x|⁴ where they ask for it.</summary>
internal sealed class ResidualMoments
{
    // Products of column blocks on and above the diagonal leave out nearly half of XᵀX.
    private const int ColumnBlock = 256;

    private readonly bool _crossProducts;

    /// <summary>Nothing yet.</summary>
    /// <param name="unitCount">p.</param>
    /// <param name="estimator">Who asks.</param>
    public ResidualMoments(int unitCount, CovarianceEstimator estimator)
    {
        UnitCount = unitCount;
        _crossProducts = estimator.NeedsCrossProducts;
        SumOfSquares = new double[unitCount];
        Products = _crossProducts ? new double[(long)unitCount * unitCount] : [];
        SquareProducts = estimator.NeedsSquareProducts ? new double[(long)unitCount * unitCount] : [];
    }

    /// <summary>p.</summary>
    public int UnitCount { get; }

    /// <summary>n, the number of residuals.</summary>
    public int Count { get; private set; }

    /// <summary>Σ xᵢ², one a unit.</summary>
    public double[] SumOfSquares { get; }

    /// <summary>Σ x xᵀ, p × p, row-major; empty for an estimator that does not need it.</summary>
    public double[] Products { get; }

    /// <summary>Σ (x∘x)(x∘x)ᵀ, p × p, row-major; empty for an estimator that does not need it.</summary>
    public double[] SquareProducts { get; }

    /// <summary>Σ |x|⁴.</summary>
    public double FourthPowers { get; private set; }

    /// <summary>Adds residuals. O(n p²) as matrix products.</summary>
    /// <param name="residuals">Residual × unit, row-major; changed.</param>
    /// <param name="count">Number of residuals.</param>
    public void Add(double[] residuals, int count)
    {
        Count += count;
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> row = residuals.AsSpan(k * UnitCount, UnitCount);
            double squared = TensorPrimitives.SumOfSquares(row);
            FourthPowers += squared * squared;
            TensorPrimitives.MultiplyAdd(row, row, SumOfSquares, SumOfSquares);
        }

        if (_crossProducts)
        {
            AddProducts(residuals, count, Products);
        }

        if (SquareProducts.Length > 0)
        {
            Span<double> all = residuals.AsSpan(0, count * UnitCount);
            TensorPrimitives.Multiply<double>(all, all, all);
            AddProducts(residuals, count, SquareProducts);
        }
    }

    private void AddProducts(double[] rows, int count, double[] sum)
    {
        using DisposeScope scope = NewDisposeScope();
        var x = from_memory<double>(rows.AsMemory(0, count * UnitCount), [count, UnitCount]);
        for (int i = 0; i < UnitCount; i += ColumnBlock)
        {
            int height = Math.Min(ColumnBlock, UnitCount - i);
            using DisposeScope step = NewDisposeScope();
            var product = x.narrow(1, i, height).t().matmul(x.narrow(1, i, UnitCount - i)).contiguous();
            AddSymmetric(product.AsReadOnlySpan<double>(), i, height, sum);
        }
    }

    private void AddSymmetric(ReadOnlySpan<double> product, int first, int height, double[] sum)
    {
        int width = UnitCount - first;
        for (int r = 0; r < height; r++)
        {
            Span<double> target = sum.AsSpan(((first + r) * UnitCount) + first + r, width - r);
            TensorPrimitives.Add(target, product.Slice((r * width) + r, width - r), target);
            for (int c = r + 1; c < width; c++)
            {
                sum[((first + c) * UnitCount) + first + r] = target[c - r];
            }
        }
    }
}
