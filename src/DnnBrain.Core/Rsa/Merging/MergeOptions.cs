namespace DnnBrain.Rsa.Merging;

/// <summary>How RDMs are merged.</summary>
public sealed record MergeOptions
{
    /// <summary>Mean by default.</summary>
    public MergeMethod Method { get; init; } = MergeMethod.Mean;

    /// <summary>Equal by default.</summary>
    public MergeWeight Weight { get; init; } = MergeWeight.Equal;
}
