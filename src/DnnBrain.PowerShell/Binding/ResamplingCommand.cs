using System.ComponentModel;
using System.Management.Automation;

namespace DnnBrain.PowerShell.Binding;

/// <summary>
/// A cmdlet whose intervals or p-values come from random draws: the same for the same seed, to be stopped and gone on with, in a given
/// memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResamplingCommand : MemoryCommand
{
    /// <summary>The seed of all that is drawn.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <summary>The file in which resampling that is stopped keeps what it has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }
}
