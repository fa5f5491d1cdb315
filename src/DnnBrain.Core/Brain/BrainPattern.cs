using System.Numerics.Tensors;
using DnnBrain.Activations;

namespace DnnBrain.Brain;

/// <summary>
/// What the voxels of ONE region of one subject answered to a set of stimuli: one row a stimulus, one column a voxel, in
/// memory.
/// </summary>
public sealed class BrainPattern : IPatternSet
{
    private readonly float[] _values;

    /// <summary>Makes a pattern; the values are taken over and must not be changed afterwards.</summary>
    /// <param name="name">The region's name.</param>
    /// <param name="source">The file's name.</param>
    /// <param name="subject">The subject; null where it is not known.</param>
    /// <param name="stimulusId">The ids of the rows.</param>
    /// <param name="voxels">The voxels, one a column.</param>
    /// <param name="values">Stimulus × voxel, row-major, in the units of the file. NaN where a voxel has no value.</param>
    /// <param name="provenance">How they were made.</param>
    /// <exception cref="DnnBrainException">
    /// The number of values is not stimuli × voxels (<c>ShapeMismatch</c>); an id occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public BrainPattern(
        string name,
        string source,
        string? subject,
        IEnumerable<string> stimulusId,
        VoxelSet voxels,
        float[] values,
        Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Source = source;
        Subject = subject;
        StimulusId = Array.AsReadOnly(stimulusId.ToArray());
        Stimuli.StimulusIds.Index(StimulusId, name);
        Voxels = voxels;
        _values = values;
        Provenance = provenance;
        if (values.Length != (long)StimulusId.Count * voxels.UnitCount)
        {
            throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidData,
                $"Pattern '{name}' has {StimulusId.Count} stimuli × {voxels.UnitCount} voxels but {values.Length} values.",
                name);
        }
    }

    /// <summary>The region's name.</summary>
    public string Name { get; }

    /// <summary>The file's name.</summary>
    public string Source { get; }

    /// <summary>The subject; null where it is not known.</summary>
    public string? Subject { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>The voxels, one a column.</summary>
    public VoxelSet Voxels { get; }

    /// <summary>0-based positions of the voxels in a volume, x fastest.</summary>
    public IReadOnlyList<int> VoxelIndex => Voxels.VoxelIndex;

    /// <summary>The grid that the voxels belong to.</summary>
    public VolumeSpace Space => Voxels.Space;

    /// <summary>The number of voxels.</summary>
    public int UnitCount => Voxels.UnitCount;

    /// <inheritdoc/>
    public PatternPrecision Precision => PatternPrecision.Float32;

    /// <inheritdoc/>
    public Provenance Provenance { get; }

    IUnitSpace? IPatternSet.UnitSpace => Voxels;

    bool IPatternSet.IsInMemory => true;

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => Rows(firstStimulus, stimulusCount).CopyTo(destination);

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<double> destination) =>
        TensorPrimitives.ConvertTruncating(Rows(firstStimulus, stimulusCount), destination);

    /// <summary>The patterns as volumes, one a stimulus, in the order of <see cref="StimulusId"/>; voxels outside are 0.</summary>
    public IBrainVolumes ToVolumes() =>
        new MemoryBrainVolumes(Space, StimulusId.Count, (stimulus, volume) => Voxels.Scatter(Rows(stimulus, 1), volume));

    /// <summary>Region, subject and shape.</summary>
    public override string ToString() => $"{Name}{(Subject is null ? "" : $" {Subject}")} {StimulusId.Count}×{UnitCount}";

    private ReadOnlySpan<float> Rows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, StimulusId.Count, nameof(count));
        return _values.AsSpan(checked(first * UnitCount), checked(count * UnitCount));
    }
}
