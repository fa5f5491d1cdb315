namespace DnnBrain.Activations;

/// <summary>A sink whose work survives the end of the process: a later extraction goes on where an earlier one was killed.</summary>
public interface IResumableActivationSink : IActivationSink
{
    /// <summary>Takes over what an earlier extraction left; called once, after <see cref="IActivationSink.Open"/>.</summary>
    /// <param name="plan">What is extracted.</param>
    /// <param name="token">Stops the taking over; nothing is lost by it.</param>
    /// <returns>What became of the first stimuli, whole batches of them; they are not to be appended again. Empty for a first run.</returns>
    /// <exception cref="DnnBrainException">
    /// The earlier extraction was about something else (<c>ResumeMismatch</c>; the message says what).
    /// </exception>
    IReadOnlyList<StimulusOutcome> Restore(ExtractionPlan plan, CancellationToken token);

    /// <summary>Marks that all layers have the answers to a batch: an extraction can be resumed here.</summary>
    /// <param name="outcomes">What became of the stimuli of the batch, in order.</param>
    void EndBatch(IReadOnlyList<StimulusOutcome> outcomes);
}
