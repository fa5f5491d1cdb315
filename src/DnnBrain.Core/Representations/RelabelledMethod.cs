using DnnBrain.Statistics.Inference;

namespace DnnBrain.Representations;

/// <summary>A method whose permuted models are compared pair by pair.</summary>
internal abstract class RelabelledMethod(string name, string description) : RepresentationMethod(name, description)
{
    /// <summary>The prepared model with stimulus labels[i] in place of stimulus i.</summary>
    public abstract PreparedRepresentation Relabel(PreparedRepresentation model, ReadOnlySpan<int> labels);

    /// <summary>Bytes of a relabelled model and of what it is compared with a reference by.</summary>
    public abstract long RelabelledBytes(PreparedRepresentation model);

    internal sealed override IStimulusStatistic Statistic(int stimulusCount, IReadOnlyList<PreparedRepresentation> models, IReadOnlyList<PreparedRepresentation> references) =>
        new Statistics(this, stimulusCount, models, references);

    /// <summary>Rows labels[0], labels[1], … of a matrix.</summary>
    private protected static double[] Rows(double[] matrix, int columns, ReadOnlySpan<int> labels)
    {
        double[] rows = new double[matrix.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            matrix.AsSpan(labels[i] * columns, columns).CopyTo(rows.AsSpan(i * columns));
        }

        return rows;
    }

    private sealed class Statistics(
        RelabelledMethod method,
        int stimulusCount,
        IReadOnlyList<PreparedRepresentation> models,
        IReadOnlyList<PreparedRepresentation> references) : IStimulusStatistic, IStimulusStatisticEvaluator
    {
        public int CellCount => models.Count * references.Count;

        public int StimulusCount => stimulusCount;

        // Sums of singular values of products of n numbers.
        public double Tolerance => 1e-10;

        public long HeldBytes => 0;

        public long EvaluatorBytes => models.Max(method.RelabelledBytes);

        public IStimulusStatisticEvaluator CreateEvaluator() => this;

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            int cell = 0;
            foreach (PreparedRepresentation model in models)
            {
                PreparedRepresentation moved = method.Relabel(model, labels);
                foreach (PreparedRepresentation reference in references)
                {
                    cells[cell++] = method.Similarity(moved, reference);
                }
            }
        }
    }
}
