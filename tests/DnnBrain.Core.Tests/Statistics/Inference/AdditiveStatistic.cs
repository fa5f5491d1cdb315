using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>The weighted mean over subjects plus the weighted mean over stimuli.</summary>
internal sealed class AdditiveStatistic(double[] subjects, double[] stimuli) : IWeightedStatistic, IWeightedStatisticEvaluator
{
    public double[] Stimuli => stimuli;

    public Action<long>? AfterEvaluation { get; set; }

    public int StimulusCount => stimuli.Length;

    public int SubjectCount => subjects.Length;

    public int ValueCount => 1;

    public int FewestStimuli => 3;

    public long HeldBytes => 0;

    public long EvaluatorBytes => 0;

    public IWeightedStatisticEvaluator CreateEvaluator() => this;

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        double ofStimuli = Mean(stimuli, stimulusWeights);
        for (int sample = 0; sample < values.Length; sample++)
        {
            values[sample] = ofStimuli + Mean(subjects, subjectWeights.Slice(sample * subjects.Length, subjects.Length));
        }

        AfterEvaluation?.Invoke(draw);
    }

    private static double Mean(double[] values, ReadOnlySpan<int> weights)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            count += weights[i];
        }

        return sum / count;
    }
}
