namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Why some results do not keep their band in some designs, as far as that is known.</summary>
internal static class KnownProperties
{
    private const string PublishedEstimate =
        "Where folds are drawn, the two-factor variance is the published one (Schütt et al. 2023, https://doi.org/10.7554/eLife.82566), which draws what is particular to a pair of stimuli three times over. Without a relation "
        + "its standard error is 1.1 to 1.2 times the spread over studies with 16 stimuli in two folds, and up to 1.1 times with 32; tests of models that are fitted then reject 2 to 4 %. "
        + "With a relation they keep their level.";

    private const string FewStimuli =
        "Where there is a relation, a bootstrap of some dozens of stimuli spreads too little (0.86 to 0.95 of the standard error for 24 and 32), and intervals of a fixed model's score in folds cover 92 to 93 %. "
        + "Invoke-RsaComparison compares fixed models without folds.";

    /// <summary>Intervals of fixed models that are scored in folds.</summary>
    public static KnownProperty FixedInFolds { get; } = new(0.91, 0.97, FewStimuli);

    /// <summary>Tests of fitted models over both factors.</summary>
    public static KnownProperty Careful { get; } = new(0.005, 0.04, PublishedEstimate);

    /// <summary>Intervals of fitted models over both factors.</summary>
    public static KnownProperty CarefulInterval { get; } = new(0.96, 0.99, PublishedEstimate);

    /// <summary>Intervals of shares of variance.</summary>
    public static KnownProperty Squares { get; } = new(
        0.89,
        0.97,
        "R² of RDMs is skewed, and its standard error grows with it and is a tenth too small over both factors with some dozens of stimuli; intervals that are symmetric then cover less than they say "
        + "(Olkin, Finn 1995, https://doi.org/10.1037/0033-2909.118.1.155). Tests of parts are permutations, which do not rest on it.");

    /// <summary>Intervals of shares of variance that groups have in common.</summary>
    public static KnownProperty SharedParts { get; } = new(
        0.86,
        0.97,
        "What groups share is a difference of R² that spreads more where it is larger: where it came out small, its interval is short as well, and misses above. 95 % intervals cover 88 to 92 % with some dozens of stimuli. "
        + "Tests of parts are permutations, which do not rest on them.");

    /// <summary>Intervals of the lower bound.</summary>
    public static KnownProperty Bounds { get; } = new(
        0.88,
        0.99,
        "Bounds of a ceiling are means over pairs of subjects, whose draws repeat subjects and make pools of fewer people. Intervals of bounds over both factors are approximate: here they cover between 90 and 98 %.");

    /// <summary>Times on a grid.</summary>
    public static KnownProperty Grid { get; } = new(
        0.95,
        1,
        "Times are steps of a grid, and the interval holds its ends: it covers more often than it says. It says how sure the peak is among these times, not between them.");
}
