using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>The weighted mean of one number a subject.</summary>
internal sealed class MeanStatistic(double[] subjects) : IWeightedStatistic, IWeightedStatisticEvaluator
{
    public double Noise { get; init; }

    public int Copies { get; init; } = 1;

    public int StimulusCount => 4;

    public int SubjectCount => subjects.Length;

    public int ValueCount => Copies;

    public int RepetitionCount => Noise > 0 ? 2 : 1;

    public int FewestStimuli => 3;

    public long HeldBytes => 0;

    public long EvaluatorBytes => 0;

    public IWeightedStatisticEvaluator CreateEvaluator() => this;

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        int width = RepetitionCount * Copies;
        var random = new RandomStream(7, RandomPurpose.Simulation, Math.Abs(draw));
        for (int sample = 0; sample < subjectWeights.Length / subjects.Length; sample++)
        {
            double sum = 0;
            int count = 0;
            for (int s = 0; s < subjects.Length; s++)
            {
                int weight = subjectWeights[(sample * subjects.Length) + s];
                sum += weight * subjects[s];
                count += weight;
            }

            for (int i = 0; i < width; i++)
            {
                values[(sample * width) + i] = (sum / count) + (Noise > 0 ? Noise * random.NextNormal() : 0);
            }
        }
    }
}
