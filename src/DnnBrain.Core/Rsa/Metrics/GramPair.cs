namespace DnnBrain.Rsa.Metrics;

/// <summary>What a Gram matrix knows of two patterns x and y of p units.</summary>
/// <param name="Product">Σ(x − x̄)(y − ȳ).</param>
/// <param name="SquaredX">Σ(x − x̄)².</param>
/// <param name="SquaredY">Σ(y − ȳ)².</param>
/// <param name="MeanX">x̄.</param>
/// <param name="MeanY">ȳ.</param>
/// <param name="UnitCount">p.</param>
internal readonly record struct GramPair(double Product, double SquaredX, double SquaredY, double MeanX, double MeanY, int UnitCount)
{
    // As Standardization has it: a spread below this share of the mean is rounding.
    private const double ConstantSpread = 1e-13;

    // What BLAS leaves of |x|² + |y|² − 2 x·y for equal patterns, in units of |x|² + |y|²: at most 16 · 2⁻⁵³ from 100 to 5,000,000 units,
    // rectified or not. Smaller values are rounding, whichever way a library sums.
    private const double RoundingShare = 2e-15;

    // Of the mean of a pattern: sums of p numbers over blocks.
    private const double MeanRoundingShare = 1e-15;

    /// <summary>Σ(x − y)²; exactly 0 where what is left is rounding.</summary>
    public double SquaredDistance
    {
        get
        {
            double lengths = SquaredX + SquaredY;
            double squared = lengths - (2 * Product);
            double mean = MeanX - MeanY;
            return (squared <= RoundingShare * lengths ? 0 : squared)
                + (Math.Abs(mean) <= MeanRoundingShare * (Math.Abs(MeanX) + Math.Abs(MeanY)) ? 0 : UnitCount * mean * mean);
        }
    }

    /// <summary>1 − r, from 0 to 2; exactly 0 or 2 where what is left is rounding.</summary>
    public static double Dissimilarity(double r) => 1 - r <= RoundingShare ? 0 : 1 + r <= RoundingShare ? 2 : 1 - r;

    /// <summary>Pearson's r; NaN where a pattern is constant.</summary>
    public double Correlation => IsConstant(SquaredX, MeanX) || IsConstant(SquaredY, MeanY)
        ? double.NaN
        : Product / (Math.Sqrt(SquaredX) * Math.Sqrt(SquaredY));

    /// <summary>The pair after each pattern was z-scored over its units: means 0, squared lengths p.</summary>
    public GramPair ZScored => new(Correlation * UnitCount, ZScoredLength(SquaredX, MeanX), ZScoredLength(SquaredY, MeanY), 0, 0, UnitCount);

    private double ZScoredLength(double squared, double mean) => IsConstant(squared, mean) ? double.NaN : UnitCount;

    private bool IsConstant(double squared, double mean) => !(Math.Sqrt(squared) > ConstantSpread * Math.Abs(mean) * Math.Sqrt(UnitCount));
}
