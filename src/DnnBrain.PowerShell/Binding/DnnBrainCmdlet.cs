using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.PowerShell.Errors;

namespace DnnBrain.PowerShell.Binding;

/// <summary>What all cmdlets share: error conversion and paths.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DnnBrainCmdlet : PSCmdlet
{
    /// <summary>The name as the user typed it, for provenance: <c>New-Rdm</c>.</summary>
    protected string CommandName => MyInvocation.MyCommand.Name;

    /// <summary>Runs <paramref name="action"/> for one item; its failure is an error record, and the others go on.</summary>
    /// <returns>Whether it succeeded.</returns>
    protected bool TryItem(object? item, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (!IsShellControl(e))
        {
            WriteError(e.ToErrorRecord(item));
            return false;
        }
    }

    /// <summary>Runs what the whole cmdlet stands on; its failure ends the cmdlet.</summary>
    protected T Require<T>(Func<T> function, object? target = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        try
        {
            return function();
        }
        catch (Exception e) when (!IsShellControl(e))
        {
            ThrowTerminatingError(e.ToErrorRecord(target));
            throw;
        }
    }

    /// <summary>Ends the cmdlet where a parameter is given that means nothing beside the others: an option that is ignored looks like one that was heeded.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="reason">What they are for, behind the name of the one that is given: <c>is for …</c>.</param>
    protected void ThrowIfGiven(IEnumerable<string> parameters, string reason)
    {
        if (parameters.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } parameter)
        {
            _ = Require<object>(() => throw new DnnBrainException("ParameterNotApplicable", ErrorKind.InvalidArgument, $"-{parameter} {reason}", parameter), parameter);
        }
    }

    /// <summary>A path of the file system as an absolute path, whether or not something is there.</summary>
    /// <exception cref="DnnBrainException">The path belongs to another provider (<c>ProviderNotSupported</c>).</exception>
    protected string ResolveUnresolved(string path)
    {
        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(provider, path);
        return full;
    }

    /// <summary>Throws unless a path belongs to the file system.</summary>
    protected static void RequireFileSystem(ProviderInfo provider, string path)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider.Name != "FileSystem")
        {
            throw new DnnBrainException("ProviderNotSupported", ErrorKind.InvalidArgument, $"'{path}' belongs to the {provider.Name} provider; a path of the file system was expected.", path);
        }
    }

    /// <summary>
    /// Ctrl+C, <c>Select-Object -First</c> and <c>-ErrorAction Stop</c> travel as exceptions and must pass.
    /// </summary>
    internal static bool IsShellControl(Exception e) =>
        e is PipelineStoppedException or ActionPreferenceStopException or FlowControlException or OperationCanceledException;
}
