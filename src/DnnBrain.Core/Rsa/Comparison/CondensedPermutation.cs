namespace DnnBrain.Rsa.Comparison;

/// <summary>Exchanges stimuli of condensed n × n matrices.</summary>
internal sealed class CondensedPermutation
{
    // Pair (i, j), i < j, stands at _offset[i] + j.
    private readonly int[] _offset;

    public CondensedPermutation(int stimulusCount)
    {
        _offset = new int[stimulusCount];
        for (int i = 0; i < stimulusCount - 1; i++)
        {
            _offset[i] = Rdm.PairIndex(i, i + 1, stimulusCount) - (i + 1);
        }
    }

    /// <summary>destination(i, j) = source(labels[i], labels[j]).</summary>
    public void Apply(ReadOnlySpan<double> source, ReadOnlySpan<int> labels, Span<double> destination)
    {
        int pair = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int a = labels[i];
            for (int j = i + 1; j < labels.Length; j++)
            {
                int b = labels[j];
                destination[pair++] = source[_offset[Math.Min(a, b)] + Math.Max(a, b)];
            }
        }
    }

    /// <summary>Where each pair (i, j) comes from: the place of (labels[i], labels[j]).</summary>
    public void Sources(ReadOnlySpan<int> labels, Span<int> destination)
    {
        int pair = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int a = labels[i];
            for (int j = i + 1; j < labels.Length; j++)
            {
                int b = labels[j];
                destination[pair++] = _offset[Math.Min(a, b)] + Math.Max(a, b);
            }
        }
    }
}
