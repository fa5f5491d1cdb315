namespace DnnBrain.Activations;

/// <summary>
/// Patterns to a set of stimuli, one row a stimulus, one column a unit (a network's unit, a voxel, a sensor): what RDMs and
/// mapping models are made from.
/// </summary>
/// <remarks>
/// Rows are read in blocks, so that a set larger than memory can stand behind the interface. Reading is thread-safe.
/// </remarks>
public interface IPatternSet
{
    /// <summary>What the units belong to: a layer's or a region's name.</summary>
    string Name { get; }

    /// <summary>Where the patterns come from: a model's name, a file's name.</summary>
    string Source { get; }

    /// <summary>The subject, for measured data; null for a network.</summary>
    string? Subject { get; }

    /// <summary>The ids of the rows, in order.</summary>
    IReadOnlyList<string> StimulusId { get; }

    /// <summary>The number of columns.</summary>
    int UnitCount { get; }

    /// <summary>The precision in which the values are stored; reading in the other one converts.</summary>
    PatternPrecision Precision { get; }

    /// <summary>Where the units lie; null where they have no place, as those of a network.</summary>
    IUnitSpace? UnitSpace => null;

    /// <summary>
    /// Whether rows cost the same in any order, from several threads at once, because all are in memory. Files are read in order.
    /// </summary>
    bool IsInMemory => false;

    /// <summary>The time in seconds, where the patterns are those of a bin of time; null otherwise.</summary>
    double? BinTime => null;

    /// <summary>What <see cref="Name"/> is without the time; the name itself where there is none.</summary>
    string SeriesName => Name;

    /// <summary>How the patterns were made.</summary>
    Provenance Provenance { get; }

    /// <summary>Reads whole rows, row-major.</summary>
    /// <param name="firstStimulus">0-based first row.</param>
    /// <param name="stimulusCount">Number of rows.</param>
    /// <param name="destination">Takes <paramref name="stimulusCount"/> × <see cref="UnitCount"/> values.</param>
    void Read(int firstStimulus, int stimulusCount, Span<float> destination);

    /// <inheritdoc cref="Read(int, int, Span{float})"/>
    void Read(int firstStimulus, int stimulusCount, Span<double> destination);
}
