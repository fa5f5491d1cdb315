using DnnBrain.Activations;

namespace DnnBrain.Rsa.Noise;

/// <summary>Some rows of a pattern set, and some of their units.</summary>
/// <param name="patterns">The set.</param>
/// <param name="rows">0-based rows; null for all.</param>
/// <param name="units">0-based units.</param>
internal sealed class SelectedPatterns(IPatternSet patterns, int[]? rows, int[] units) : IPatternSet
{
    public string Name => patterns.Name;

    public string Source => patterns.Source;

    public string? Subject => patterns.Subject;

    public IReadOnlyList<string> StimulusId { get; } = rows is null ? patterns.StimulusId : [.. rows.Select(row => patterns.StimulusId[row])];

    public int UnitCount => units.Length;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public bool IsInMemory => patterns.IsInMemory;

    public Provenance Provenance => patterns.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => this.ReadInFloat32(firstStimulus, stimulusCount, destination);

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        double[] row = new double[patterns.UnitCount];
        for (int i = 0; i < stimulusCount; i++)
        {
            patterns.Read(rows is null ? firstStimulus + i : rows[firstStimulus + i], 1, row.AsSpan());
            Span<double> selected = destination.Slice(i * units.Length, units.Length);
            for (int k = 0; k < units.Length; k++)
            {
                selected[k] = row[units[k]];
            }
        }
    }
}
