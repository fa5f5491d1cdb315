using System.Text.Json;

namespace DnnBrain.Activations;

/// <summary>All that decides the numbers of an extraction but the content of the stimuli: two equal plans give the same bits.</summary>
public sealed class ExtractionPlan
{
    /// <summary>Makes a plan.</summary>
    /// <param name="provenance">Network, weights, preprocessing, device and parameters; its inputs do not count.</param>
    /// <param name="layers">The layers with their shapes.</param>
    /// <param name="stimulusId">The ids of all stimuli, in order.</param>
    public ExtractionPlan(Provenance provenance, IEnumerable<LayerShape> layers, IEnumerable<string> stimulusId)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        var terms = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ModuleVersion"] = provenance.ModuleVersion,
            ["Model"] = provenance.Model ?? "",
            ["WeightsSha256"] = provenance.WeightsSha256 ?? "",
            ["Preprocessing"] = provenance.Preprocessing ?? "",
            ["Device"] = provenance.Device ?? "",
            ["Seed"] = FormattableString.Invariant($"{provenance.Seed}"),
            ["Shape"] = string.Join(",", layers.Select(layer => layer.ForStimuli(0))),
        };
        foreach ((string name, string value) in provenance.Parameters)
        {
            terms[name] = value;
        }

        Terms = terms;
        StimulusId = Array.AsReadOnly(stimulusId.ToArray());
    }

    private ExtractionPlan(Content content)
    {
        Terms = content.Terms;
        StimulusId = Array.AsReadOnly(content.StimulusId);
    }

    /// <summary>What decides the numbers, by name.</summary>
    public IReadOnlyDictionary<string, string> Terms { get; }

    /// <summary>The ids of all stimuli, in order, those that cannot be read too.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>Writes the plan as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Content(new SortedDictionary<string, string>(Terms.ToDictionary(), StringComparer.Ordinal), [.. StimulusId]));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static ExtractionPlan FromJson(string json) => new(JsonSerializer.Deserialize<Content>(json) ?? throw new JsonException("The plan is empty."));

    /// <summary>The first difference in words; null where there is none.</summary>
    /// <param name="earlier">The plan that was begun.</param>
    /// <param name="answeredOnly">Whether the earlier plan names only the stimuli that could be read.</param>
    public string? DifferenceTo(ExtractionPlan earlier, bool answeredOnly = false)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        foreach (string name in Terms.Keys.Union(earlier.Terms.Keys).Order(StringComparer.Ordinal))
        {
            string before = earlier.Terms.GetValueOrDefault(name, "");
            string now = Terms.GetValueOrDefault(name, "");
            if (before != now)
            {
                return $"{name} was '{before}' and is '{now}'";
            }
        }

        int position = 0;
        foreach (string id in StimulusId)
        {
            if (position < earlier.StimulusId.Count && earlier.StimulusId[position] == id)
            {
                position++;
            }
            else if (!answeredOnly)
            {
                return position < earlier.StimulusId.Count
                    ? $"stimulus {position + 1} was '{earlier.StimulusId[position]}' and is '{id}'"
                    : $"there were {earlier.StimulusId.Count} stimuli and are {StimulusId.Count}";
            }
        }

        return position == earlier.StimulusId.Count ? null : $"stimulus '{earlier.StimulusId[position]}' is not among the {StimulusId.Count} of now, or not in its place";
    }

    private sealed record Content(SortedDictionary<string, string> Terms, string[] StimulusId);
}
