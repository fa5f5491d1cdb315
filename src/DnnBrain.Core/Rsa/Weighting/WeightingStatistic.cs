using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Cross-validated scores of weighted RDMs as a function of weights. Values: region, then lower and upper bounds of the ceilings.</summary>
internal sealed class WeightingStatistic(WeightingSetup setup, int repetitionCount) : IWeightedStatistic
{
    public int StimulusCount => setup.StimulusCount;

    public int SubjectCount => setup.SubjectCount;

    public int ValueCount => 3 * setup.Regions.Count;

    public int RepetitionCount => repetitionCount;

    public bool HasFolds => true;

    public IWeightedStatistic Reweighed => new WeightingStatistic(setup, ModelFolds.ReweighedRepetitions);

    public bool IsPairwise => true;

    public int FewestStimuli => setup.Alpha.Count == 1 ? ModelFolds.FewestStimuli : PenaltyChoice.FewestStimuli;

    public long HeldBytes => setup.HeldBytes;

    public long EvaluatorBytes => WeightingEvaluator.Bytes(setup, measuresCeilings: true);

    public IWeightedStatisticEvaluator CreateEvaluator() => new Evaluator(setup, repetitionCount);

    private sealed class Evaluator(WeightingSetup setup, int repetitionCount) : IWeightedStatisticEvaluator
    {
        private readonly WeightingEvaluator _evaluator = new(setup, measuresCeilings: true);
        private readonly PairVector[] _components = [.. setup.Components.Select(values => new PairVector(values, isRanked: false))];

        public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
        {
            int width = 3 * setup.Regions.Count;
            int samples = subjectWeights.Length / setup.SubjectCount;
            double[] own = new double[samples * width];
            for (int repetition = 0; repetition < repetitionCount; repetition++)
            {
                // A sample without one stimulus keeps the folds of the others.
                _evaluator.Evaluate((Math.Max(-1, draw) * repetitionCount) + repetition, stimulusWeights, subjectWeights, _components, own);
                for (int sample = 0; sample < samples; sample++)
                {
                    own.AsSpan(sample * width, width).CopyTo(values.Slice(((sample * repetitionCount) + repetition) * width, width));
                }
            }
        }
    }
}
