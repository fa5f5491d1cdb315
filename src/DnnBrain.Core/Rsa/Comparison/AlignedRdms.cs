namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// RDMs on the same stimuli in the same order, and which of the pairs all of them have. Stimuli without any value in some RDM
/// are left out.
/// </summary>
internal sealed class AlignedRdms
{
    private const int FewestStimuli = 3;
    private const int ListedIds = 5;

    private AlignedRdms(IReadOnlyList<string> stimulusId, IReadOnlyList<double[]> values)
    {
        StimulusId = stimulusId;
        bool[] present = new bool[values[0].Length];
        for (int pair = 0; pair < present.Length; pair++)
        {
            present[pair] = values.All(v => !double.IsNaN(v[pair]));
        }

        PresentPair = [.. Enumerable.Range(0, present.Length).Where(pair => present[pair])];
        IsComplete = PresentPair.Length == present.Length;
        Values = IsComplete ? values : [.. values.Select(v => PresentPair.Select(pair => v[pair]).ToArray())];
        AllPairCount = present.Length;
    }

    /// <summary>The stimuli that are compared.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>For each RDM its dissimilarities at the pairs that all have.</summary>
    public IReadOnlyList<double[]> Values { get; }

    /// <summary>Positions of these pairs in the condensed form.</summary>
    public int[] PresentPair { get; }

    /// <summary>The number of pairs of the stimuli that are compared, missing ones included.</summary>
    public int AllPairCount { get; }

    /// <summary>True where no pair is missing.</summary>
    public bool IsComplete { get; }

    /// <summary>Puts values at the pairs that all have back into the condensed form, with 0 at the others.</summary>
    public double[] Expand(double[] values)
    {
        if (IsComplete)
        {
            return values;
        }

        double[] condensed = new double[AllPairCount];
        for (int i = 0; i < values.Length; i++)
        {
            condensed[PresentPair[i]] = values[i];
        }

        return condensed;
    }

    /// <summary>Aligns RDMs to the first one.</summary>
    /// <exception cref="DnnBrainException">
    /// Ids differ (<c>StimulusMismatch</c>), fewer than three stimuli (<c>StimulusTooFew</c>).
    /// </exception>
    public static AlignedRdms Create(IReadOnlyList<Rdm> rdms, StimulusAlignment alignment, IRunObserver observer)
    {
        IReadOnlyList<string> ids = rdms[0].StimulusId;
        double[][] values = [.. rdms.Select(rdm => Align(rdm, rdms[0], alignment))];
        bool[] lost = StimuliWithoutValues(rdms, values, ids, observer);
        if (lost.Contains(true))
        {
            int[] kept = [.. Enumerable.Range(0, ids.Count).Where(i => !lost[i])];
            ids = [.. kept.Select(i => rdms[0].StimulusId[i])];
            values = [.. values.Select(v => Select(v, kept, lost.Length))];
        }

        ThrowIfTooFew(ids.Count, rdms[0].Name);
        return new AlignedRdms(ids, values);
    }

    /// <summary>Two stimuli make one pair, and one pair no correlation.</summary>
    /// <exception cref="DnnBrainException">There are fewer than three (<c>StimulusTooFew</c>).</exception>
    public static void ThrowIfTooFew(int stimulusCount, string name)
    {
        if (stimulusCount < FewestStimuli)
        {
            throw new DnnBrainException(
                "StimulusTooFew",
                ErrorKind.InvalidData,
                $"RDMs of {stimulusCount} stimuli cannot be compared: a correlation needs at least {FewestStimuli} stimuli, and a test more.",
                name);
        }
    }

    private static double[] Align(Rdm rdm, Rdm first, StimulusAlignment alignment)
    {
        if (alignment == StimulusAlignment.Id)
        {
            return ReorderById(rdm, first).AsSpan().ToArray();
        }

        if (rdm.StimulusCount != first.StimulusCount)
        {
            throw new DnnBrainException(
                "StimulusMismatch",
                ErrorKind.InvalidData,
                $"'{first.Name}' has {first.StimulusCount} stimuli and '{rdm.Name}' has {rdm.StimulusCount}: they cannot be matched by position.",
                rdm.Name);
        }

        return rdm.AsSpan().ToArray();
    }

    private static Rdm ReorderById(Rdm rdm, Rdm first)
    {
        if (rdm.StimulusId.SequenceEqual(first.StimulusId))
        {
            return rdm;
        }

        try
        {
            return rdm.Reorder(first.StimulusId);
        }
        catch (DnnBrainException e) when (e.ErrorId == "StimulusMismatch" && rdm.StimulusCount == first.StimulusCount)
        {
            throw new DnnBrainException(
                e.ErrorId,
                e.Kind,
                e.Message + " Where a file carries no ids, they are numbers; if the order is the same, match by position (-AlignBy Position).",
                e.Target,
                e);
        }
    }

    private static bool[] StimuliWithoutValues(IReadOnlyList<Rdm> rdms, double[][] values, IReadOnlyList<string> ids, IRunObserver observer)
    {
        int n = ids.Count;
        bool[] lost = new bool[n];
        for (int r = 0; r < rdms.Count; r++)
        {
            int[] count = new int[n];
            int pair = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++, pair++)
                {
                    int present = double.IsNaN(values[r][pair]) ? 0 : 1;
                    count[i] += present;
                    count[j] += present;
                }
            }

            int[] empty = [.. Enumerable.Range(0, n).Where(i => count[i] == 0)];
            if (empty.Length > 0)
            {
                string list = string.Join(", ", empty.Take(ListedIds).Select(i => ids[i])) + (empty.Length > ListedIds ? ", ..." : "");
                observer.Warning($"{rdms[r]} has no value for {empty.Length} of {n} stimuli ({list}); they are left out of every comparison of this call.");
                Array.ForEach(empty, i => lost[i] = true);
            }
        }

        return lost;
    }

    private static double[] Select(double[] condensed, int[] kept, int n)
    {
        double[] selected = new double[kept.Length * (kept.Length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = i + 1; j < kept.Length; j++)
            {
                selected[pair++] = condensed[Rdm.PairIndex(kept[i], kept[j], n)];
            }
        }

        return selected;
    }
}
