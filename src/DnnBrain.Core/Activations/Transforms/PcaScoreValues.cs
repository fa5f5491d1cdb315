namespace DnnBrain.Activations.Transforms;

/// <summary>The scores of the stimuli that components were fitted on: they come with the components, so nothing is read again.</summary>
internal sealed class PcaScoreValues : ITransformedValues
{
    private readonly PcaSolution[] _groups;
    private readonly int[][] _position;
    private readonly double[][] _scale;
    private readonly FeatureAxis _axis;
    private readonly int _k;

    public PcaScoreValues(Activation source, PcaTransform fit, PcaSolution[] groups)
    {
        LayerShape output = fit.OutputShape;
        Shape = output.ForStimuli(source.Shape.Stimuli);
        _groups = groups;
        _axis = fit.Axis;
        _k = fit.FeatureCount;
        _scale = [.. groups.Select(group => fit.Scale(group.Components))];
        _position = [.. groups.Select(group => Positions(group, source.Shape.Stimuli))];
    }

    public ActivationShape Shape { get; }

    public string? Path => null;

    public IEnumerable<int> NotFinite => Enumerable.Range(0, Shape.Stimuli).Where(i => _position.Any(group => group[i] < 0));

    public IEnumerable<int> Undefined => [];

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        for (int i = 0; i < stimulusCount; i++)
        {
            Span<float> row = destination.Slice(i * Shape.UnitCount, Shape.UnitCount);
            for (int g = 0; g < _groups.Length; g++)
            {
                int position = _position[g][firstStimulus + i];
                for (int c = 0; c < _k; c++)
                {
                    int unit = _axis == FeatureAxis.Channel ? (c * _groups.Length) + g : (g * _k) + c;
                    row[unit] = position < 0 ? float.NaN : (float)(_groups[g].Scores[(position * _k) + c] * _scale[g][c]);
                }
            }
        }
    }

    private static int[] Positions(PcaSolution group, int stimuli)
    {
        int[] position = new int[stimuli];
        Array.Fill(position, -1);
        for (int i = 0; i < group.Rows.Length; i++)
        {
            position[group.Rows[i]] = i;
        }

        return position;
    }
}
