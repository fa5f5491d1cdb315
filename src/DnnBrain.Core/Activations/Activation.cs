using System.Numerics.Tensors;

namespace DnnBrain.Activations;

/// <summary>
/// What ONE layer of a network answered to a set of stimuli. The values are in memory or in an .act.h5 behind the object and
/// are read in blocks.
/// </summary>
public sealed class Activation : IPatternSet
{
    private readonly IActivationValues _values;

    /// <summary>Makes an activation.</summary>
    /// <param name="model">The network's name.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="stimulusId">The ids, in the order of the values.</param>
    /// <param name="values">The values.</param>
    /// <param name="provenance">How they were made.</param>
    /// <exception cref="DnnBrainException">The number of ids is not the number of stimuli (<c>ShapeMismatch</c>).</exception>
    public Activation(string model, string layer, IEnumerable<string> stimulusId, IActivationValues values, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(values);
        Model = model;
        Layer = layer;
        StimulusId = Array.AsReadOnly(stimulusId.ToArray());
        _values = values;
        Provenance = provenance;
        if (StimulusId.Count != values.Shape.Stimuli)
        {
            throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidData,
                $"Layer '{layer}' has answers to {values.Shape.Stimuli} stimuli but {StimulusId.Count} ids.",
                layer);
        }
    }

    /// <summary>The network's name.</summary>
    public string Model { get; }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>Stimulus × channel × row × column.</summary>
    public ActivationShape Shape => _values.Shape;

    /// <summary>The file behind the values; null where they are in memory.</summary>
    public string? Path => _values.Path;

    /// <inheritdoc/>
    public Provenance Provenance { get; }

    /// <inheritdoc/>
    public int UnitCount => Shape.UnitCount;

    /// <inheritdoc/>
    public PatternPrecision Precision => PatternPrecision.Float32;

    bool IPatternSet.IsInMemory => _values is MemoryActivationValues;

    string IPatternSet.Name => Layer;

    string IPatternSet.Source => Model;

    string? IPatternSet.Subject => null;

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstStimulus);
        ArgumentOutOfRangeException.ThrowIfNegative(stimulusCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)firstStimulus + stimulusCount, Shape.Stimuli, nameof(stimulusCount));
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, (long)stimulusCount * UnitCount, nameof(destination));
        _values.Read(firstStimulus, stimulusCount, destination);
    }

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        int units = UnitCount;
        float[] row = new float[units];
        for (int i = 0; i < stimulusCount; i++)
        {
            Read(firstStimulus + i, 1, row);
            TensorPrimitives.ConvertTruncating<float, double>(row, destination.Slice(i * units, units));
        }
    }

    /// <summary>The answer to one stimulus as a copy, channel × row × column, row-major.</summary>
    /// <param name="stimulusId">The stimulus' id.</param>
    /// <exception cref="DnnBrainException">There is no such stimulus (<c>StimulusNotFound</c>).</exception>
    public float[] GetPattern(string stimulusId)
    {
        int index = StimulusId.ToList().IndexOf(stimulusId);
        if (index < 0)
        {
            throw new DnnBrainException("StimulusNotFound", ErrorKind.NotFound, $"Layer '{Layer}' has no answer to stimulus '{stimulusId}'.", stimulusId);
        }

        float[] pattern = new float[UnitCount];
        Read(index, 1, pattern);
        return pattern;
    }

    /// <summary>All values as a copy, stimulus × channel × row × column, row-major. Holds the whole layer in memory.</summary>
    public float[] ToArray()
    {
        float[] all = new float[checked((long)Shape.Stimuli * UnitCount)];
        Read(0, Shape.Stimuli, all);
        return all;
    }

    /// <summary>Model, layer and shape.</summary>
    public override string ToString() => $"{Model} {Layer} {Shape}";
}
