using System.Globalization;
using DnnBrain.Statistics;
using DnnBrain.Stimuli;

namespace DnnBrain.Activations.Transforms;

/// <summary>The stimuli that a transformation is fitted on: by id, or drawn at random.</summary>
public sealed class FitSelection
{
    private readonly string[]? _ids;
    private readonly int? _count;
    private readonly double _share;

    private FitSelection(string[]? ids, int? count, double share)
    {
        _ids = ids;
        _count = count;
        _share = share;
    }

    /// <summary>Stimuli by id; their order does not matter.</summary>
    /// <exception cref="DnnBrainException">There are none (<c>StimulusMissing</c>).</exception>
    public static FitSelection OfIds(IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        return all.Length > 0
            ? new FitSelection(all, null, 0)
            : throw new DnnBrainException("StimulusMissing", ErrorKind.InvalidArgument, "There are no stimuli to fit on.");
    }

    /// <summary>So many stimuli, drawn without replacement.</summary>
    /// <exception cref="DnnBrainException">The number is not positive (<c>FitCountInvalid</c>).</exception>
    public static FitSelection OfCount(int count) => count > 0
        ? new FitSelection(null, count, 0)
        : throw new DnnBrainException("FitCountInvalid", ErrorKind.InvalidArgument, $"Fitting on {count} stimuli is impossible.", count);

    /// <summary>A share of the stimuli, rounded, drawn without replacement.</summary>
    /// <exception cref="DnnBrainException">The share is not above 0 and below 1 (<c>FitCountInvalid</c>).</exception>
    public static FitSelection OfShare(double share) => share is > 0 and < 1
        ? new FitSelection(null, null, share)
        : throw new DnnBrainException("FitCountInvalid", ErrorKind.InvalidArgument, string.Create(CultureInfo.InvariantCulture, $"Fitting on a share of {share} is impossible; a number between 0 and 1 was expected."), share);

    /// <summary>The rows, ascending.</summary>
    /// <param name="stimulusId">The ids of all rows.</param>
    /// <param name="seed">Of the draw; one seed draws the same positions in every layer.</param>
    /// <exception cref="DnnBrainException">
    /// An id does not exist (<c>StimulusNotFound</c>), comes twice (<c>StimulusDuplicate</c>), or there are not so many stimuli
    /// (<c>FitCountInvalid</c>).
    /// </exception>
    internal int[] Resolve(IReadOnlyList<string> stimulusId, long seed)
    {
        if (_ids is not null)
        {
            StimulusIds.Index(_ids, "the stimuli to fit on");
            Dictionary<string, int> positions = StimulusIds.Index(stimulusId, "the activation");
            return [.. _ids.Select(id => positions.TryGetValue(id, out int row)
                ? row
                : throw new DnnBrainException("StimulusNotFound", ErrorKind.NotFound, $"There is no stimulus '{id}' to fit on.", id)).Order()];
        }

        int count = _count ?? (int)Math.Max(1, Math.Round(_share * stimulusId.Count));
        if (count > stimulusId.Count)
        {
            throw new DnnBrainException("FitCountInvalid", ErrorKind.InvalidArgument, $"Fitting on {count} stimuli is impossible: there are {stimulusId.Count}.", count);
        }

        int[] order = new int[stimulusId.Count];
        new RandomStream(seed, RandomPurpose.FitSelection).NextPermutation(order);
        return [.. order.Take(count).Order()];
    }

    /// <summary>The number of ids, the count, or the share.</summary>
    public override string ToString() => _ids is not null
        ? $"{_ids.Length} ids"
        : string.Create(CultureInfo.InvariantCulture, $"{_count ?? _share}");
}
