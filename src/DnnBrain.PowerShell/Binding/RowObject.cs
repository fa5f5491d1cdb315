using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Brain;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Binding;

/// <summary>An object of the pipeline as the row of a table: its properties, and for a stimulus the further columns of its table.</summary>
internal static class RowObject
{
    /// <summary>
    /// As <see cref="ToRow"/>, of what was piped in: a result of the module that has no id of its own was meant for another cmdlet.
    /// </summary>
    /// <param name="item">The object.</param>
    /// <param name="taken">What the cmdlet takes: <c>the rows of a table, or stimuli</c>.</param>
    /// <exception cref="DnnBrainException">It is such a result (<c>InputNotTable</c>).</exception>
    public static IReadOnlyDictionary<string, object?> ToRowOfTable(PSObject item, string taken)
    {
        object given = item.BaseObject;
        Type type = given.GetType();
        bool isResult = type.Assembly.GetName().Name?.StartsWith("DnnBrain.", StringComparison.Ordinal) == true
            && given is not Stimulus
            && !PatternTable.IdNames.Any(name => type.GetProperty(name)?.PropertyType == typeof(string));
        return !isResult ? ToRow(item) : throw new DnnBrainException(
            "InputNotTable",
            ErrorKind.InvalidArgument,
            $"This is of the type {type.Name} ('{given}'), not the row of a table; {taken} are taken. {Advice(given)}".TrimEnd(),
            given);
    }

    private static string Advice(object given) => given switch
    {
        Rdm => "Convert-Rdm, Select-Rdm and Merge-Rdm make other RDMs of RDMs; Invoke-RsaComparison compares them.",
        IPatternSet or ActivationGram => "New-Rdm makes an RDM of it.",
        BrainImage => "Get-BrainPattern takes patterns out of images.",
        _ => "",
    };

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
