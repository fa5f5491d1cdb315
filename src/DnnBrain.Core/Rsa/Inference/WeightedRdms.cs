using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa.Inference;

/// <summary>Aligned RDMs as the vectors and regions of weighted statistics.</summary>
internal sealed class WeightedRdms
{
    private readonly AlignedRdms _aligned;

    /// <summary>Takes RDMs.</summary>
    /// <param name="aligned">Model RDMs and, behind them, reference RDMs.</param>
    /// <param name="firstReference">Where the references begin.</param>
    /// <param name="groups">The regions.</param>
    /// <param name="form">What makes the similarity.</param>
    public WeightedRdms(AlignedRdms aligned, int firstReference, IReadOnlyList<ReferenceGroup> groups, PairForm form)
    {
        _aligned = aligned;
        Form = form;
        Present = aligned.IsComplete ? null : [.. aligned.Expand([.. Enumerable.Repeat(1.0, aligned.PairCount)]).Select(there => there > 0)];
        List<string> subjects = [.. groups.SelectMany(group => group.Subject).Distinct(StringComparer.Ordinal)];
        SubjectCount = subjects.Count;
        Regions = [.. groups.Select(group => new PairRegion(
            [.. group.Index.Select(index => Vector(firstReference + index))],
            [.. group.Subject.Select(subject => subjects.IndexOf(subject))]))];
    }

    /// <summary>What makes the similarity.</summary>
    public PairForm Form { get; }

    /// <summary>Number of stimuli.</summary>
    public int StimulusCount => _aligned.StimulusId.Count;

    /// <summary>Number of subjects in all regions together.</summary>
    public int SubjectCount { get; }

    /// <summary>Which pairs have a value in all RDMs; null for all.</summary>
    public bool[]? Present { get; }

    /// <summary>The regions.</summary>
    public IReadOnlyList<PairRegion> Regions { get; }

    /// <summary>One of the aligned RDMs.</summary>
    public PairVector Vector(int index) => new(_aligned.Expand([.. _aligned.Values(index)]), Form.IsRanked);
}
