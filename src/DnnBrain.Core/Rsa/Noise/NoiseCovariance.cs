using System.Globalization;
using DnnBrain.Statistics.Covariance;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Noise;

/// <summary>The noise covariance of the units of ONE pattern set, over all runs or of one, with its inverse, the precision.</summary>
/// <remarks>A diagonal one takes p numbers, any other 8 p² bytes, and as much again once its precision is asked for.</remarks>
public sealed class NoiseCovariance
{
    private const int ListedUnits = 5;

    private readonly double[] _covariance;
    private readonly Lazy<double[]> _precision;
    private readonly Lazy<double[]> _factor;

    internal NoiseCovariance(string name, double[] covariance, bool isDiagonal, int unitCount, double[]? precision = null)
    {
        Name = name;
        _covariance = covariance;
        IsDiagonal = isDiagonal;
        UnitCount = unitCount;
        _precision = precision is null ? new Lazy<double[]>(Invert) : new Lazy<double[]>(precision);
        _factor = new Lazy<double[]>(() => Factorize(_precision.Value, IsDiagonal, UnitCount, Name));
    }

    /// <summary>What the units belong to: a layer's or a region's name.</summary>
    public string Name { get; }

    /// <summary>Where the patterns come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The subject; null where it is not known.</summary>
    public string? Subject { get; init; }

    /// <summary>The run; null where it is over all runs.</summary>
    public string? Run { get; init; }

    /// <summary>The estimator: Full, Diagonal, LedoitWolf, SchaeferStrimmer; empty for a matrix that was given.</summary>
    public string Estimator { get; init; } = "";

    /// <summary>The weight of the shrinkage target, from 0 to 1; 0 where nothing is shrunk.</summary>
    public double Shrinkage { get; init; }

    /// <summary>What sums of squares were divided by.</summary>
    public double DegreesOfFreedom { get; init; } = double.NaN;

    /// <summary>Number of rows it was estimated from.</summary>
    public int ObservationCount { get; init; }

    /// <summary>Number of units, p.</summary>
    public int UnitCount { get; }

