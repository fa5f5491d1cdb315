namespace DnnBrain.Rsa.Distribution;

/// <summary>What two sets of stimuli allow to be exchanged under the hypothesis that they do not differ.</summary>
internal enum SetExchange
{
    /// <summary>Nothing: they share some stimuli.</summary>
    None,

    /// <summary>The two answers to each stimulus.</summary>
    WithinStimulus,

    /// <summary>Which set a stimulus belongs to.</summary>
    BetweenSets,
}
