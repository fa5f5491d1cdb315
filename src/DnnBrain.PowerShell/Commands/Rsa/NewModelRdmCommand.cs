using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Models;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Makes the RDM that a property of the stimuli predicts: a category, an order or a number.</summary>
[Cmdlet(VerbsCommon.New, "ModelRdm")]
[OutputType(typeof(Rdm))]
public sealed class NewModelRdmCommand : TableCommand
{
    /// <summary>Takes stimuli and rows.</summary>
    public NewModelRdmCommand()
        : base("stimuli, and rows such as those of Import-Csv")
    {
    }

    /// <summary>The properties; one RDM each.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [];

    /// <summary>What its values are.</summary>
    [Parameter(Position = 1)]
    public ModelKind? Kind { get; set; }

    /// <summary>The levels of an ordinal property, in ascending order.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Level { get; set; }

    /// <summary>The column of ids.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <inheritdoc/>
    protected override void Process(PatternTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        IReadOnlyList<string> ids = Require(() => table.Ids(Id));
        foreach (string property in Require(() => NamePattern.Select(Property, table.Columns, "ColumnNotFound", "property")))
        {
            TryItem(property, () =>
            {
                IReadOnlyList<string> values = table.Texts(property);
                ModelKind kind = Kind ?? (Level is null ? ModelRdm.Guess(values) : ModelKind.Ordinal);
                WriteObject(RunForItem((observer, _) => ModelRdm.Create(property, ids, values, kind, kind == ModelKind.Ordinal ? Level : null, observer)));
            });
        }
    }
}