    /// <summary>Whether units have variances only.</summary>
    public bool IsDiagonal { get; }

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; init; } = new() { Operation = "NoiseCovariance" };

    /// <summary>A covariance that was estimated elsewhere.</summary>
    /// <param name="covariance">p × p, symmetric and positive definite.</param>
    /// <param name="run">The run it is of; null for all.</param>
    /// <exception cref="DnnBrainException">
    /// It is not square (<c>ShapeMismatch</c>), not symmetric (<c>NoiseNotSymmetric</c>) or not positive definite
    /// (<c>NoiseNotPositiveDefinite</c>).
    /// </exception>
    public static NoiseCovariance FromCovariance(double[,] covariance, string? run = null)
    {
        double[] matrix = Flatten(covariance);
        var noise = new NoiseCovariance("", matrix, isDiagonal: false, covariance.GetLength(0)) { Run = run };
        _ = noise._factor.Value;
        return noise;
    }

    /// <summary>A precision, the inverse of a covariance, that was estimated elsewhere.</summary>
    /// <inheritdoc cref="FromCovariance"/>
    public static NoiseCovariance FromPrecision(double[,] precision, string? run = null)
    {
        double[] matrix = Flatten(precision);
        int p = precision.GetLength(0);
        _ = Factorize(matrix, isDiagonal: false, p, "the precision");
        return new NoiseCovariance("", Invert(matrix, isDiagonal: false, p, "the precision"), isDiagonal: false, p, matrix) { Run = run };
    }

    /// <summary>The covariance as a copy, p × p.</summary>
    public double[,] ToCovariance() => ToSquare(_covariance);

    /// <summary>The precision as a copy, p × p.</summary>
    /// <exception cref="DnnBrainException">The covariance has no inverse (<c>NoiseNotPositiveDefinite</c>).</exception>
    public double[,] ToPrecision() => ToSquare(_precision.Value);

    /// <summary>Name, subject, run and size.</summary>
    public override string ToString() =>
        $"{Name}{(Subject is null ? "" : $" {Subject}")}{(Run is null ? "" : $" run {Run}")} {Estimator} {UnitCount}×{UnitCount}";

    /// <summary>The mean of two covariances.</summary>
    internal static NoiseCovariance Mean(NoiseCovariance a, NoiseCovariance b)
    {
        int p = a.UnitCount;
        return a.IsDiagonal && b.IsDiagonal
            ? new NoiseCovariance(a.Name, [.. a._covariance.Zip(b._covariance, (x, y) => (x + y) / 2)], isDiagonal: true, p)
            : new NoiseCovariance(a.Name, [.. a.FullCovariance().Zip(b.FullCovariance(), (x, y) => (x + y) / 2)], isDiagonal: false, p);
    }

    /// <summary>That of some units: their part of the covariance, whose precision is the inverse of that part.</summary>
    /// <param name="units">0-based units.</param>
    internal NoiseCovariance Of(int[] units) => units.Length == UnitCount
        ? this
        : new NoiseCovariance(
            Name,
            IsDiagonal ? [.. units.Select(u => _covariance[u])] : [.. units.SelectMany(u => units.Select(v => _covariance[(u * UnitCount) + v]))],
            IsDiagonal,
            units.Length)
        {
            Source = Source,
            Subject = Subject,
            Run = Run,
            Estimator = Estimator,
            Shrinkage = Shrinkage,
            DegreesOfFreedom = DegreesOfFreedom,
            ObservationCount = ObservationCount,
            Provenance = Provenance,
        };

    /// <summary>L with precision L Lᵀ, p × p, row-major; of a diagonal one the roots of the p precisions.</summary>
    internal double[] WhiteningFactor => _factor.Value;

    // The rank follows from the count: a factorization may get through a singular matrix by rounding.
    private double[] Invert() => Estimator == CovarianceEstimator.Full.Name && ObservationCount <= UnitCount
        ? throw NotPositiveDefinite(Name, $"{ObservationCount} rows cannot tell the full covariance of {UnitCount} units; take LedoitWolf or SchaeferStrimmer")
        : Invert(_covariance, IsDiagonal, UnitCount, Name);

    private static double[] Invert(double[] matrix, bool isDiagonal, int p, string name)
    {
        if (isDiagonal)
        {
            return [.. matrix.Select(variance => variance > 0 ? 1 / variance : throw NotPositiveDefinite(name, $"{DescribeDeadUnits(matrix, isDiagonal, p) ?? "a variance is not positive"}; leave out units that are constant"))];
        }

        // The factor fails where the matrix is not positive definite; the inverse itself would only be large.
        _ = Factorize(matrix, isDiagonal, p, name);
        using DisposeScope scope = NewDisposeScope();
        Tensor inverse = linalg.inv(from_memory<double>(matrix, [p, p]));
        return inverse.add(inverse.t()).mul(0.5).contiguous().ToArray<double>();
    }

    private static double[] Factorize(double[] matrix, bool isDiagonal, int p, string name)
    {
        if (isDiagonal)
        {
            return [.. matrix.Select(Math.Sqrt)];
        }

        using DisposeScope scope = NewDisposeScope();
        try
        {
            return linalg.cholesky(from_memory<double>(matrix, [p, p])).contiguous().ToArray<double>();
        }
        catch (Torch.TorchException)
        {
            throw NotPositiveDefinite(name, DescribeDeadUnits(matrix, isDiagonal, p) is { } dead
                ? $"{dead}; leave out units that are constant, or take LedoitWolf"
                : "estimate it with LedoitWolf or SchaeferStrimmer, or from more observations than units");
        }
    }

    /// <summary><c>2 of 500 units have no variance (7, 12)</c>; null where all have one. Units count from 1.</summary>
    internal static string? DescribeDeadUnits(double[] matrix, bool isDiagonal, int p)
    {
        int[] dead = [.. Enumerable.Range(0, p).Where(unit => matrix[isDiagonal ? unit : (unit * p) + unit] == 0)];
        return dead.Length == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{dead.Length} of {p} units {(dead.Length == 1 ? "has" : "have")} no variance ({string.Join(", ", dead.Take(ListedUnits).Select(unit => unit + 1))}{(dead.Length > ListedUnits ? ", ..." : "")})");
    }

    private static DnnBrainException NotPositiveDefinite(string name, string advice) =>
        new("NoiseNotPositiveDefinite", ErrorKind.InvalidData, $"The noise covariance of '{name}' is not positive definite, so it has no precision: {advice}.", name);

    private static double[] Flatten(double[,] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int p = matrix.GetLength(0);
        if (p == 0 || matrix.GetLength(1) != p)
        {
            throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"A noise covariance is square; this is {p} × {matrix.GetLength(1)}.", null);
        }

        double[] flat = [.. matrix.Cast<double>()];
        double largest = flat.Max(Math.Abs);
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < i; j++)
            {
                // Rounding of an inverse, not more; the comparison is false for NaN too.
                if (!(Math.Abs(matrix[i, j] - matrix[j, i]) <= 1e-9 * largest))
                {
                    throw new DnnBrainException(
                        "NoiseNotSymmetric",
                        ErrorKind.InvalidData,
                        FormattableString.Invariant($"A noise covariance is symmetric; entry ({i + 1}, {j + 1}) is {matrix[i, j]:G6} and ({j + 1}, {i + 1}) is {matrix[j, i]:G6}."),
                        null);
                }
            }
        }

        return flat;
    }

    private double[] FullCovariance() => IsDiagonal ? [.. ToCovariance().Cast<double>()] : _covariance;

    private double[,] ToSquare(double[] values)
    {
        double[,] square = new double[UnitCount, UnitCount];
        for (int i = 0; i < UnitCount; i++)
        {
            if (IsDiagonal)
            {
                square[i, i] = values[i];
                continue;
            }

            for (int j = 0; j < UnitCount; j++)
            {
                square[i, j] = values[(i * UnitCount) + j];
            }
        }

        return square;
    }
}
