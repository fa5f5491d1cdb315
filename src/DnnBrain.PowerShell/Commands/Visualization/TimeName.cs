using System.Globalization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Names of regions at a time: <c>V1:3</c>, <c>MEG:0.12</c>.</summary>
internal static class TimeName
{
    /// <summary>Takes a name apart.</summary>
    public static bool TryParse(string name, out string region, out double time)
    {
        int colon = name.LastIndexOf(':');
        time = 0;
        region = colon > 0 ? name[..colon] : name;
        return colon > 0 && double.TryParse(
            name.AsSpan(colon + 1), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out time);
    }

    /// <summary>The first and last time of each run of marked times.</summary>
    public static IEnumerable<(double Start, double End)> Stretches(IReadOnlyList<bool> marked, IReadOnlyList<double> times)
    {
        for (int first = 0; first < marked.Count; first++)
        {
            if (!marked[first])
            {
                continue;
            }

            int last = first;
            while (last + 1 < marked.Count && marked[last + 1])
            {
                last++;
            }

            yield return (times[first], times[last]);
            first = last;
        }
    }
}
