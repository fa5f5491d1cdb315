using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that tests by permutations of labels or signs, adjusted over all its tests.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PermutationCommand : ResamplingCommand
{
    /// <summary>Takes the number of permutations there are by default.</summary>
    /// <param name="permutationCount">Fewer where each takes a fit of its own.</param>
    protected PermutationCommand(int permutationCount)
    {
        PermutationCount = permutationCount;
    }

    /// <summary>Takes the number of permutations of all tests that are a sum.</summary>
    protected PermutationCommand()
        : this(new InferenceOptions().PermutationCount)
    {
    }

    /// <summary>Number of permutations.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PermutationCount { get; set; }

    /// <summary>The side of the tests.</summary>
    [Parameter]
    public Alternative Alternative { get; set; } = new InferenceOptions().Alternative;

    /// <summary>How p-values are adjusted over all tests of the call.</summary>
    [Parameter]
    public Correction Correction { get; set; } = new InferenceOptions().Correction;

    /// <summary>These parameters for the core; a checkpoint that cannot be used ends the cmdlet.</summary>
    protected InferenceOptions Inference() => new()
    {
        PermutationCount = PermutationCount,
        Seed = Seed,
        Alternative = Alternative,
        Correction = Correction,
        Checkpoint = OpenCheckpoint(CheckpointPath),
        Memory = Memory,
    };
}
