using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Any method under a weighted sample of stimuli, by writing every copy of a stimulus out: what a sample with weights must equal.</summary>
/// <remarks>
/// Pairs of two copies of one stimulus have no dissimilarity of their own and are left out, as are pairs that have no value. A sample costs
/// what comparing RDMs of as many stimuli costs the method, with every RDM prepared anew.
/// </remarks>
internal sealed class CopiedSample : SampleComparison
{
    private readonly RdmComparisonMethod _method;
    private readonly ComparisonSpace _space;
    private readonly bool[]? _present;
    private int[] _source = [];
    private BoundComparison? _bound;

    /// <param name="method">The method.</param>
    /// <param name="space">The stimuli and pairs as observed.</param>
    public CopiedSample(RdmComparisonMethod method, ComparisonSpace space)
    {
        (_method, _space) = (method, space);
        if (space.PresentPair is { } present)
        {
            _present = new bool[CondensedIndex.Count(space.StimulusCount)];
            Array.ForEach(present, pair => _present[pair] = true);
        }
    }

    public override int Count => _source.Length;

    public override PreparedRdm? Nothing => _bound!.Nothing;

    public override void Take(ReadOnlySpan<int> stimulusWeights)
    {
        var row = new List<int>();
        for (int i = 0; i < stimulusWeights.Length; i++)
        {
            row.AddRange(Enumerable.Repeat(i, stimulusWeights[i]));
        }

        int pairs = CondensedIndex.Count(row.Count);
        var source = new List<int>(pairs);
        var place = new List<int>(pairs);
        for (int a = 0, pair = 0; a < row.Count; a++)
        {
            for (int b = a + 1; b < row.Count; b++, pair++)
            {
                if (row[a] != row[b] && Rdm.PairIndex(row[a], row[b], _space.StimulusCount) is var at && (_present is null || _present[at]))
                {
                    source.Add(at);
                    place.Add(pair);
                }
            }
        }

        _source = [.. source];
        _bound = _method.Bind(new ComparisonSpace(row.Count, place.Count == pairs ? null : [.. place])
        {
            StimulusCovariance = _space.StimulusCovariance is { } covariance ? StimulusCovariance.OfCopies(covariance, row) : null,
        });
    }

    public override void Gather(ReadOnlySpan<double> condensed, Span<double> values)
    {
        for (int i = 0; i < _source.Length; i++)
        {
            values[i] = condensed[_source[i]];
        }
    }

    public override PreparedRdm? Prepare(ReadOnlySpan<double> values) => _bound!.Prepare(values);

    public override double Similarity(PreparedRdm model, PreparedRdm reference) => _bound!.Similarity(model, reference);

    public override void ToPoolable(ReadOnlySpan<double> values, Span<double> destination) => _bound!.ToPoolable(values, destination);
}
