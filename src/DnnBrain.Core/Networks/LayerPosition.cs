using System.Globalization;
using System.Text.RegularExpressions;

namespace DnnBrain.Networks;

/// <summary>Choice of layers by where they stand in the network's list of layers.</summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>7</c> is the seventh layer, <c>-1</c> the last, <c>-2</c> the one before it.</item>
/// <item><c>2..5</c> and <c>-3..-1</c> are all from the one to the other, in either order.</item>
/// <item><c>50%</c> is the first layer at which half of the layers have been passed: number ⌈p · n / 100⌉ of n, at least 1.</item>
/// <item><see cref="Last"/> is the last.</item>
/// <item><see cref="Top"/> is what Net2Brain extracts by default under the name of top level: the layers that have a module
/// path in which no number is followed by a dot. Of a ResNet these are <c>conv1</c> to <c>maxpool</c>, the ends of <c>layer1</c> to
/// <c>layer4</c>, <c>avgpool</c> and <c>fc</c>; of AlexNet, which has no blocks, all layers. A layer that is no module of
/// PyTorch's is judged by its name.</item>
/// </list>
/// </remarks>
public static partial class LayerPosition
{
    /// <summary>The word for the last layer.</summary>
    public const string Last = "Last";

    /// <summary>The word for the layers of the top level.</summary>
    public const string Top = "Top";

    /// <summary>The layers at a place.</summary>
    /// <returns>The layers in the network's order; null where the address is no place.</returns>
    /// <exception cref="DnnBrainException">The place lies outside the network (<c>LayerNotFound</c>).</exception>
    internal static NetworkNode[]? Find(NetworkGraph graph, string address)
    {
        if (address.Equals(Top, StringComparison.OrdinalIgnoreCase))
        {
            return [.. graph.Layers.Where(IsTop)];
        }

        string place = address.Equals(Last, StringComparison.OrdinalIgnoreCase) ? "-1" : address;
        Match match = Place().Match(place);
        if (!match.Success)
        {
            return null;
        }

        NetworkNode[] layers = [.. graph.Layers];
        if (match.Groups["percent"].Success)
        {
            double percent = double.Parse(match.Groups["percent"].ValueSpan, CultureInfo.InvariantCulture);
            return percent <= 100 && layers.Length > 0
                ? [layers[Math.Max(1, (int)Math.Ceiling(percent * layers.Length / 100)) - 1]]
                : throw Outside(address, "a depth of 0% to 100%");
        }

        int from = Index(match.Groups["from"].ValueSpan, layers.Length, address);
        int to = match.Groups["to"].Success ? Index(match.Groups["to"].ValueSpan, layers.Length, address) : from;
        return layers[Math.Min(from, to)..(Math.Max(from, to) + 1)];
    }

    /// <summary>Whether an address is a place that may mean several layers.</summary>
    internal static bool MeansSeveral(string address) =>
        address.Equals(Top, StringComparison.OrdinalIgnoreCase) || Place().Match(address).Groups["to"].Success;

    private static bool IsTop(NetworkNode layer)
    {
        IEnumerable<string> paths = layer.Path is null ? layer.Aliases : layer.Aliases.Prepend(layer.Path);
        return paths.DefaultIfEmpty(layer.Name).Any(path => !NumberThenDot().IsMatch(path));
    }

    private static int Index(ReadOnlySpan<char> text, int count, string address)
    {
        bool read = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int place);
        return read && place != 0 && Math.Abs((long)place) <= count
            ? place > 0 ? place - 1 : count + place
            : throw Outside(address, $"1 to {count} from the beginning, or -1 to -{count} from the end");
    }

    private static DnnBrainException Outside(string address, string expected) =>
        new("LayerNotFound", ErrorKind.NotFound, $"There is no layer at '{address}'; {expected} was expected.", address);

    [GeneratedRegex(@"^(?:(?<percent>\d{1,9}(?:\.\d{1,9})?)%|(?<from>-?\d+)(?:\.\.(?<to>-?\d+))?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\d\.", RegexOptions.CultureInvariant)]
    private static partial Regex NumberThenDot();
}
