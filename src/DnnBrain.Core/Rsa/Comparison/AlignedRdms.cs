using System.Globalization;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// RDMs on the same stimuli in the same order, and which of the pairs all of them have. Stimuli without any value in some RDM
/// are left out.
/// </summary>
internal sealed class AlignedRdms
{
    private const int FewestStimuli = 3;
    private const int FewestPairs = 3;
    private const int ListedIds = 5;

    private readonly Rdm[] _rdms;
    private readonly int[] _presentPair;

    private AlignedRdms(Rdm[] rdms, int[]? kept)
    {
        _rdms = rdms;
        KeptStimuli = kept;
        StimulusId = rdms[0].StimulusId;
        AllPairCount = rdms[0].AsSpan().Length;
        bool[] missing = new bool[AllPairCount];
        foreach (Rdm rdm in rdms.Where(rdm => rdm.Summary.MissingCount > 0))
        {
            ReadOnlySpan<double> values = rdm.AsSpan();
            for (int pair = 0; pair < missing.Length; pair++)
            {
                missing[pair] |= double.IsNaN(values[pair]);
            }
        }

        IsComplete = !missing.Contains(true);
        _presentPair = IsComplete ? [] : [.. Enumerable.Range(0, AllPairCount).Where(pair => !missing[pair])];
    }

    /// <summary>0-based positions, among the first RDM's stimuli, of those that are compared; null where all are.</summary>
    public int[]? KeptStimuli { get; }

    /// <summary>The places, in the condensed form, of the pairs that all RDMs have; null where all do.</summary>
    public int[]? PresentPair => IsComplete ? null : _presentPair;

    /// <summary>The stimuli that are compared.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>The number of pairs of these stimuli, missing ones included.</summary>
    public int AllPairCount { get; }

    /// <summary>The number of pairs that all RDMs have.</summary>
    public int PairCount => IsComplete ? AllPairCount : _presentPair.Length;

    /// <summary>True where no pair is missing.</summary>
    public bool IsComplete { get; }

    /// <summary>Tells how many pairs are missing, where any is.</summary>
    /// <param name="observer">Hears it.</param>
    /// <param name="consequence">What becomes of them, for example <c>they are left out at every centre</c>.</param>
    public void WarnOfMissingPairs(IRunObserver observer, string consequence)
    {
        if (!IsComplete)
        {
            observer.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{AllPairCount - PairCount:N0} of {AllPairCount:N0} pairs of stimuli have no value in at least one RDM; {consequence}."));
        }
    }

    /// <summary>The dissimilarities of one RDM at the pairs that all have; a copy only where pairs are missing.</summary>
    /// <param name="index">0-based, in the order in which the RDMs were given.</param>
    public ReadOnlySpan<double> Values(int index) => ValueMemory(index).Span;

    /// <inheritdoc cref="Values"/>
    public ReadOnlyMemory<double> ValueMemory(int index)
    {
        if (IsComplete)
        {
            return _rdms[index].AsMemory();
        }

        ReadOnlySpan<double> all = _rdms[index].AsSpan();
        double[] present = new double[_presentPair.Length];
        for (int i = 0; i < present.Length; i++)
        {
            present[i] = all[_presentPair[i]];
        }

        return present;
    }

    /// <summary>The same with what they are standardised by; all were looked at already where no pair is missing.</summary>
    /// <inheritdoc cref="Values"/>
    public (ReadOnlyMemory<double> Values, SampleScale Scale) Scaled(int index)
    {
        ReadOnlyMemory<double> values = ValueMemory(index);
        return (values, IsComplete ? _rdms[index].Summary.Scale : SampleScale.Of(values.Span));
    }

    /// <summary>Puts values at the pairs that all have back into the condensed form, with 0 at the others.</summary>
    public double[] Expand(double[] values) => new ComparisonSpace(StimulusId.Count, PresentPair).Expand(values);

