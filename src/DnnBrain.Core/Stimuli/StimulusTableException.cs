namespace DnnBrain.Stimuli;

/// <summary>A stimulus table has a line that cannot be used, or is not a stimulus table.</summary>
public sealed class StimulusTableException : DnnBrainException
{
    /// <summary>Makes the exception; its message names table, line and column.</summary>
    /// <param name="errorId">Permanent PascalCase id.</param>
    /// <param name="kind">The kind of problem.</param>
    /// <param name="table">The file, or a description of the objects.</param>
    /// <param name="line">1-based line; 0 where the whole table is meant.</param>
    /// <param name="column">The column's name; null where the whole line is meant.</param>
    /// <param name="reason">What is wrong and what was expected.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public StimulusTableException(string errorId, ErrorKind kind, string table, int line, string? column, string reason, Exception? inner = null)
        : base(errorId, kind, $"{table}{(line > 0 ? $", line {line}" : "")}{(column is null ? "" : $", column '{column}'")}: {reason}", table, inner)
    {
        Table = table;
        Line = line;
        Column = column;
    }

    /// <summary>The file, or a description of the objects.</summary>
    public string Table { get; }

    /// <summary>1-based line; 0 where the whole table is meant.</summary>
    public int Line { get; }

    /// <summary>The column's name; null where the whole line is meant.</summary>
    public string? Column { get; }
}
