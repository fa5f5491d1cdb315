using System.Numerics.Tensors;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Statistics.Covariance;

/// <summary>What estimators of a covariance need of residuals x, added up block by block: Σ x xᵀ, and Σ (x∘x)(x∘x)ᵀ and Σ |x|⁴ where they ask for it.</summary>
internal sealed class ResidualMoments
{
    // Products of column blocks on and above the diagonal leave out nearly half of XᵀX.
    private const int ColumnBlock = 128;

    // Fourth powers, and squares of products, neither overflow nor vanish where |x|² lies between its inverse and this.
    private const double LargestSquare = 1e70;

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

    /// <summary>Σ x xᵀ, p × p, row-major, on and above the diagonal; empty for an estimator that does not need it.</summary>
    public double[] Products { get; }

    /// <summary>Σ (x∘x)(x∘x)ᵀ, p × p, row-major, on and above the diagonal; empty for an estimator that does not need it.</summary>
    public double[] SquareProducts { get; }

    /// <summary>Σ |x|⁴.</summary>
    public double FourthPowers { get; private set; }

    /// <summary>k: what is added up are residuals times 2ᵏ. 0 but for residuals so large or small that their fourth powers are no numbers; decided by the first that are not 0.</summary>
    public int Exponent { get; private set; }

    /// <summary>Adds residuals. O(n p²) as matrix products.</summary>
    /// <param name="residuals">Residual × unit, row-major; changed.</param>
    /// <param name="count">Number of residuals.</param>
    public void Add(double[] residuals, int count)
    {
        Count += count;
        double[] squared = SquaredLengths(residuals, count);
        double largest = TensorPrimitives.Max<double>(squared);
        if (Exponent == 0 && TensorPrimitives.Sum<double>(SumOfSquares) == 0 && largest is > 0 and (< 1 / LargestSquare or > LargestSquare) && double.IsFinite(largest))
        {
            Exponent = -Math.ILogB(Math.Sqrt(largest));
        }

        if (Exponent != 0)
        {
            TensorPrimitives.Multiply(residuals.AsSpan(0, count * UnitCount), Math.ScaleB(1, Exponent), residuals);
            squared = SquaredLengths(residuals, count);
        }

        FourthPowers += TensorPrimitives.SumOfSquares<double>(squared);
        Parallel.For(0, (UnitCount + ColumnBlock - 1) / ColumnBlock, chunk =>
        {
            int unit = chunk * ColumnBlock;
            Span<double> sum = SumOfSquares.AsSpan(unit, Math.Min(ColumnBlock, UnitCount - unit));
            for (int k = 0; k < count; k++)
            {
                ReadOnlySpan<double> row = residuals.AsSpan((k * UnitCount) + unit, sum.Length);
                TensorPrimitives.MultiplyAdd(row, row, sum, sum);
            }
        });

        if (_crossProducts)
        {
            AddProducts(residuals, count, Products);
        }

        if (SquareProducts.Length > 0)
        {
            Parallel.For(0, count, k =>
            {
                Span<double> row = residuals.AsSpan(k * UnitCount, UnitCount);
                TensorPrimitives.Multiply<double>(row, row, row);
            });
            AddProducts(residuals, count, SquareProducts);
        }
    }

    /// <summary>Σ x xᵀ times a factor as a full symmetric matrix, in the place of <see cref="Products"/>, which are gone.</summary>
    public double[] Scale(double factor)
    {
        const int Block = 64;
        double[] matrix = Products;
        TensorPrimitives.Multiply(matrix, factor, matrix);

        // In squares that stay in the cache: writing down columns misses it every time.
        int blocks = (UnitCount + Block - 1) / Block;
        Parallel.For(0, blocks, block =>
        {
            for (int other = block; other < blocks; other++)
            {
                for (int i = block * Block; i < Math.Min((block + 1) * Block, UnitCount); i++)
                {
                    for (int j = Math.Max(i + 1, other * Block); j < Math.Min((other + 1) * Block, UnitCount); j++)
                    {
                        matrix[(j * UnitCount) + i] = matrix[(i * UnitCount) + j];
                    }
                }
            }
        });
        return matrix;
    }

    /// <summary>The sum of the squares of Σ x xᵀ.</summary>
    public double SquaredNorm()
    {
        double diagonal = TensorPrimitives.SumOfSquares<double>(SumOfSquares);
        double upper = 0;
        for (int i = 0; i < UnitCount; i++)
        {
            upper += TensorPrimitives.SumOfSquares<double>(Products.AsSpan((i * UnitCount) + i + 1, UnitCount - i - 1));
        }

        return diagonal + (2 * upper);
    }

    private double[] SquaredLengths(double[] residuals, int count)
    {
        double[] squared = new double[count];
        Parallel.For(0, count, k => squared[k] = TensorPrimitives.SumOfSquares<double>(residuals.AsSpan(k * UnitCount, UnitCount)));
        return squared;
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
            AddUpper(product.AsReadOnlySpan<double>(), i, height, sum);
        }
    }

    private void AddUpper(ReadOnlySpan<double> product, int first, int height, double[] sum)
    {
        int width = UnitCount - first;
        for (int r = 0; r < height; r++)
        {
            Span<double> target = sum.AsSpan(((first + r) * UnitCount) + first + r, width - r);
            TensorPrimitives.Add(target, product.Slice((r * width) + r, width - r), target);
        }
    }
}
