namespace DnnBrain.Networks;

/// <summary>Whether weights are those of a network.</summary>
internal static class ParameterCheck
{
    private const int Listed = 5;

    /// <summary>Throws unless names and shapes are exactly the network's.</summary>
    /// <returns>The names that the network leaves out, as it said it would.</returns>
    /// <exception cref="DnnBrainException">They are not (<c>WeightsMismatch</c>); the message names the parameters and both shapes.</exception>
    public static IReadOnlyList<string> Require(NetworkDefinition definition, IParameterSource weights)
    {
        Dictionary<string, TensorShape> expected = definition.Graph.Parameters.ToDictionary(p => p.Name, p => p.Parameter.Shape, StringComparer.Ordinal);
        IEnumerable<string> missing = expected.Where(p => !weights.Shapes.ContainsKey(p.Key)).Select(p => $"{p.Key} ({p.Value})");
        ILookup<bool, string> others = weights.Shapes.Keys
            .Where(name => !expected.ContainsKey(name))
            .ToLookup(name => definition.UnusedWeights.Any(unused => name.StartsWith(unused, StringComparison.Ordinal)));
        IEnumerable<string> extra = others[false].Select(name => $"{name} ({weights.Shapes[name]})");
        IEnumerable<string> misshapen = expected
            .Where(p => weights.Shapes.TryGetValue(p.Key, out TensorShape? shape) && !shape.Equals(p.Value))
            .Select(p => $"{p.Key} is {weights.Shapes[p.Key]} and should be {p.Value}");
        string problems = List(" Missing: ", missing) + List(" Not of this network: ", extra) + List(" Misshapen: ", misshapen);
        if (problems.Length > 0)
        {
            throw new DnnBrainException("WeightsMismatch", ErrorKind.InvalidData, $"'{weights.Name}' does not hold the weights of {definition.Name}.{problems}", weights.Name);
        }

        return [.. others[true]];
    }

    private static string List(string title, IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        string more = all.Length > Listed ? $", and {all.Length - Listed} more" : "";
        return all.Length == 0 ? "" : $"{title}{string.Join(", ", all.Take(Listed))}{more}.";
    }
}
