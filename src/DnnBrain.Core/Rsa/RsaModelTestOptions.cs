namespace DnnBrain.Rsa;

/// <summary>How models of a geometry are fitted and scored.</summary>
/// <remarks>Nuisances are taken out of what is fitted and of predictions. Permutations are sign flips over subjects.</remarks>
public sealed record RsaModelTestOptions : RsaSimilarityOptions
{
    /// <summary>Number of folds over stimuli; null for 2 below 12 stimuli, 3 below 24, 4 below 40, else 5.</summary>
    public int? FoldCount { get; init; }

    /// <summary>Number of assignments of stimuli to folds over which scores are averaged, 10 by default.</summary>
    public int RepetitionCount { get; init; } = 10;
}
