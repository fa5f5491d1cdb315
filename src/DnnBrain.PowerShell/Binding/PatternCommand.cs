using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Activations.Epochs;
using DnnBrain.Rsa.Conditions;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A cmdlet that takes patterns, or the rows of a table, with the conditions and runs of their rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PatternCommand : DesignCommand
{
    private readonly List<IReadOnlyDictionary<string, object?>> _rows = [];
    private PatternDesign? _design;

    // An activation that is parted is held whole up to half of this, where there is no limit.
    private const long UsualBytes = 2L << 30;

    /// <summary>Activations, brain patterns, epochs, or the rows of a table.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The columns of a table that are units.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TableColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>What the patterns are parted by.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TableColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] By { get; set; } = [];

    /// <summary>The first and the last time of epochs that are taken, in seconds.</summary>
    [Parameter]
    [ValidateCount(2, 2)]
    public double[]? TimeWindow { get; set; }

    /// <summary>The width of a bin of time in seconds.</summary>
    [Parameter]
    public double? BinWidth { get; set; }

    /// <summary>From the beginning of a bin to that of the next, in seconds.</summary>
    [Parameter]
    public double? BinStep { get; set; }

    /// <summary>What the units of a bin are.</summary>
    [Parameter]
    public TimeBinContent BinContent { get; set; } = TimeBinContent.Mean;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _design = Require(() => Stimulus is not null && !HasConditions ? throw ConditionMissing() : ReadDesign());
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
        {
            if (item.BaseObject is IPatternSet patterns)
            {
                TryItem(patterns, () => ProcessSet(patterns));
            }
            else if (item.BaseObject is ActivationGram gram)
            {
                TryItem(gram, () =>
                {
                    RefuseTime(gram.Layer);
                    Process(gram, _design);
                });
            }
            else
            {
                TryItem(item, () => _rows.Add(RowObject.ToRowOfTable(item, "activations, brain patterns, epochs, Gram matrices, and rows such as those of Import-Csv")));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        IReadOnlyList<TablePatterns> sets = Require(() =>
        {
            RefuseTime("the table");
            var table = new PatternTable(_rows);
            string[]? property = Property is null ? null : NamePattern.Select(Property, table.Columns, "ColumnNotFound", "column");
            return table.ToPatterns(new PatternTableOptions { Property = property, Id = Id, Condition = Condition, Run = Run, By = By }, WriteWarning);
        });
        foreach (TablePatterns set in sets)
        {
            TryItem(set.Name, () => Process(set, set.Design));
        }
    }

    /// <summary>Works on one set of patterns.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="design">Conditions and runs of its rows; null where each row is a condition.</param>
    protected abstract void Process(IPatternSet patterns, PatternDesign? design);

    /// <summary>Works on one Gram matrix.</summary>
    /// <param name="gram">The products of a layer's answers.</param>
    /// <param name="design">Conditions and runs; null where each row is a condition.</param>
    protected abstract void Process(ActivationGram gram, PatternDesign? design);

    /// <summary>Works on epochs: bin by bin, unless a cmdlet knows better.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="design">Conditions and runs of the trials; null where each trial is a condition.</param>
    /// <param name="bins">How the time axis is cut.</param>
    protected virtual void Process(IEpochSet epochs, PatternDesign? design, TimeBinOptions bins)
    {
        foreach (IPatternSet bin in TimeBins.Split(epochs, bins))
        {
            TryItem(bin.Name, () => Process(bin, design));
        }
    }

    /// <summary>What is said where windows and bins of time meet something else than epochs.</summary>
    protected static DnnBrainException TimeAxisMissing(string name) => new(
        "TimeAxisMissing",
        ErrorKind.InvalidArgument,
        $"'{name}' has no time axis; windows and bins of time are for epochs, as Import-BrainEpoch gives them. The rows of a table are parted by -By Time.",
        name);

    private void ProcessSet(IPatternSet patterns)
    {
        if (patterns is IEpochSet epochs)
        {
            if (By.FirstOrDefault(axis => !s_oneEach.Contains(axis, StringComparer.OrdinalIgnoreCase) && !axis.Equals("Time", StringComparison.OrdinalIgnoreCase)) is { } other)
            {
                throw new DnnBrainException("AxisNotFound", ErrorKind.NotFound, $"'{patterns.Name}' cannot be parted by '{other}'. Epochs are parted by time; Import-BrainEpoch picks sensors.", other);
            }

            Process(epochs, _design ?? DesignOf(epochs), new TimeBinOptions { Start = TimeWindow?[0], End = TimeWindow?[1], Width = BinWidth, Step = BinStep, Content = BinContent });
            return;
        }

        RefuseTime(patterns.Name);
        if (_design is null && HasConditions)
        {
            throw StimulusRequired($"The patterns of '{patterns.Name}'", patterns);
        }

        IReadOnlyList<IPatternSet> parts = [patterns];
        foreach (string axis in By.Where(axis => !s_oneEach.Contains(axis, StringComparer.OrdinalIgnoreCase)))
        {
            parts = patterns is Activation activation && By.Length == 1
                ? RunForItem((_, _) => ActivationParts.Split(activation, axis, Memory.Room(UsualBytes) / 2))
                : throw new DnnBrainException(
                    "AxisNotFound",
                    ErrorKind.NotFound,
                    $"'{patterns.Name}' cannot be parted by '{string.Join(", ", By)}'. An activation is parted by {string.Join(" or ", ActivationParts.Axes)}, a table by its columns.",
                    axis);
        }

        foreach (IPatternSet part in parts)
        {
            TryItem(part, () => Process(part, _design));
        }
    }

    private void RefuseTime(string name)
    {
        if (TimeWindow is not null || BinWidth is not null || BinStep is not null || MyInvocation.BoundParameters.ContainsKey(nameof(BinContent)))
        {
            throw TimeAxisMissing(name);
        }
    }

    // Epochs may bring the conditions and runs of their trials along.
    private PatternDesign? DesignOf(IEpochSet epochs) => !HasConditions
        ? null
        : new PatternDesign(
            epochs.StimulusId,
            Condition is null ? [.. epochs.StimulusId.Select(_ => "all")] : Descriptor(epochs, Condition),
            Run is null ? null : Descriptor(epochs, Run));

    private static IReadOnlyList<string> Descriptor(IEpochSet epochs, string name) => epochs.Descriptor.TryGetValue(name, out IReadOnlyList<string>? texts)
        ? texts
        : throw new DnnBrainException(
            "ColumnNotFound",
            ErrorKind.NotFound,
            $"The trials of '{epochs.Name}' have no '{name}'; they have {(epochs.Descriptor.Count == 0 ? "nothing but ids" : string.Join(", ", epochs.Descriptor.Keys))}. -Stimulus takes a table of trials.",
            epochs);

    // What comes as one object each anyway.
    private static readonly string[] s_oneEach = ["Layer", "Region", "Roi", "Subject"];
}
