using System.Globalization;

namespace DnnBrain.Rsa.Models;

/// <summary>Makes the RDM that a property of the stimuli predicts.</summary>
public static class ModelRdm
{
    /// <summary>Makes a model RDM.</summary>
    /// <param name="name">The property.</param>
    /// <param name="stimulusId">The stimuli.</param>
    /// <param name="values">Its value for each, as text in the invariant culture; a stimulus without one, empty, has NaN in all its pairs.</param>
    /// <param name="kind">What the values are.</param>
    /// <param name="level">
    /// Ordinal: the levels in ascending order; null for the order of numbers, or of text as people count, where not all are numbers.
    /// </param>
    /// <param name="observer">Told of stimuli without a value.</param>
    /// <exception cref="DnnBrainException">
    /// A value is not a number (<c>ModelValueInvalid</c>) or not one of the levels (<c>ModelLevelNotFound</c>); the lists differ in length
    /// or there are fewer than two stimuli (<c>ShapeMismatch</c>).
    /// </exception>
    public static Rdm Create(
        string name, IReadOnlyList<string> stimulusId, IReadOnlyList<string> values, ModelKind kind, IReadOnlyList<string>? level, IRunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(observer);
        int n = stimulusId.Count;
        if (values.Count != n || n < 2)
        {
            throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"The model '{name}' has {n} stimuli and {values.Count} values; at least 2 of each were expected.", name);
        }

        int[] missing = [.. Enumerable.Range(0, n).Where(i => IsMissing(values[i]))];
        if (missing.Length > 0)
        {
            observer.Warning($"{missing.Length} of {n} stimuli have no {name} ({string.Join(", ", missing.Take(5).Select(i => stimulusId[i]))}{(missing.Length > 5 ? ", ..." : "")}); their pairs are NaN.");
        }

        double[] number = kind switch
        {
            ModelKind.Numeric => [.. values.Select((text, i) => ToNumber(name, stimulusId[i], text))],
            ModelKind.Ordinal => ToLevels(name, stimulusId, values, level),
            _ => ToCategories(values),
        };
        double[] dissimilarity = new double[(long)n * (n - 1) / 2];
        for (int i = 0, pair = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, pair++)
            {
                double difference = Math.Abs(number[i] - number[j]);
                dissimilarity[pair] = kind == ModelKind.Categorical ? Math.Min(difference, 1) : difference;
            }
        }

        var parameters = new Dictionary<string, string> { ["Property"] = name, ["Kind"] = kind.ToString() };
        if (level is not null)
        {
            parameters["Level"] = string.Join(' ', level);
        }

        return new Rdm(name, kind.ToString(), stimulusId, dissimilarity, new Provenance { Operation = "New-ModelRdm", Parameters = parameters });
    }

    /// <summary>Numeric where every value is a number or missing, otherwise Categorical.</summary>
    public static ModelKind Guess(IReadOnlyList<string> values) =>
        values.All(text => IsMissing(text) || TryNumber(text, out _)) && values.Any(text => !IsMissing(text)) ? ModelKind.Numeric : ModelKind.Categorical;

    private static double[] ToCategories(IReadOnlyList<string> values)
    {
        string[] names = [.. values.Distinct(StringComparer.Ordinal)];
        Dictionary<string, int> index = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return [.. values.Select(text => IsMissing(text) ? double.NaN : index[text])];
    }

    private static double[] ToLevels(string name, IReadOnlyList<string> stimulusId, IReadOnlyList<string> values, IReadOnlyList<string>? level)
    {
        string[] present = [.. values.Where(text => !IsMissing(text)).Distinct(StringComparer.Ordinal)];
        string[] order = level is not null ? [.. level]
            : present.All(text => TryNumber(text, out _)) ? [.. present.OrderBy(text => ToNumber(name, "", text))]
            : [.. present.Order(Stimuli.NaturalOrder.Instance)];
        var rank = new Dictionary<string, double>(StringComparer.Ordinal);
        double last = -1;
        foreach (string text in order)
        {
            // 1 and 1.0 are one level.
            string? same = level is null && TryNumber(text, out double number) ? rank.Keys.FirstOrDefault(key => TryNumber(key, out double other) && other == number) : null;
            rank.TryAdd(text, same is null ? ++last : rank[same]);
        }

        return [.. values.Select((text, i) => IsMissing(text) ? double.NaN
            : rank.TryGetValue(text, out double place) ? place
            : throw new DnnBrainException("ModelLevelNotFound", ErrorKind.InvalidData, $"The {name} of stimulus '{stimulusId[i]}' is '{text}'; the levels are {string.Join(", ", order)}.", text))];
    }

    private static double ToNumber(string name, string id, string text) => IsMissing(text) ? double.NaN
        : TryNumber(text, out double number) ? number
        : throw new DnnBrainException("ModelValueInvalid", ErrorKind.InvalidData, $"The {name} of stimulus '{id}' is '{text}', not a number. Categorical and Ordinal take text.", text);

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool IsMissing(string text) => text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase) || text.Equals("NA", StringComparison.OrdinalIgnoreCase);
}
