namespace DnnBrain.Activations;

/// <summary>
/// Which units lie around each of some centres: what a searchlight looks at. A method that walks over it knows neither volumes nor surfaces.
/// </summary>
/// <remarks>Reading is thread-safe.</remarks>
public interface IUnitNeighborhood
{
    /// <summary>The number of units of the pattern sets that it belongs to.</summary>
    int UnitCount { get; }

    /// <summary>Where the centres lie, one a value of the result.</summary>
    IUnitSpace Centers { get; }

    /// <summary>The most units around a centre.</summary>
    int LargestCount { get; }

    /// <summary>The units around a centre.</summary>
    /// <param name="center">0-based number of the centre.</param>
    /// <param name="units">Takes the 0-based units, at most <see cref="LargestCount"/>.</param>
    /// <returns>Their number.</returns>
    int Read(int center, Span<int> units);

    /// <summary>What decides the numbers, as invariant text, for the provenance.</summary>
    IReadOnlyDictionary<string, string> Parameters { get; }
}
