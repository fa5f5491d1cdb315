using System.Globalization;
using System.Management.Automation;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Stimuli;

/// <summary>Collects objects, such as those of <c>Import-Csv</c>, as the rows of one stimulus table.</summary>
internal sealed class StimulusRows
{
    private readonly List<string> _columns = [];
    private readonly List<Dictionary<string, string>> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(PSObject item)
    {
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyInfo property in item.Properties.Where(p => p.MemberType is PSMemberTypes.NoteProperty or PSMemberTypes.Property))
        {
            row[property.Name] = Convert.ToString(property.Value is PSObject wrapped ? wrapped.BaseObject : property.Value, CultureInfo.InvariantCulture) ?? "";
            if (!_columns.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                _columns.Add(property.Name);
            }
        }

        _rows.Add(row);
    }

    /// <summary>The rows as a table; an object without a property has an empty cell there.</summary>
    public StimulusTable ToTable() => new(
        "The piped objects",
        _columns,
        [.. _rows.Select((row, i) => new StimulusTableRow(i + 1, [.. _columns.Select(c => row.GetValueOrDefault(c, ""))]))]);
}
