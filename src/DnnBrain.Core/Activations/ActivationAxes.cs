namespace DnnBrain.Activations;

/// <summary>
/// What the axes of an activation are, from the slowest to the fastest. The first is the one that <c>-Channel</c> picks from;
/// the others are positions, which pooling turns into one number.
/// </summary>
/// <param name="Channel">The channel axis.</param>
/// <param name="Row">The row axis.</param>
/// <param name="Column">The column axis; null where a position is one number, as a token's is: the activation then has one column.</param>
public sealed record ActivationAxes(string Channel, string Row, string? Column)
{
    /// <summary>Channel, row, column: maps, and vectors with one row and one column.</summary>
    public static ActivationAxes Map { get; } = new("channel", "row", "column");

    /// <summary>Feature, token: what transformers hand from layer to layer.</summary>
    public static ActivationAxes Tokens { get; } = new("feature", "token", null);

    /// <summary>Head, query token, key token: how much a query attends to a key.</summary>
    public static ActivationAxes Attention { get; } = new("head", "query", "key");

    /// <summary>Reads names with commas between them.</summary>
    /// <returns>Null where there are not two or three names.</returns>
    public static ActivationAxes? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Length is 2 or 3 && !names.Contains("") ? new ActivationAxes(names[0], names[1], names.ElementAtOrDefault(2)) : null;
    }

    /// <summary>The names with commas between them: <c>channel,row,column</c>.</summary>
    public override string ToString() => Column is null ? $"{Channel},{Row}" : $"{Channel},{Row},{Column}";
}
