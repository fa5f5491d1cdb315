using DnnBrain.Rsa.Conditions;

namespace DnnBrain.Rsa.Crossvalidation;

/// <summary>Names the conditions that have no cross-validated dissimilarity.</summary>
internal static class CrossvalidationWarnings
{
    private const int ListedIds = 5;

    /// <summary>One warning for conditions measured in one run only, one for those that hold a NaN, one for other pairs without a value.</summary>
    public static void Tell(string name, ConditionRows rows, double[] distance, IRunObserver observer)
    {
        int n = rows.Condition.Length;
        bool[] single = [.. rows.Rows.Select(list => list.Select(m => m.Run).Distinct().Count() < 2)];
        Tell(name, rows, [.. Enumerable.Range(0, n).Where(i => single[i])], "were measured in one run only", observer);
        int[] empty = [.. Enumerable.Range(0, n).Where(i => !single[i] && Enumerable.Range(0, n).All(j => j == i || double.IsNaN(distance[Rdm.PairIndex(i, j, n)])))];
        Tell(name, rows, single.Count(alone => !alone) > 1 ? empty : [], "hold a NaN or an infinity, or have no rate", observer);

        bool[] named = [.. single];
        Array.ForEach(empty, i => named[i] = true);
        int left = Enumerable.Range(0, n).Where(i => !named[i]).Sum(i => Enumerable.Range(i + 1, n - 1 - i).Count(j => !named[j] && double.IsNaN(distance[Rdm.PairIndex(i, j, n)])));
        if (left > 0)
        {
            observer.Warning($"{left} pairs of conditions of {name} share no unit, or no run, in which both have a value; they are NaN.");
        }
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
