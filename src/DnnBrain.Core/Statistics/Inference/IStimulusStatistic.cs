namespace DnnBrain.Statistics.Inference;

/// <summary>
/// A family of statistics, one a cell (a layer in a region, a region at a time), as functions of how stimuli are labelled.
/// </summary>
public interface IStimulusStatistic
{
    /// <summary>Number of cells.</summary>
    int CellCount { get; }

    /// <summary>Number of stimuli.</summary>
    int StimulusCount { get; }

    /// <summary>The difference up to which two values of the statistic are the same number but for rounding.</summary>
    double Tolerance { get; }

    /// <summary>Bytes that the statistic holds for all threads, beside what it was made from.</summary>
    long HeldBytes { get; }

    /// <summary>Bytes that an evaluator takes, at least what it has of its own.</summary>
    long EvaluatorBytes { get; }

    /// <summary>Makes what one thread evaluates the statistics with.</summary>
    IStimulusStatisticEvaluator CreateEvaluator();
}
