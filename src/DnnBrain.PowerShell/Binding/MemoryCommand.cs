using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Statistics;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that keeps to a given memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MemoryCommand : LongRunningCmdlet
{
    /// <summary>Bytes to work with, beside the input.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxMemory { get; set; }

    /// <summary><see cref="MaxMemory"/> for the core.</summary>
    protected MemoryLimit Memory => MaxMemory is { } bytes ? new MemoryLimit(bytes) : MemoryLimit.None;
}
