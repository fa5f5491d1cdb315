namespace DnnBrain;

/// <summary>
/// One of the metrics, methods or estimators that people choose by name. Each kind lists what it offers once, for checks, completion and
/// help.
/// </summary>
/// <typeparam name="TSelf">The kind.</typeparam>
public interface INamedChoice<TSelf>
    where TSelf : INamedChoice<TSelf>
{
    /// <summary>All that are offered.</summary>
    static abstract IReadOnlyList<TSelf> All { get; }

    /// <summary>The name that people type.</summary>
    string Name { get; }

    /// <summary>What it is, on one line.</summary>
    string Description { get; }
}
