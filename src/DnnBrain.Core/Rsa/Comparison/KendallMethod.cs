using System.Buffers;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Kendall's τ of the dissimilarities: τ-a over all pairs of pairs, τ-b over those that neither RDM ties.</summary>
/// <remarks>
/// Nili et al. 2014 recommend τ-a where models predict ties, https://doi.org/10.1371/journal.pcbi.1003553. O(P log P) for P pairs
/// of stimuli, after one sort an RDM; pairs of pairs are counted exactly.
/// </remarks>
internal sealed class KendallMethod(bool correctsTies) : RdmComparisonMethod(
    correctsTies ? "KendallTauB" : "KendallTauA",
    correctsTies
        ? "Kendall's τ-b of the dissimilarities: a share of the pairs of pairs that both RDMs tell apart; SciPy's."
        : "Kendall's τ-a of the dissimilarities: a share of all pairs of pairs; fair to models that predict ties.")
{
    // Ranks are what models are fitted to, as for the other rank correlations.
    internal override PairForm Form { get; } = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: true);

    internal override bool IsProduct => false;

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space, correctsTies);

    private sealed record Sorted(double[] Values, KendallSample Sample, int[] Rank) : PreparedRdm(Values);

    private sealed class Bound(ComparisonSpace space, bool correctsTies) : BoundComparison(space), IMovable
    {
        public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
        {
            KendallSample sample = KendallSample.Create(dissimilarity)!;
            return sample.TiedPairCount == KendallSample.Pairs(sample.Count) ? null : new Sorted(dissimilarity.ToArray(), sample, sample.Rank.ToArray());
        }

        public override double Similarity(PreparedRdm model, PreparedRdm reference)
        {
            (Sorted x, Sorted y) = ((Sorted)model, (Sorted)reference);
            int count = y.Sample.Count;
            int[] first = ArrayPool<int>.Shared.Rent(count);
            int[] second = ArrayPool<int>.Shared.Rent(count);
            double concordance = y.Sample.Concordance(x.Rank, x.Sample.TiedPairCount, (first, second));
            ArrayPool<int>.Shared.Return(first);
            ArrayPool<int>.Shared.Return(second);
            return concordance / (correctsTies ? Correlation.TauBDenominator(x.Sample, y.Sample) : KendallSample.Pairs(count));
        }

        // Means of ranks are not exactly what is most concordant with all subjects; no closed form is.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
            Ranks.MidRanks(dissimilarity, destination);

        public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
            Space.PresentPair is null ? new MovedStatistic(this, this, models, regions) : base.Statistic(models, regions);

        public override BoundComparison OnPairs(int[] pairs) => new Bound(SpaceOf(pairs), correctsTies);

        // A rank a pair, and two arrays to sort them that are up to twice as long.
        public long MovedBytes => 5L * sizeof(int) * CondensedIndex.LongCount(Space.StimulusCount);

        // Ranks and ties move with their pairs; the sample itself is sorted on the side that rests.
        public Func<int[], PreparedRdm> Mover(PreparedRdm model)
        {
            var sorted = (Sorted)model;
            int n = Space.StimulusCount;
            int[] square = new int[n * n];
            for (int i = 0, pair = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++, pair++)
                {
                    square[(i * n) + j] = square[(j * n) + i] = sorted.Rank[pair];
                }
            }

            return labels =>
            {
                int[] moved = new int[sorted.Rank.Length];
                for (int i = 0, pair = 0; i < n; i++)
                {
                    ReadOnlySpan<int> row = square.AsSpan(labels[i] * n, n);
                    for (int j = i + 1; j < n; j++)
                    {
                        moved[pair++] = row[labels[j]];
                    }
                }

                return sorted with { Rank = moved };
            };
        }
    }
}
