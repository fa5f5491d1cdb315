using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>
/// One row a condition: for each run side by side, the sum of the condition's measurements in that run, less a pattern that is common to
/// all; and behind these, where units may be missing, the number of measurements in each sum, unit by unit. A run without the condition has
/// zeros.
/// </summary>
internal sealed class RunSums : IPatternSet
{
    private readonly IPatternSet _patterns;
    private readonly ConditionRows _rows;
    private readonly int[] _place;
    private readonly double[]? _center;
    private readonly bool _counts;

    /// <summary>Makes the sums, when they are read.</summary>
    /// <param name="patterns">The measurements.</param>
    /// <param name="rows">Their conditions and runs.</param>
    /// <param name="runs">0-based runs to take, in this order.</param>
    /// <param name="center">What is taken from each measurement; null for nothing.</param>
    /// <param name="counts">Whether missing values are left out, and counted.</param>
    /// <exception cref="DnnBrainException">The runs of one condition do not fit into an array (<c>PatternTooLarge</c>).</exception>
    public RunSums(IPatternSet patterns, ConditionRows rows, IReadOnlyList<int> runs, double[]? center, bool counts)
    {
        _patterns = patterns;
        _rows = rows;
        _center = center;
        _counts = counts;
        RunCount = runs.Count;
        _place = new int[rows.Run.Length];
        Array.Fill(_place, -1);
        for (int r = 0; r < runs.Count; r++)
        {
            _place[runs[r]] = r;
        }

        long units = (long)patterns.UnitCount * runs.Count * (counts ? 2 : 1);
        UnitCount = units <= Array.MaxLength
            ? (int)units
            : throw new DnnBrainException("PatternTooLarge", ErrorKind.ResourceUnavailable, $"{runs.Count} runs of {patterns.UnitCount:N0} units of '{patterns.Name}' are more than one array holds.", patterns.Name);
    }

    /// <summary>Number of runs side by side.</summary>
    public int RunCount { get; }

    public string Name => _patterns.Name;

    public string Source => _patterns.Source;

    public string? Subject => _patterns.Subject;

    public IReadOnlyList<string> StimulusId => _rows.Condition;

    public int UnitCount { get; }

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance => _patterns.Provenance;

    /// <summary>How often each condition was measured in each run that is taken: condition × run.</summary>
    public int[,] CountByRun()
    {
        int[,] count = new int[_rows.Condition.Length, RunCount];
        for (int c = 0; c < _rows.Rows.Length; c++)
        {
            foreach ((_, int run) in _rows.Rows[c])
            {
                if (_place[run] >= 0)
                {
                    count[c, _place[run]]++;
                }
            }
        }

        return count;
    }

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => this.ReadInFloat32(firstStimulus, stimulusCount, destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        int p = _patterns.UnitCount;
        double[] measurement = new double[p];
        destination[..(stimulusCount * UnitCount)].Clear();
        for (int i = 0; i < stimulusCount; i++)
        {
            Span<double> row = destination.Slice(i * UnitCount, UnitCount);
            foreach ((int member, int run) in _rows.Rows[firstStimulus + i].Where(m => _place[m.Run] >= 0))
            {
                _patterns.Read(member, 1, measurement.AsSpan());
                if (_center is not null)
                {
                    TensorPrimitives.Subtract<double>(measurement, _center, measurement);
                }

                Span<double> sum = row.Slice(_place[run] * p, p);
                if (_counts)
                {
                    AddPresent(measurement, sum, row.Slice((RunCount + _place[run]) * p, p));
                }
                else
                {
                    TensorPrimitives.Add(sum, measurement, sum);
                }
            }
        }
    }

    private static void AddPresent(double[] measurement, Span<double> sum, Span<double> count)
    {
        for (int unit = 0; unit < measurement.Length; unit++)
        {
            if (double.IsFinite(measurement[unit]))
            {
                sum[unit] += measurement[unit];
                count[unit]++;
            }
        }
    }
}
