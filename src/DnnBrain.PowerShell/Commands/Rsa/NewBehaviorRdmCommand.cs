using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Models;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Makes RDMs from what people judged: ratings of pairs, odd ones out, arrangements.</summary>
[Cmdlet(VerbsCommon.New, "BehaviorRdm")]
[OutputType(typeof(Rdm))]
public sealed class NewBehaviorRdmCommand : TableCommand
{
    private static readonly Dictionary<BehaviorTask, string[]> s_columns = new()
    {
        [BehaviorTask.PairRating] = ["First", "Second", "Rating"],
        [BehaviorTask.OddOneOut] = ["First", "Second", "Third", "Odd"],
        [BehaviorTask.Arrangement] = ["Trial", "Id", "X", "Y"],
    };

    /// <summary>Takes rows.</summary>
    public NewBehaviorRdmCommand()
        : base("rows such as those of Import-Csv")
    {
    }

    /// <summary>What people did.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public BehaviorTask Task { get; set; }

    /// <summary>The columns, in the order of the task.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>The column of subjects; one RDM each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    /// <summary>Ratings are of similarity.</summary>
    [Parameter]
    public SwitchParameter Similarity { get; set; }

    /// <summary>The end of the scale of similarity.</summary>
    [Parameter]
    public double? Largest { get; set; }

    /// <summary>What the RDMs are called.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "behavior";

    /// <inheritdoc/>
    protected override void Process(PatternTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string[] columns = Property ?? s_columns[Task];
        if (columns.Length != s_columns[Task].Length)
        {
            Require<object>(() => throw new DnnBrainException("ColumnMissing", ErrorKind.InvalidArgument, $"{Task} takes {s_columns[Task].Length} columns, as {string.Join(", ", s_columns[Task])}; {columns.Length} were named.", columns));
        }

        IReadOnlyList<string>? subjects = By is null ? null : Require(() => table.Texts(By));
        foreach (IGrouping<string, int> rows in Enumerable.Range(0, table.RowCount).GroupBy(row => subjects?[row] ?? "", StringComparer.Ordinal))
        {
            TryItem(rows.Key, () =>
            {
                Rdm rdm = RunForItem((observer, token) => Create(table.Of(rows), columns, observer, token));
                WriteObject(By is null ? rdm : new Rdm(rdm.Name, rdm.Metric, rdm.StimulusId, rdm.AsSpan().ToArray(), rdm.Provenance) { Subject = rows.Key, Evidence = rdm.Evidence });
            });
        }
    }

    private Rdm Create(PatternTable table, string[] columns, IRunObserver observer, CancellationToken token)
    {
        IReadOnlyList<string> first = table.Texts(columns[0]);
        IReadOnlyList<string> second = table.Texts(columns[1]);
        if (Task == BehaviorTask.PairRating)
        {
            IReadOnlyList<double> rating = table.Numbers(columns[2]);
            return BehaviorRdm.FromPairRatings(Name, [.. first.Select((a, i) => (a, second[i], rating[i]))], Similarity, Largest);
        }

        if (Task == BehaviorTask.OddOneOut)
        {
            IReadOnlyList<string> third = table.Texts(columns[2]);
            IReadOnlyList<string> odd = table.Texts(columns[3]);
            return BehaviorRdm.FromOddOneOut(Name, [.. first.Select((a, i) => (a, second[i], third[i], odd[i]))]);
        }

        IReadOnlyList<double> x = table.Numbers(columns[2]);
        IReadOnlyList<double> y = table.Numbers(columns[3]);
        return BehaviorRdm.FromArrangements(
            Name,
            [.. Enumerable.Range(0, first.Count).GroupBy(i => first[i], StringComparer.Ordinal).Select(trial => trial.Select(i => (second[i], x[i], y[i])).ToArray())],
            observer,
            token);
    }
}
