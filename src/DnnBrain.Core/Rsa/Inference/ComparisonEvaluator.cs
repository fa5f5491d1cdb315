using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Evaluates a <see cref="ComparisonStatistic"/>.</summary>
internal sealed class ComparisonEvaluator(ComparisonStatistic statistic) : IWeightedStatisticEvaluator
{
    private readonly RegionSample _sample = statistic.Design.CreateSample();
    private readonly IReadOnlyList<PairRegion> _regions = statistic.Design.Regions;
    private readonly int _subjects = statistic.Design.Regions.Sum(region => region.Vectors.Count);
    private readonly double[] _similarity = new double[statistic.Models.Count * statistic.Design.Regions.Sum(region => region.Vectors.Count)];
    private readonly int[] _taken = new int[statistic.StimulusCount];

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        if (!stimulusWeights.SequenceEqual(_taken))
        {
            stimulusWeights.CopyTo(_taken);
            _sample.Take(stimulusWeights);
            _sample.Compare(statistic.Models, _similarity);
        }

        int samples = subjectWeights.Length / statistic.SubjectCount;
        int cells = statistic.Models.Count * _regions.Count;
        int first = 0;
        for (int r = 0; r < _regions.Count; r++)
        {
            PairRegion region = _regions[r];
            int[] weights = new int[region.Vectors.Count];
            for (int s = 0; s < samples; s++)
            {
                for (int i = 0; i < weights.Length; i++)
                {
                    weights[i] = subjectWeights[(s * statistic.SubjectCount) + region.Subject[i]];
                }

                Span<double> sample = values.Slice(s * statistic.ValueCount, statistic.ValueCount);
                Average(r, first, weights, sample);
                NoiseCeiling bounds = _sample.Ceiling(r, weights);
                sample[cells + r] = bounds.Lower;
                sample[cells + _regions.Count + r] = bounds.Upper;
            }

            first += weights.Length;
        }
    }

    private void Average(int region, int first, ReadOnlySpan<int> weights, Span<double> values)
    {
        for (int m = 0; m < statistic.Models.Count; m++)
        {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                if (weights[i] > 0)
                {
                    sum += weights[i] * _similarity[(m * _subjects) + first + i];
                    count += weights[i];
                }
            }

            values[(m * _regions.Count) + region] = count == 0 ? double.NaN : sum / count;
        }
    }
}
