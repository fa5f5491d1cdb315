using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Rsa.Conditions;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that takes the rows of one table, and works when the last is there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TableCommand : LongRunningCmdlet
{
    private readonly List<IReadOnlyDictionary<string, object?>> _rows = [];
    private readonly string _taken;

    /// <summary>Says what is taken.</summary>
    /// <param name="taken">For the message about something else: <c>stimuli, and rows such as those of Import-Csv</c>.</param>
    protected TableCommand(string taken)
    {
        _taken = taken;
    }

    /// <summary>The rows of a table.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
        {
            TryItem(item, () => _rows.Add(RowObject.ToRowOfTable(item, _taken)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows.Count > 0)
        {
            Process(new PatternTable(_rows));
        }
    }

    /// <summary>Works on the table.</summary>
    protected abstract void Process(PatternTable table);
}
