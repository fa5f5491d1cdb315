using DnnBrain.Stimuli;

namespace DnnBrain.Rsa.Conditions;

/// <summary>Which condition, and which run, each row of a pattern set belongs to; matched by id.</summary>
public sealed class PatternDesign
{
    private const int ListedIds = 5;

    private readonly Dictionary<string, int> _position;
    private readonly string[] _condition;
    private readonly string[]? _run;

    /// <summary>Makes a design.</summary>
    /// <param name="stimulusId">The ids of rows; those of a pattern set have to be among them.</param>
    /// <param name="condition">One condition a row; a row whose condition is empty is left out.</param>
    /// <param name="run">One run a row; null where there is one measurement only.</param>
    /// <exception cref="DnnBrainException">
    /// The lists differ in length (<c>ShapeMismatch</c>); an id occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public PatternDesign(IReadOnlyList<string> stimulusId, IReadOnlyList<string> condition, IReadOnlyList<string>? run = null)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.Count != stimulusId.Count || (run is not null && run.Count != stimulusId.Count))
        {
            throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"A design has {stimulusId.Count} ids, {condition.Count} conditions and {run?.Count ?? 0} runs; each row has one.", null);
        }

        _position = StimulusIds.Index(stimulusId, "the design");
        _condition = [.. condition];
        _run = run is null ? null : [.. run];
    }

    /// <summary>The rows of some ids, grouped.</summary>
    /// <param name="stimulusId">The ids of a pattern set.</param>
    /// <param name="name">What the set is called in messages.</param>
    /// <exception cref="DnnBrainException">
    /// An id is not in the design (<c>StimulusNotFound</c>); a row has a condition and no run (<c>RunMissing</c>).
    /// </exception>
    internal ConditionRows Group(IReadOnlyList<string> stimulusId, string name)
    {
        string[] unknown = [.. stimulusId.Where(id => !_position.ContainsKey(id))];
        if (unknown.Length > 0)
        {
            string list = string.Join(", ", unknown.Take(ListedIds)) + (unknown.Length > ListedIds ? ", ..." : "");
            throw new DnnBrainException(
                "StimulusNotFound",
                ErrorKind.NotFound,
                $"{unknown.Length} of {stimulusId.Count} rows of '{name}' are not in the table of conditions: {list}. It has {_position.Count} ids.",
                unknown[0]);
        }

        int[] position = [.. stimulusId.Select(id => _position[id])];
        int[] used = [.. Enumerable.Range(0, position.Length).Where(row => _condition[position[row]].Length > 0)];
        string[] condition = [.. used.Select(row => _condition[position[row]])];
        string[]? run = _run is null ? null : [.. used.Select(row => _run[position[row]])];
        int noRun = run is null ? -1 : Array.FindIndex(run, text => text.Length == 0);
        return noRun < 0
            ? new ConditionRows(used, condition, run)
            : throw new DnnBrainException("RunMissing", ErrorKind.InvalidData, $"Row '{stimulusId[used[noRun]]}' of '{name}' has the condition '{condition[noRun]}' and no run.", stimulusId[used[noRun]]);
    }
}
