using System.Collections.ObjectModel;
using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Distribution;

/// <summary>The patterns of one layer to two sets of stimuli, counted in shared bins.</summary>
internal sealed class DistributionPair
{
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly int[] _partner;
    private readonly double[] _own;

    /// <summary>Reads both sets.</summary>
    /// <exception cref="DnnBrainException">
    /// An RDM stands against patterns (<c>PatternExpected</c>), the numbers of channels differ (<c>ShapeMismatch</c>), or there is no
    /// number in a part of both (<c>PatternEmpty</c>).
    /// </exception>
    public DistributionPair(IPatternSet first, IPatternSet second, DistributionOptions options, IRunObserver observer, CancellationToken token)
    {
        (First, Second) = (first, second);
        if (first is RdmPatterns != second is RdmPatterns)
        {
            throw new DnnBrainException(
                "PatternExpected", ErrorKind.InvalidArgument, $"Of '{first.Name}' and '{second.Name}' one is an RDM; dissimilarities are compared with dissimilarities, patterns with patterns.", first.Name);
        }

        int parts = Parts(first, options.ByChannel);
        if (parts != Parts(second, options.ByChannel))
        {
            throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidData,
                $"'{first.Name}' has {parts} channels in one set and {Parts(second, options.ByChannel)} in the other; channels are compared one by one. Without -ByChannel all values are compared together.",
                first.Name);
        }

        var one = new BinnedPatterns(first, parts);
        var other = new BinnedPatterns(second, parts);
        one.Measure(token);
        other.Measure(token);
        _low = [.. one.Low.Select((low, part) => Math.Min(low, other.Low[part]))];
        _high = [.. one.High.Select((high, part) => Math.Max(high, other.High[part]))];
        if (Array.Exists(one.Low, double.IsInfinity) || Array.Exists(other.Low, double.IsInfinity))
        {
            throw new DnnBrainException("PatternEmpty", ErrorKind.InvalidData, $"'{first.Name}' has a channel without any number in one of the sets.", first.Name);
        }

        long missing = one.MissingCount + other.MissingCount;
        if (missing > 0)
        {
            observer.Warning($"{missing:N0} values of '{first.Name}' are no finite numbers; they are in no bin.");
        }

        one.Count(_low, _high, options.BinCount, token);
        other.Count(_low, _high, options.BinCount, token);
        Cell = new DistributionCell(one, other, _low, _high, options.Method, options.BinCount);
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < second.StimulusId.Count; i++)
        {
            place[second.StimulusId[i]] = i;
        }

        _partner = [.. first.StimulusId.Select(id => place.GetValueOrDefault(id, -1))];
        int shared = _partner.Count(index => index >= 0);
        bool isUnique = place.Count == second.StimulusId.Count && first.StimulusId.Distinct(StringComparer.Ordinal).Count() == first.StimulusId.Count;
        bool isSame = shared == first.StimulusId.Count && shared == second.StimulusId.Count;
        Exchange = first is RdmPatterns || !isUnique ? SetExchange.None
            : shared == 0 ? SetExchange.BetweenSets
            : isSame ? SetExchange.WithinStimulus
            : SetExchange.None;
        _own = new double[Cell.All.Length];
        Cell.Evaluate(Membership(null), _own, new double[Cell.PartCount]);
    }

    public IPatternSet First { get; }

    public IPatternSet Second { get; }

    public DistributionCell Cell { get; }

    public SetExchange Exchange { get; }

    /// <summary>Layers with the same stimuli are tested under the same exchanges.</summary>
    public string StimulusKey => string.Join('\u001f', First.StimulusId) + '\u001e' + string.Join('\u001f', Second.StimulusId);

    /// <summary>Which stimuli, of the first set and then of the second, count for the second; as observed without random numbers.</summary>
    public bool[] Membership(RandomStream? random)
    {
        int n = First.StimulusId.Count;
        bool[] isSecond = [.. Enumerable.Range(0, n + Second.StimulusId.Count).Select(i => i >= n)];
        if (random is null)
        {
            return isSecond;
        }

        if (Exchange == SetExchange.BetweenSets)
        {
            random.Shuffle<bool>(isSecond);
            return isSecond;
        }

        for (int i = 0; i < n; i++)
        {
            bool swapped = random.NextUInt32() >> 31 == 1;
            isSecond[i] = swapped;
            isSecond[n + _partner[i]] = !swapped;
        }

        return isSecond;
    }

    /// <summary>The result of one part; its test is yet to come.</summary>
    public DistributionDistance Result(int part, double distance, DistributionOptions options)
    {
        ReadOnlySpan<double> first = _own.AsSpan(part * options.BinCount, options.BinCount);
        double[] second = [.. Cell.All.AsSpan(part * options.BinCount, options.BinCount)];
        TensorPrimitives.Subtract(second, first, second);
        double[] edges = new double[options.BinCount + 1];
        SharedBins.Edges(_low[part], _high[part], edges);
        return new DistributionDistance
        {
            Name = First.Name,
            Reference = Second.Name,
            Channel = options.ByChannel && First is not RdmPatterns ? part + 1 : null,
            Method = options.Method,
            Distance = distance,
            PValue = double.NaN,
            AdjustedPValue = double.NaN,
            IsPaired = Exchange == SetExchange.WithinStimulus,
            Low = edges[0],
            High = edges[^1],
            Share = Shares([.. first]),
            ReferenceShare = Shares(second),
            PermutationCount = 0,
            Provenance = First.Provenance,
        };
    }

    private static ReadOnlyCollection<double> Shares(double[] counts)
    {
        double total = counts.Sum();
        return Array.AsReadOnly(counts.Select(count => count / total).ToArray());
    }

    private static int Parts(IPatternSet patterns, bool byChannel) =>
        !byChannel || patterns is RdmPatterns ? 1 : patterns is Activation activation ? activation.Shape.Channels : patterns.UnitCount;
}
