using System.Numerics.Tensors;

namespace DnnBrain.Activations;

/// <summary>Some units of a pattern set under a name of their own, picked when rows are read.</summary>
internal sealed class UnitSubset : IPatternSet
{
    private readonly IPatternSet _patterns;
    private readonly int[] _units;
    private readonly float[]? _loaded;

    /// <summary>Makes a subset.</summary>
    /// <param name="patterns">The set.</param>
    /// <param name="name">What the units belong to.</param>
    /// <param name="units">0-based units.</param>
    /// <param name="loaded">All values of the set, where they are in memory: then rows are not read again for each subset.</param>
    public UnitSubset(IPatternSet patterns, string name, int[] units, float[]? loaded)
    {
        _patterns = patterns;
        _units = units;
        _loaded = loaded;
        Name = name;
    }

    public string Name { get; }

    public string Source => _patterns.Source;

    public string? Subject => _patterns.Subject;

    public IReadOnlyList<string> StimulusId => _patterns.StimulusId;

    public int UnitCount => _units.Length;

    public PatternPrecision Precision => _patterns.Precision;

    public Provenance Provenance => _patterns.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        float[]? read = _loaded is null ? new float[_patterns.UnitCount] : null;
        for (int i = 0; i < stimulusCount; i++)
        {
            ReadOnlySpan<float> row;
            if (read is null)
            {
                row = _loaded.AsSpan((firstStimulus + i) * _patterns.UnitCount, _patterns.UnitCount);
            }
            else
            {
                _patterns.Read(firstStimulus + i, 1, read.AsSpan());
                row = read;
            }

            for (int k = 0; k < _units.Length; k++)
            {
                destination[(i * _units.Length) + k] = row[_units[k]];
            }
        }
    }

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        float[] values = new float[stimulusCount * _units.Length];
        Read(firstStimulus, stimulusCount, values.AsSpan());
        TensorPrimitives.ConvertTruncating<float, double>(values, destination);
    }
}
