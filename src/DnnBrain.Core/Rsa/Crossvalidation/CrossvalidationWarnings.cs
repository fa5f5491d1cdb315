using DnnBrain.Rsa.Conditions;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>Names the conditions that have no cross-validated dissimilarity.</summary>
internal static class CrossvalidationWarnings
{
    private const int ListedIds = 5;

    /// <summary>One warning for conditions measured in one run only, one for those that hold a NaN.</summary>
    public static void Tell(string name, ConditionRows rows, double[] distance, IRunObserver observer)
    {
        int n = rows.Condition.Length;
        bool[] single = [.. rows.Rows.Select(list => list.Select(m => m.Run).Distinct().Count() < 2)];
        Tell(name, rows, [.. Enumerable.Range(0, n).Where(i => single[i])], "were measured in one run only", observer);
        int[] empty = [.. Enumerable.Range(0, n).Where(i => !single[i] && Enumerable.Range(0, n).All(j => j == i || double.IsNaN(distance[Rdm.PairIndex(i, j, n)])))];
        Tell(name, rows, single.Count(alone => !alone) > 1 ? empty : [], "hold a NaN or an infinity, or have no rate", observer);
    }

    private static void Tell(string name, ConditionRows rows, int[] conditions, string reason, IRunObserver observer)
    {
        if (conditions.Length > 0)
        {
            string list = string.Join(", ", conditions.Take(ListedIds).Select(i => rows.Condition[i])) + (conditions.Length > ListedIds ? ", ..." : "");
            observer.Warning($"{conditions.Length} of {rows.Condition.Length} conditions of {name} {reason} ({list}); their pairs are NaN.");
        }
    }
}
