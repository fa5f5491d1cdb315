namespace DnnBrain.Activations.Transforms;

/// <summary>Some stimuli of a set, in the order given; read in runs of neighbours.</summary>
/// <param name="source">The set.</param>
/// <param name="rows">0-based rows.</param>
internal sealed class PatternSubset(IPatternSet source, int[] rows) : IPatternSet
{
    public string Name => source.Name;

    public string Source => source.Source;

    public string? Subject => source.Subject;

    public IReadOnlyList<string> StimulusId { get; } = [.. rows.Select(row => source.StimulusId[row])];

    public int UnitCount => source.UnitCount;

    public PatternPrecision Precision => source.Precision;

    public Provenance Provenance => source.Provenance;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        for (int i = 0; i < stimulusCount;)
        {
            int run = Run(firstStimulus + i, stimulusCount - i);
            source.Read(rows[firstStimulus + i], run, destination.Slice(i * UnitCount, run * UnitCount));
            i += run;
        }
    }

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        for (int i = 0; i < stimulusCount;)
        {
            int run = Run(firstStimulus + i, stimulusCount - i);
            source.Read(rows[firstStimulus + i], run, destination.Slice(i * UnitCount, run * UnitCount));
            i += run;
        }
    }

    private int Run(int first, int longest)
    {
        int length = 1;
        while (length < longest && rows[first + length] == rows[first] + length)
        {
            length++;
        }

        return length;
    }
}
