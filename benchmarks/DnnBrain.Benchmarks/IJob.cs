namespace DnnBrain.Benchmarks;

/// <summary>A piece of work that runs in a process of its own, so that its peak memory is its own.</summary>
internal interface IJob
{
    /// <summary>A short name to ask for it behind <c>--job</c>.</summary>
    string Name { get; }

    /// <summary>Does the work once.</summary>
    /// <param name="arguments">What stood behind the name.</param>
    void Run(IReadOnlyList<string> arguments);
}
