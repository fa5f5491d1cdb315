namespace DnnBrain.Statistics;

/// <summary>
/// What random numbers are drawn for. Each purpose has a stream of its own, so that two uses of one seed never share numbers.
/// The values are part of what a seed means and do not change.
/// </summary>
public enum RandomPurpose
{
    /// <summary>Simulated data.</summary>
    Simulation = 0,

    /// <summary>Permutations of stimulus labels.</summary>
    LabelPermutation = 1,

    /// <summary>Sign flips over subjects.</summary>
    SignFlip = 2,

    /// <summary>Assignment of stimuli to folds.</summary>
    FoldAssignment = 3,

    /// <summary>A network's first weights.</summary>
    WeightInitialization = 4,

    /// <summary>The order of training examples.</summary>
    TrainingOrder = 5,

    /// <summary>Which stimuli a bootstrap draws.</summary>
    BootstrapStimulus = 6,

    /// <summary>Which subjects a bootstrap draws.</summary>
    BootstrapSubject = 7,

    /// <summary>Folds that are drawn anew for every draw of a cross-validated bootstrap.</summary>
    BootstrapFold = 8,

    /// <summary>Folds within the training stimuli of a fold.</summary>
    InnerFold = 15,

    /// <summary>Stimuli that a transformation is fitted on.</summary>
    FitSelection = 20,

    /// <summary>Where a randomised decomposition begins.</summary>
    DecompositionStart = 21,

    /// <summary>The matrix of a random projection.</summary>
    RandomProjection = 22,

    /// <summary>The first centres of clusters.</summary>
    ClusterStart = 23,

    /// <summary>Which of two sets a stimulus, or an answer to it, counts for.</summary>
    SetPermutation = 24,
}
