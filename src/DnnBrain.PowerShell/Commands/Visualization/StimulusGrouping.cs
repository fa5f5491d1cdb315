using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Which stimuli stand together along a matrix, and under which name.</summary>
internal sealed class StimulusGrouping(IReadOnlyList<Stimulus> stimuli, string property)
{
    /// <summary>Whether rows are grouped at all.</summary>
    public bool IsEmpty => stimuli.Count == 0;

    /// <summary>Puts ids together by group: groups by their first stimulus, within a group as the stimuli are ordered.</summary>
    /// <returns>All the ids and the group of each.</returns>
    /// <exception cref="DnnBrainException">
    /// An id is not among the stimuli (<c>StimulusMismatch</c>), or they do not have the property (<c>PropertyNotFound</c>).
    /// </exception>
    public (string[] Ids, string[] Groups) Order(IReadOnlyList<string> ids, string name)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        // Stimuli that the matrix does not have are no contradiction: they only name rows.
        Stimulus[] used = [.. stimuli.Where(stimulus => wanted.Contains(stimulus.Id))];
        StimulusIds.Align(ids, [.. used.Select(stimulus => stimulus.Id)], name, "-Stimulus");
        (string Id, string Group)[] ordered = [.. used
            .GroupBy(Group, StringComparer.Ordinal)
            .SelectMany(group => group.Select(stimulus => (stimulus.Id, group.Key)))];
        return ([.. ordered.Select(row => row.Id)], [.. ordered.Select(row => row.Group)]);
    }

    private string Group(Stimulus stimulus)
    {
        string? group =
            Is(nameof(Stimulus.Condition)) ? stimulus.Condition
            : Is(nameof(Stimulus.Label)) ? stimulus.Label
            : Convert.ToString(Column(stimulus), System.Globalization.CultureInfo.InvariantCulture);
        return group ?? throw Missing($"stimulus '{stimulus.Id}' has no {property}", stimulus);
    }

    private object? Column(Stimulus stimulus)
    {
        string? column = stimulus.Properties.Keys.FirstOrDefault(Is);
        return column is null ? throw Missing($"stimuli have no property '{property}'", stimulus) : stimulus.Properties[column];
    }

    private DnnBrainException Missing(string problem, Stimulus stimulus)
    {
        IEnumerable<string> available = stimulus.Properties.Keys.Append(nameof(Stimulus.Condition)).Append(nameof(Stimulus.Label));
        return new DnnBrainException("PropertyNotFound", ErrorKind.NotFound, $"Rows cannot be grouped: {problem}; there are {string.Join(", ", available)}.", property);
    }

    private bool Is(string name) => string.Equals(name, property, StringComparison.OrdinalIgnoreCase);
}
