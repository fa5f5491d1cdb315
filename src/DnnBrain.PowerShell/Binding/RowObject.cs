using System.Management.Automation;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Binding;

/// <summary>An object of the pipeline as the row of a table: its properties, and for a stimulus the further columns of its table.</summary>
internal static class RowObject
{
    public static IReadOnlyDictionary<string, object?> ToRow(object item)
    {
        PSObject wrapped = PSObject.AsPSObject(item);
        var row = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (wrapped.BaseObject is System.Collections.IDictionary dictionary)
        {
            foreach (System.Collections.DictionaryEntry entry in dictionary)
            {
                row[$"{entry.Key}"] = Unwrap(entry.Value);
            }

            return row;
        }

        if (wrapped.BaseObject is Stimulus stimulus)
        {
            foreach ((string name, object? value) in stimulus.Properties)
            {
                row[name] = value;
            }
        }

        foreach (PSPropertyInfo property in wrapped.Properties.Where(p => p.MemberType is PSMemberTypes.NoteProperty or PSMemberTypes.Property))
        {
            row[property.Name] = Unwrap(property.Value);
        }

        return row;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
