using System.Globalization;

namespace DnnBrain.Rsa.Partition;

/// <summary>Says which groups can hardly be told apart.</summary>
internal static class PartitionWarnings
{
    // A variance inflation factor of 10.
    private const double CollinearShare = 0.9;

    /// <summary>Warns of predictors that the other groups explain, and of those that the rest of their own group does.</summary>
    /// <param name="design">The groups.</param>
    /// <param name="names">The predictors' names.</param>
    /// <param name="gram">Their products, each of length 1.</param>
    /// <param name="observer">Told.</param>
    public static void Report(PartitionDesign design, IReadOnlyList<string> names, double[] gram, IRunObserver observer)
    {
        for (int g = 0; g < design.Group.Count; g++)
        {
            int group = 1 << g;
            int all = design.SetCount - 1;
            (int worst, double share) = design.Predictors(group)
                .Select(k => (k, Explained(design, gram, k, design.Predictors(all & ~group))))
                .MaxBy(item => item.Item2);
            if (share > CollinearShare)
            {
                string[] others = [.. design.Groups(all & ~group).Where((_, i) => Explained(design, gram, worst, design.Predictors(1 << Number(design, all & ~group, i))) > CollinearShare)];
                others = others.Length > 0 ? others : design.Groups(all & ~group);
                observer.Warning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Group '{design.Group[g]}' can hardly be told from {string.Join(" and ", others.Select(name => $"'{name}'"))}: {100 * share:F1} % of the variance of '{names[worst]}' is a combination of theirs. What they explain is mostly shared, and their unique parts are uncertain."));
            }

            int[] own = design.Predictors(group);
            int[] dependent = [.. own.Where((k, i) => i > 0 && Explained(design, gram, k, own[..i]) > 1 - 1e-10)];
            if (dependent.Length > 0)
            {
                observer.Warning($"In group '{design.Group[g]}', {string.Join(", ", dependent.Select(k => $"'{names[k]}'"))} {(dependent.Length == 1 ? "is a combination" : "are combinations")} of the RDMs before and explain{(dependent.Length == 1 ? "s" : "")} nothing more.");
            }
        }
    }

    private static int Number(PartitionDesign design, int set, int index) =>
        Enumerable.Range(0, design.Group.Count).Where(g => (set >> g & 1) == 1).ElementAt(index);

    private static double Explained(PartitionDesign design, double[] gram, int predictor, int[] by)
    {
        int k = design.PredictorCount;
        var regression = new SubsetRegression(by.Length);
        regression.Take([.. by.SelectMany(i => by.Select(j => gram[(i * k) + j]))], [.. by.Select(i => gram[(i * k) + i])]);
        return regression.Explained([.. by.Select(i => gram[(i * k) + predictor])]) / gram[(predictor * k) + predictor];
    }
}
