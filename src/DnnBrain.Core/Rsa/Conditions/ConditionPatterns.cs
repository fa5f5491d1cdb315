using System.Numerics.Tensors;
using DnnBrain.Activations;

namespace DnnBrain.Rsa.Conditions;

/// <summary>
/// The mean pattern of each condition, taken while it is read: one row of the set behind it is in memory at a time. Arithmetic means in float64.
/// </summary>
/// <param name="patterns">The measurements.</param>
/// <param name="rows">Their conditions; the conditions are the ids of the result.</param>
/// <param name="skipMissing">Whether a unit's mean is over the rows in which it is finite; otherwise one NaN makes the mean NaN.</param>
internal sealed class ConditionPatterns(IPatternSet patterns, ConditionRows rows, bool skipMissing) : IPatternSet
{
    public string Name => patterns.Name;

    public string Source => patterns.Source;

    public string? Subject => patterns.Subject;

    public IReadOnlyList<string> StimulusId => rows.Condition;

    public int UnitCount => patterns.UnitCount;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public IUnitSpace? UnitSpace => patterns.UnitSpace;

    public Provenance Provenance => patterns.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => this.ReadInFloat32(firstStimulus, stimulusCount, destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        double[] row = new double[UnitCount];
        int[]? present = skipMissing ? new int[UnitCount] : null;
        for (int i = 0; i < stimulusCount; i++)
        {
            Span<double> mean = destination.Slice(i * UnitCount, UnitCount);
            mean.Clear();
            present?.AsSpan().Clear();
            (int Row, int Run)[] members = rows.Rows[firstStimulus + i];
            foreach ((int member, _) in members)
            {
                patterns.Read(member, 1, row.AsSpan());
                Add(row, mean, present);
            }

            if (present is null)
            {
                TensorPrimitives.Divide(mean, members.Length, mean);
                continue;
            }

            for (int unit = 0; unit < mean.Length; unit++)
            {
                mean[unit] /= present[unit];
            }
        }
    }

    private static void Add(double[] row, Span<double> sum, int[]? present)
    {
        if (present is null)
        {
            TensorPrimitives.Add(sum, row, sum);
            return;
        }

        for (int unit = 0; unit < row.Length; unit++)
        {
            if (double.IsFinite(row[unit]))
            {
                sum[unit] += row[unit];
                present[unit]++;
            }
        }
    }
}