    /// <summary>Aligns RDMs to the first one.</summary>
    /// <exception cref="DnnBrainException">
    /// Ids differ (<c>StimulusMismatch</c>), fewer than three stimuli (<c>StimulusTooFew</c>) or pairs that all have (<c>PairTooFew</c>).
    /// </exception>
    public static AlignedRdms Create(IReadOnlyList<Rdm> rdms, StimulusAlignment alignment, IRunObserver observer)
    {
        Rdm[] aligned = [.. rdms.Select(rdm => Align(rdm, rdms[0], alignment))];
        bool[] lost = StimuliWithoutValues(aligned, observer);
        int[]? kept = null;
        if (lost.Contains(true))
        {
            kept = [.. Enumerable.Range(0, lost.Length).Where(i => !lost[i])];
            ThrowIfTooFew(kept.Length, rdms[0].Name);
            aligned = [.. aligned.Select(rdm => Select(rdm, kept))];
        }

        var common = new AlignedRdms(aligned, kept);
        return common.PairCount >= FewestPairs ? common : throw new DnnBrainException(
            "PairTooFew",
            ErrorKind.InvalidData,
            $"Only {common.PairCount} of {common.AllPairCount} pairs of stimuli have a value in all {rdms.Count} RDMs; a correlation needs at least {FewestPairs}. Compare RDMs with many missing values by themselves.",
            rdms[0].Name);
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

    /// <summary>Why one RDM cannot be brought to the stimuli of another; null where it can.</summary>
    /// <param name="rdm">The RDM.</param>
    /// <param name="first">Whose stimuli count.</param>
    /// <param name="alignment">How rows are matched.</param>
    /// <remarks>O(n): ids are looked up, values stay.</remarks>
    public static DnnBrainException? FindMismatch(Rdm rdm, Rdm first, StimulusAlignment alignment)
    {
        try
        {
            if (alignment == StimulusAlignment.Position)
            {
                _ = Align(rdm, first, alignment);
            }
            else if (!rdm.HasStimuliOf(first))
            {
                _ = MatchIds(rdm, first, () => Stimuli.StimulusIds.Align(first.StimulusId, rdm.StimulusId, first.Name, rdm.Name));
            }

            return null;
        }
        catch (DnnBrainException e) when (e.ErrorId == "StimulusMismatch")
        {
            return e;
        }
    }

    private static Rdm Align(Rdm rdm, Rdm first, StimulusAlignment alignment)
    {
        if (alignment == StimulusAlignment.Id)
        {
            return ReorderById(rdm, first);
        }

        return rdm.StimulusCount == first.StimulusCount ? rdm : throw new DnnBrainException(
            "StimulusMismatch",
            ErrorKind.InvalidData,
            $"'{first.Name}' has {first.StimulusCount} stimuli and '{rdm.Name}' has {rdm.StimulusCount}: they cannot be matched by position.",
            rdm.Name);
    }

    private static Rdm ReorderById(Rdm rdm, Rdm first) =>
        rdm.HasStimuliOf(first) ? rdm : MatchIds(rdm, first, () => rdm.Reorder(first.StimulusId, first.Name));

    private static T MatchIds<T>(Rdm rdm, Rdm first, Func<T> match)
    {
        try
        {
            return match();
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

    private static bool[] StimuliWithoutValues(Rdm[] rdms, IRunObserver observer)
    {
        IReadOnlyList<string> ids = rdms[0].StimulusId;
        int n = ids.Count;
        bool[] lost = new bool[n];
        foreach (Rdm rdm in rdms.Where(rdm => rdm.Summary.MissingCount > 0))
        {
            ReadOnlySpan<double> values = rdm.AsSpan();
            int[] count = new int[n];
            int pair = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++, pair++)
                {
                    int present = double.IsNaN(values[pair]) ? 0 : 1;
                    count[i] += present;
                    count[j] += present;
                }
            }

            int[] empty = [.. Enumerable.Range(0, n).Where(i => count[i] == 0)];
            if (empty.Length > 0)
            {
                string list = string.Join(", ", empty.Take(ListedIds).Select(i => ids[i])) + (empty.Length > ListedIds ? ", ..." : "");
                observer.Warning($"{rdm} has no value for {empty.Length} of {n} stimuli ({list}); they are left out of every comparison of this call.");
                Array.ForEach(empty, i => lost[i] = true);
            }
        }

        return lost;
    }

    private static Rdm Select(Rdm rdm, int[] kept)
    {
        double[] selected = new double[kept.Length * (kept.Length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = i + 1; j < kept.Length; j++)
            {
                selected[pair++] = rdm[kept[i], kept[j]];
            }
        }

        return new Rdm(rdm.Name, rdm.Metric, kept.Select(i => rdm.StimulusId[i]), selected, rdm.Provenance);
    }
}
