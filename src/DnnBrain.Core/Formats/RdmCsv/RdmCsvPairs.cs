using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmCsv;

/// <summary>Collects the pairs of one RDM, line by line.</summary>
internal sealed class RdmCsvPairs(string path)
{
    private readonly Dictionary<string, int> _position = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int), double> _values = [];

    /// <summary>The stimuli in the order in which they first occur.</summary>
    public IReadOnlyList<string> StimulusId => [.. _position.OrderBy(entry => entry.Value).Select(entry => entry.Key)];

    /// <summary>Takes a line.</summary>
    /// <exception cref="InvalidFileContentException">The pair had another value before, or a stimulus differs from itself.</exception>
    public void Add(int line, string first, string second, double value)
    {
        (int i, int j) = (Position(first), Position(second));
        if (i == j)
        {
            if (value != 0 && !double.IsNaN(value))
            {
                throw new InvalidFileContentException(path, $"row {line} gives '{first}' a dissimilarity to itself that is not 0.");
            }

            return;
        }

        (int, int) pair = (Math.Min(i, j), Math.Max(i, j));
        if (!_values.TryAdd(pair, value) && !_values[pair].Equals(value))
        {
            throw new InvalidFileContentException(path, $"row {line} gives the pair '{first}', '{second}' a second value.");
        }
    }

    /// <summary>The upper triangle, row by row; NaN for a pair that no line is about.</summary>
    public double[] ToCondensed()
    {
        int n = _position.Count;
        if (n < 2)
        {
            throw new InvalidFileContentException(path, "an RDM is about at least two stimuli.");
        }

        double[] condensed = new double[checked((int)((long)n * (n - 1) / 2))];
        Array.Fill(condensed, double.NaN);
        foreach (((int i, int j), double value) in _values)
        {
            condensed[Rdm.PairIndex(i, j, n)] = value;
        }

        return condensed;
    }

    private int Position(string id)
    {
        if (!_position.TryGetValue(id, out int position))
        {
            _position[id] = position = _position.Count;
        }

        return position;
    }
}
