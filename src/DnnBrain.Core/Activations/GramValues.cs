namespace DnnBrain.Activations;

/// <summary>Products of patterns and what belongs to them.</summary>
/// <param name="PatternMean">The mean of each pattern over its units; NaN for one that holds a NaN or an infinity.</param>
/// <param name="UnitMean">The mean of each unit over the finite patterns.</param>
/// <param name="Centred">
/// Σ(x − x̄)(y − ȳ) over units for every pair of patterns and each with itself: the upper triangle with its diagonal, row by row.
/// </param>
internal sealed record GramValues(double[] PatternMean, double[] UnitMean, double[] Centred)
{
    /// <summary>Position of a pair, row ≤ column, in the upper triangle of an n × n matrix.</summary>
    public static int Index(int row, int column, int n) => checked((int)(((long)row * n) - ((long)row * (row - 1) / 2) + (column - row)));
}
