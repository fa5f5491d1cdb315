namespace DnnBrain.Rsa.Conditions;

/// <summary>Which columns of a table mean what.</summary>
public sealed record PatternTableOptions
{
    /// <summary>What the table is called, for messages and as the name of its RDM.</summary>
    public string Name { get; init; } = "table";

    /// <summary>The columns that are units, in order; null for all numeric columns that mean nothing else.</summary>
    public IReadOnlyList<string>? Property { get; init; }

    /// <summary>The column of ids; null for Id, stimID or StimulusId, and for numbers of rows where conditions are given.</summary>
    public string? Id { get; init; }

    /// <summary>The column of conditions; null where each row is one.</summary>
    public string? Condition { get; init; }

    /// <summary>The column of runs; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// Columns whose values part the table: one set a combination. A column Subject names the subject, a column Time is the time in
    /// seconds.
    /// </summary>
    public IReadOnlyList<string> By { get; init; } = [];
}
