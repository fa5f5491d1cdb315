using System.Runtime.InteropServices;

namespace DnnBrain.Rsa.Noise;

/// <summary>
/// Which rows lack the same units, and which units every two such classes share: what is whitened once serves all pairs that share exactly
/// these units.
/// </summary>
internal sealed class MissingUnits
{
    private readonly int[] _classOf;
    private readonly int[,] _shared;

    /// <summary>Sorts rows into classes; O(k² p) for k classes and p units.</summary>
    /// <param name="present">For each row and unit, whether the row has it.</param>
    public MissingUnits(IReadOnlyList<bool[]> present)
    {
        Dictionary<string, int> classes = new(StringComparer.Ordinal);
        List<bool[]> masks = [];
        _classOf = [.. present.Select(mask => Number(classes, masks, mask))];
        Dictionary<string, int> shared = new(StringComparer.Ordinal);
        List<bool[]> sets = [];
        _shared = new int[masks.Count, masks.Count];
        for (int a = 0; a < masks.Count; a++)
        {
            for (int b = a; b < masks.Count; b++)
            {
                bool[] common = [.. masks[a].Zip(masks[b], (x, y) => x && y)];
                _shared[a, b] = _shared[b, a] = Number(shared, sets, common);
            }
        }

        UnitSets = [.. sets.Select(set => set.Index().Where(unit => unit.Item).Select(unit => unit.Index).ToArray())];
    }

    /// <summary>The sets of 0-based units that pairs of rows share.</summary>
    public IReadOnlyList<int[]> UnitSets { get; }

    /// <summary>The set that two rows share, by its place in <see cref="UnitSets"/>.</summary>
    public int SharedBy(int i, int j) => _shared[_classOf[i], _classOf[j]];

    /// <summary>The rows that share a set with another row.</summary>
    public int[] RowsOf(int set)
    {
        int[] size = new int[_shared.GetLength(0)];
        foreach (int one in _classOf)
        {
            size[one]++;
        }

        bool[] concerned = [.. Enumerable.Range(0, size.Length).Select(a => Enumerable.Range(0, size.Length).Any(b => _shared[a, b] == set && (a != b || size[a] > 1)))];
        return [.. Enumerable.Range(0, _classOf.Length).Where(row => concerned[_classOf[row]])];
    }

    private static int Number(Dictionary<string, int> numbers, List<bool[]> masks, bool[] mask)
    {
        string key = Convert.ToBase64String(MemoryMarshal.AsBytes(mask.AsSpan()));
        if (!numbers.TryGetValue(key, out int number))
        {
            numbers.Add(key, number = masks.Count);
            masks.Add(mask);
        }

        return number;
    }
}
