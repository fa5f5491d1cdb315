namespace DnnBrain.Activations;

/// <summary>Some stimuli and units of an activation. Nothing is copied until it is read, one stimulus at a time.</summary>
internal sealed class SelectedActivationValues(Activation source, int[] stimuli, int[] units, ActivationShape shape) : IActivationValues
{
    public ActivationShape Shape => shape;

    public string? Path => source.Path;

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        float[] pattern = new float[source.UnitCount];
        for (int i = 0; i < stimulusCount; i++)
        {
            source.Read(stimuli[firstStimulus + i], 1, pattern);
            Span<float> selected = destination.Slice(i * units.Length, units.Length);
            for (int k = 0; k < units.Length; k++)
            {
                selected[k] = pattern[units[k]];
            }
        }
    }
}
