namespace DnnBrain.Activations;

/// <summary>The stimuli of several activations of one layer behind each other. Nothing is copied until it is read.</summary>
internal sealed class JoinedActivationValues(IReadOnlyList<Activation> parts) : IActivationValues
{
    public ActivationShape Shape { get; } = parts[0].Shape with { Stimuli = parts.Sum(part => part.Shape.Stimuli) };

    public string? Path => null;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int units = Shape.UnitCount;
        int start = 0;
        foreach (Activation part in parts)
        {
            int from = Math.Max(firstStimulus, start);
            int to = Math.Min(firstStimulus + stimulusCount, start + part.Shape.Stimuli);
            if (from < to)
            {
                part.Read(from - start, to - from, destination.Slice((from - firstStimulus) * units, (to - from) * units));
            }

            start += part.Shape.Stimuli;
        }
    }
}
