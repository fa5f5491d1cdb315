using System.Text;
using System.Text.RegularExpressions;

namespace DnnBrain.Networks;

/// <summary>Choice of layers by name or path, literally or with wildcards, or by their place in the network.</summary>
/// <remarks>
/// <para>An address is first taken literally, so that <c>blocks[0].attn</c> is itself. Failing that it is a pattern when it has
/// wildcards: <c>*</c>, <c>?</c>, <c>[1-3]</c>, with the backtick as escape. A pattern whose brackets match nothing as a set is
/// tried with the brackets as they stand, so that <c>blocks[0].*</c> finds what it seems to say.</para>
/// <para>An address that is no name may be a place, which <see cref="LayerPosition"/> reads: <c>7</c>, <c>-1</c>, <c>2..5</c>,
/// <c>50%</c>, <c>Last</c>, <c>Top</c>.</para>
/// <para>Case does not matter. Patterns and places mean what is listed as a layer; a literal address reaches every node.</para>
/// </remarks>
public static class LayerPattern
{
    /// <summary>The nodes that any of the addresses means, each once, in the network's order.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="addresses">DNNBrain's names, PyTorch's paths, patterns of either, or places.</param>
    /// <returns>The nodes; none where patterns match nothing.</returns>
    /// <exception cref="DnnBrainException">
    /// A literal address means no node, or a place lies outside the network (<c>LayerNotFound</c>; the message lists what there is).
    /// </exception>
    public static IReadOnlyList<NetworkNode> Select(NetworkGraph graph, IEnumerable<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(addresses);
        var chosen = new SortedDictionary<int, NetworkNode>();
        foreach (NetworkNode node in addresses.SelectMany(address => Find(graph, address)))
        {
            chosen[node.Index] = node;
        }

        return [.. chosen.Values];
    }

    /// <summary>Whether an address has wildcards, so that finding nothing is no error.</summary>
    public static bool HasWildcards(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AsSpan().ContainsAny('*', '?', '[');
    }

    /// <summary>Whether an address may mean several layers, so that one of them may be passed over: a pattern, a range or <c>Top</c>.</summary>
    public static bool MeansSeveral(string address) => HasWildcards(address) || LayerPosition.MeansSeveral(address);

    private static NetworkNode[] Find(NetworkGraph graph, string address)
    {
        NetworkNode? literal = graph.Nodes.FirstOrDefault(node => node.Answers(address));
        if (literal is not null)
        {
            return [literal];
        }

        if (LayerPosition.Find(graph, address) is { } placed)
        {
            return placed;
        }

        if (!HasWildcards(address))
        {
            throw new DnnBrainException(
                "LayerNotFound",
                ErrorKind.NotFound,
                $"There is no layer '{address}'; there are {string.Join(", ", graph.Layers.Select(layer => layer.Name))}. A layer may also be given by its place, such as 3, -1, 2..5, 50%, Last or Top.",
                address);
        }

        NetworkNode[] matches = Match(graph, address, bracketsAreSets: true);
        return matches.Length > 0 ? matches : Match(graph, address, bracketsAreSets: false);
    }

    private static NetworkNode[] Match(NetworkGraph graph, string pattern, bool bracketsAreSets)
    {
        Regex regex = ToRegex(pattern, bracketsAreSets);
        return [.. graph.Layers.Where(layer => layer.Addresses.Any(regex.IsMatch))];
    }

    private static Regex ToRegex(string pattern, bool bracketsAreSets)
    {
        var text = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            int close = c == '[' && bracketsAreSets ? pattern.IndexOf(']', i + 1) : -1;
            if (c == '*')
            {
                text.Append(".*");
            }
            else if (c == '?')
            {
                text.Append('.');
            }
            else if (close > i + 1)
            {
                // Within a set only a range is special, as in PowerShell.
                text.Append('[').Append(Regex.Replace(pattern[(i + 1)..close], @"[\^\[\\]", @"\$0")).Append(']');
                i = close;
            }
            else
            {
                i += c == '`' && i + 1 < pattern.Length ? 1 : 0;
                text.Append(Regex.Escape(pattern[i].ToString()));
            }
        }

        // Without backtracking, so that no pattern takes more than linear time; a set that is none (b-a) matches nothing.
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline;
        try
        {
            return new Regex(text.Append('$').ToString(), Options);
        }
        catch (RegexParseException) when (bracketsAreSets)
        {
            return ToRegex(pattern, bracketsAreSets: false);
        }
    }
}
