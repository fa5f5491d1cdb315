using System.Numerics.Tensors;
using DnnBrain.Activations;

namespace DnnBrain.Encoding;

/// <summary>Centring and, where asked for, scaling of predictors by what the units are over some rows.</summary>
internal sealed class PredictorScaling
{
    /// <summary>What a block of rows may take, in bytes.</summary>
    private const long BlockBytes = 256L << 20;

    private readonly double[] _mean;
    private readonly double[]? _inverseDeviation;

    private PredictorScaling(double[] mean, double[]? inverseDeviation)
    {
        _mean = mean;
        _inverseDeviation = inverseDeviation;
    }

    /// <summary>Measures the units over some rows; reads these rows once.</summary>
    /// <param name="patterns">The predictors.</param>
    /// <param name="rows">0-based rows.</param>
    /// <param name="standardize">Whether units are divided by their standard deviation (ddof 0); those that do not vary become 0.</param>
    /// <param name="observer">Is told of rows that are read.</param>
    /// <param name="token">Stops the reading.</param>
    /// <exception cref="DnnBrainException">A value is NaN or infinite (<c>PredictorNotFinite</c>).</exception>
    public static PredictorScaling Fit(IPatternSet patterns, IReadOnlyList<int> rows, bool standardize, IRunObserver observer, CancellationToken token)
    {
        UnitStatistics units = UnitStatistics.Compute(patterns, observer, token, rows);
        if (units.StimulusCount < rows.Count)
        {
            foreach (int row in rows)
            {
                double[] values = new double[patterns.UnitCount];
                patterns.Read(row, 1, values.AsSpan());
                RequireFinite(patterns, row, values);
            }
        }

        return new PredictorScaling(units.Mean, standardize ? units.InverseDeviation() : null);
    }

    /// <summary>Centres and scales one pattern in place.</summary>
    public void Apply(Span<double> pattern)
    {
        TensorPrimitives.Subtract(pattern, _mean, pattern);
        if (_inverseDeviation is not null)
        {
            TensorPrimitives.Multiply(pattern, _inverseDeviation, pattern);
        }
    }

    /// <summary>Reads a set in blocks of rows, centred and scaled.</summary>
    /// <exception cref="DnnBrainException">A value is NaN or infinite (<c>PredictorNotFinite</c>).</exception>
    public IEnumerable<PatternBlock> ReadBlocks(IPatternSet patterns, CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        int size = (int)Math.Clamp(BlockBytes / (sizeof(double) * (long)patterns.UnitCount), 1, Math.Max(1, n));
        for (int first = 0; first < n; first += size)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(size, n - first);
            var block = new PatternBlock(first, count, patterns.UnitCount, new double[checked(count * patterns.UnitCount)]);
            patterns.Read(first, count, block.Values.AsSpan());
            for (int row = 0; row < count; row++)
            {
                RequireFinite(patterns, first + row, block[row]);
                Apply(block[row]);
            }

            yield return block;
        }
    }

    /// <summary>Turns weights of centred and scaled units into weights of the units as they are.</summary>
    /// <param name="weight">One weight a unit; changed in place.</param>
    /// <returns>What the weights give for the mean pattern.</returns>
    public double ToOriginalScale(Span<double> weight)
    {
        if (_inverseDeviation is not null)
        {
            TensorPrimitives.Multiply(weight, _inverseDeviation, weight);
        }

        return TensorPrimitives.Dot(weight, _mean);
    }

    private static void RequireFinite(IPatternSet patterns, int row, ReadOnlySpan<double> values)
    {
        if (double.IsFinite(TensorPrimitives.Sum(values)))
        {
            return;
        }

        int unit = 0;
        while (unit < values.Length - 1 && double.IsFinite(values[unit]))
        {
            unit++;
        }

        throw new DnnBrainException(
            "PredictorNotFinite",
            ErrorKind.InvalidData,
            FormattableString.Invariant($"'{patterns.Name}' of '{patterns.Source}' holds {values[unit]} for stimulus '{patterns.StimulusId[row]}' (unit {unit + 1} of {values.Length}); predictors must be finite."),
            patterns.StimulusId[row]);
    }
}
