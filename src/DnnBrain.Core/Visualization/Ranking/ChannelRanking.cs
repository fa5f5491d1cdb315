namespace DnnBrain.Visualization.Ranking;

/// <summary>The best stimuli of one channel so far, best first, in memory for as many as are wanted.</summary>
internal sealed class ChannelRanking(int capacity)
{
    private readonly double[] _values = new double[capacity];
    private readonly int[] _stimuli = new int[capacity];

    /// <summary>How many ranks are filled.</summary>
    public int Count { get; private set; }

    /// <summary>The stimulus and its score at a 0-based rank.</summary>
    public (int Stimulus, double Value) this[int rank] => (_stimuli[rank], _values[rank]);

    /// <summary>Offers the next stimulus. NaN is not ranked; among equals the one that was offered first stays ahead.</summary>
    public void Offer(int stimulus, double value)
    {
        bool full = Count == _values.Length;
        if (double.IsNaN(value) || (full && value <= _values[Count - 1]))
        {
            return;
        }

        int rank = full ? Count - 1 : Count++;
        for (; rank > 0 && _values[rank - 1] < value; rank--)
        {
            _values[rank] = _values[rank - 1];
            _stimuli[rank] = _stimuli[rank - 1];
        }

        _values[rank] = value;
        _stimuli[rank] = stimulus;
    }
}
