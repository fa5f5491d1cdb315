using System.ComponentModel;
using System.Management.Automation;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that writes one file from everything that comes down the pipeline.</summary>
/// <typeparam name="T">The objects it takes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExportCommand<T> : LongRunningCmdlet
{
    private readonly List<T> _items = [];

    /// <summary>The objects to write.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public T[] InputObject { get; set; } = [];

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What is written, for the question that <c>-Confirm</c> asks: <c>Export 3 RDMs</c>.</summary>
    protected abstract string Describe(IReadOnlyList<T> items);

    /// <summary>Writes the file under a temporary name and renames it.</summary>
    protected abstract void Write(IReadOnlyList<T> items, string path, bool overwrite, CancellationToken token);

    /// <summary>Checks what is to be written before any work is done for it.</summary>
    protected virtual string CheckTarget(string path) => OutputFile.Check(path, Force);

    /// <summary>Warns of what the file will not hold, before it is written.</summary>
    protected virtual void WarnOfLosses(IReadOnlyList<T> items)
    {
    }

    /// <summary>The files that were written.</summary>
    protected virtual IEnumerable<string> WrittenFiles(IReadOnlyList<T> items, string path) => [path];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
        {
            return;
        }

        string path = Require(() => CheckTarget(ResolveUnresolved(Path)), Path);
        if (!ShouldProcess(path, Describe(_items)))
        {
            return;
        }

        WarnOfLosses(_items);
        Run((_, token) =>
        {
            Write(_items, path, Force, token);
            return path;
        });
        if (PassThru)
        {
            foreach (string file in WrittenFiles(_items, path))
            {
                WriteObject(new FileInfo(file));
            }
        }
    }
}
