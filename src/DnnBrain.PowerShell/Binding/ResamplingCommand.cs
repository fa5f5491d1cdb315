using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Statistics;

namespace DnnBrain.PowerShell.Binding;

/// <summary>
/// A cmdlet whose intervals or p-values come from random draws: the same for the same seed, to be stopped and gone on with, in a given
/// memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResamplingCommand : LongRunningCmdlet
{
    /// <summary>The seed of all that is drawn.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <summary>The file in which resampling that is stopped keeps what it has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Bytes to work with, beside the input.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxMemory { get; set; }

    /// <summary><see cref="MaxMemory"/> for the core.</summary>
    protected MemoryLimit Memory => MaxMemory is { } bytes ? new MemoryLimit(bytes) : MemoryLimit.None;
}
