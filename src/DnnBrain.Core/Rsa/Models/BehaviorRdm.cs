using DnnBrain.Rsa.Merging;

namespace DnnBrain.Rsa.Models;

/// <summary>
/// Makes RDMs from judgements of similarity. A pair that nobody judged is NaN; <see cref="Rdm.Evidence"/> says what each pair rests on.
/// </summary>
public static class BehaviorRdm
{
    /// <summary>The mean rating of each pair, in either order.</summary>
    /// <param name="name">What the RDM is called.</param>
    /// <param name="pairs">Two different stimuli and a rating; one that is NaN is left out.</param>
    /// <param name="isSimilarity">
    /// Whether large ratings mean alike: the dissimilarity is then <paramref name="largest"/> minus the mean rating.
    /// </param>
    /// <param name="largest">The end of the scale of similarity; null for the largest rating.</param>
    /// <exception cref="DnnBrainException">
    /// A stimulus is rated against itself (<c>TrialInvalid</c>); fewer than two stimuli (<c>ShapeMismatch</c>).
    /// </exception>
    public static Rdm FromPairRatings(string name, IReadOnlyList<(string First, string Second, double Rating)> pairs, bool isSimilarity = false, double? largest = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var sums = new PairSums([.. pairs.SelectMany(pair => new[] { pair.First, pair.Second })], name);
        for (int trial = 0; trial < pairs.Count; trial++)
        {
            sums.Require(trial, pairs[trial].First, pairs[trial].Second);
            if (!double.IsNaN(pairs[trial].Rating))
            {
                sums.Add(pairs[trial].First, pairs[trial].Second, pairs[trial].Rating);
            }
        }

        double top = !isSimilarity ? 0 : largest ?? pairs.Where(pair => !double.IsNaN(pair.Rating)).Select(pair => pair.Rating).DefaultIfEmpty().Max();
        return sums.ToRdm("PairRating", mean => isSimilarity ? top - mean : mean, Parameters(("Similarity", $"{isSimilarity}")));
    }

    /// <summary>
    /// One minus the share of the trials with both stimuli in which the third was picked: Hebart, Zheng, Pereira, Baker 2020, Nat Hum Behav
    /// 4.
    /// </summary>
    /// <param name="name">What the RDM is called.</param>
    /// <param name="trials">Three different stimuli and which of them was the odd one.</param>
    /// <exception cref="DnnBrainException">
    /// Three stimuli are not different, or the odd one is not among them (<c>TrialInvalid</c>); fewer than two stimuli (<c>ShapeMismatch</c>).
    /// </exception>
    public static Rdm FromOddOneOut(string name, IReadOnlyList<(string First, string Second, string Third, string Odd)> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var sums = new PairSums([.. trials.SelectMany(trial => new[] { trial.First, trial.Second, trial.Third })], name);
        for (int t = 0; t < trials.Count; t++)
        {
            (string a, string b, string c, string odd) = trials[t];
            sums.Require(t, a, b);
            sums.Require(t, a, c);
            sums.Require(t, b, c);
            if (odd != a && odd != b && odd != c)
            {
                throw new DnnBrainException("TrialInvalid", ErrorKind.InvalidData, $"Trial {t + 1} of '{name}': the odd one '{odd}' is none of {a}, {b}, {c}.", odd);
            }

            sums.Add(a, b, odd == c ? 0 : 1);
            sums.Add(a, c, odd == b ? 0 : 1);
            sums.Add(b, c, odd == a ? 0 : 1);
        }

        return sums.ToRdm("OddOneOut", mean => mean, Parameters());
    }

    /// <summary>
    /// The inverse of multidimensional scaling over several arrangements of subsets: Kriegeskorte and Mur 2012, Front Psychol 3. Distances
    /// on the surface are rescaled arrangement by arrangement and averaged, large ones weighing more.
    /// </summary>
    /// <param name="name">What the RDM is called.</param>
    /// <param name="arrangements">Each of two stimuli or more, with their places in any unit.</param>
    /// <param name="observer">Told of pairs that were never arranged together.</param>
    /// <param name="token">Stops the computation.</param>
    /// <returns>
    /// Dissimilarities without a unit. Distances of each arrangement are divided by their largest first, so that the weights do not depend
    /// on the unit of the surface.
    /// </returns>
    /// <exception cref="DnnBrainException">
    /// An arrangement has fewer than two stimuli or all in one place (<c>TrialInvalid</c>); one stimulus twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static Rdm FromArrangements(
        string name, IReadOnlyList<IReadOnlyList<(string StimulusId, double X, double Y)>> arrangements, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(arrangements);
        Rdm[] parts = [.. arrangements.Select((items, trial) => FromArrangement(name, trial, items))];
        Rdm merged = RdmMerger.Merge(parts, new MergeOptions { Method = MergeMethod.Rescale, Weight = MergeWeight.Evidence }, observer, token);
        return new Rdm(name, "Arrangement", merged.StimulusId, merged.AsSpan().ToArray(), PairSums.Provenance("Arrangement", Parameters(("Trials", FormattableString.Invariant($"{parts.Length}")))))
        {
            Evidence = merged.Evidence,
        };
    }

    private static Rdm FromArrangement(string name, int trial, IReadOnlyList<(string StimulusId, double X, double Y)> items)
    {
        int n = items.Count;
        double[] distance = new double[(long)n * (n - 1) / 2];
        for (int i = 0, pair = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, pair++)
            {
                distance[pair] = Math.Sqrt(Math.Pow(items[i].X - items[j].X, 2) + Math.Pow(items[i].Y - items[j].Y, 2));
            }
        }

        double largest = distance.Length == 0 ? 0 : distance.Max();
        return largest > 0 && double.IsFinite(largest)
            ? new Rdm(name, "Arrangement", items.Select(item => item.StimulusId), [.. distance.Select(d => d / largest)], new Provenance { Operation = "Arrangement" })
            : throw new DnnBrainException("TrialInvalid", ErrorKind.InvalidData, $"Arrangement {trial + 1} of '{name}' has {n} stimuli and no two places that differ; it says nothing.", trial);
    }

    private static Dictionary<string, string> Parameters(params (string Name, string Value)[] parameters) => parameters.ToDictionary(p => p.Name, p => p.Value);
}
