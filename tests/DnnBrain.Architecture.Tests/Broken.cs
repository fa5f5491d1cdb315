using Xunit;

namespace DnnBrain.Architecture;

/// <summary>Asserts that a rule is broken nowhere, and lists in full where it is: xunit would cut the lines short.</summary>
internal static class Broken
{
    public static void None(IEnumerable<string?> places)
    {
        string list = string.Join('\n', places.Distinct().Order(StringComparer.Ordinal));
        Assert.True(list.Length == 0, list);
    }
}
