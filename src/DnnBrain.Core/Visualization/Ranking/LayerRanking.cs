using System.Globalization;
using System.Numerics.Tensors;
using DnnBrain.Activations;

namespace DnnBrain.Visualization.Ranking;

/// <summary>The rankings of one layer's channels while its answers stream past.</summary>
internal sealed class LayerRanking
{
    private const int NamedStimuli = 5;
    private readonly LayerShape _layer;
    private readonly int[] _channels;
    private readonly ActivationScore _score;
    private readonly ChannelRanking[] _rankings;
    private readonly List<int> _withNaN = [];
    private int _withNaNCount;
    private int _seen;

    public LayerRanking(LayerShape layer, int[] channels, int capacity, ActivationScore score)
    {
        _layer = layer;
        _channels = channels;
        _score = score;
        _rankings = [.. channels.Select(_ => new ChannelRanking(capacity))];
    }

    public string Name => _layer.Layer;

    /// <summary>Ranks the next stimuli.</summary>
    public void Append(int stimulusCount, ReadOnlySpan<float> values)
    {
        int map = _layer.Rows * _layer.Columns;
        for (int i = 0; i < stimulusCount; i++, _seen++)
        {
            bool isNaN = false;
            for (int c = 0; c < _channels.Length; c++)
            {
                int start = (i * _layer.UnitCount) + ((_channels[c] - 1) * map);
                double value = Score(values.Slice(start, map));
                isNaN |= double.IsNaN(value);
                _rankings[c].Offer(_seen, value);
            }

            if (isNaN && ++_withNaNCount <= NamedStimuli)
            {
                _withNaN.Add(_seen);
            }
        }
    }

    /// <summary>1-based channel, 1-based rank, position of the stimulus, score.</summary>
    public IEnumerable<(int Channel, int Rank, int Stimulus, double Value)> Ranks()
    {
        for (int c = 0; c < _channels.Length; c++)
        {
            for (int rank = 0; rank < _rankings[c].Count; rank++)
            {
                (int stimulus, double value) = _rankings[c][rank];
                yield return (_channels[c], rank + 1, stimulus, value);
            }
        }
    }

    /// <summary>Names the stimuli whose answer in one of the channels contains NaN.</summary>
    public void WarnOfNaN(IReadOnlyList<string> stimulusId, IRunObserver observer)
    {
        if (_withNaNCount > 0)
        {
            string names = string.Join(", ", _withNaN.Select(index => stimulusId[index]));
            string more = _withNaNCount > NamedStimuli ? ", ..." : "";
            observer.Warning(string.Create(CultureInfo.InvariantCulture, $"Layer '{Name}' answers NaN to {_withNaNCount} stimuli, which are not ranked for the channels concerned: {names}{more}."));
        }
    }

    /// <summary>NaN where the map contains one.</summary>
    private double Score(ReadOnlySpan<float> map) => _score == ActivationScore.Max ? TensorPrimitives.Max(map) : Mean(map);

    private static double Mean(ReadOnlySpan<float> map)
    {
        // Summed in double: a map of 224 × 224 keeps the digits that float32 had.
        double sum = 0;
        foreach (float value in map)
        {
            sum += value;
        }

        return sum / map.Length;
    }
}
