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

    /// <summary>Pearson's r; NaN where a pattern is constant.</summary>
    public double Correlation => IsConstant(SquaredX, MeanX) || IsConstant(SquaredY, MeanY)
        ? double.NaN
        : Product / (Math.Sqrt(SquaredX) * Math.Sqrt(SquaredY));

    /// <summary>The pair after each pattern was z-scored over its units: means 0, squared lengths p.</summary>
    public GramPair ZScored => new(Correlation * UnitCount, ZScoredLength(SquaredX, MeanX), ZScoredLength(SquaredY, MeanY), 0, 0, UnitCount);

    private double ZScoredLength(double squared, double mean) => IsConstant(squared, mean) ? double.NaN : UnitCount;

    private bool IsConstant(double squared, double mean) => !(Math.Sqrt(squared) > ConstantSpread * Math.Abs(mean) * Math.Sqrt(UnitCount));
}
