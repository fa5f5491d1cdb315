namespace DnnBrain.Rsa.Comparison;

/// <summary>The RDMs of one region, one a subject.</summary>
/// <param name="Region">The RDMs' name.</param>
/// <param name="Subject">The subjects; empty text where the one RDM names none.</param>
/// <param name="Index">Where each subject's RDM stands in the list of references.</param>
internal sealed record ReferenceGroup(string Region, IReadOnlyList<string> Subject, IReadOnlyList<int> Index)
{
    private const int ListedRegions = 5;

    /// <summary>Groups by name, in order of first appearance.</summary>
    /// <exception cref="DnnBrainException">A region has two RDMs of one subject (<c>ReferenceDuplicate</c>).</exception>
    public static IReadOnlyList<ReferenceGroup> FromRdms(IReadOnlyList<Rdm> references)
    {
        return [.. references
            .Select((rdm, index) => (rdm.Name, Subject: rdm.Subject ?? "", Index: index))
            .GroupBy(item => item.Name, StringComparer.Ordinal)
            .Select(region =>
            {
                foreach (IGrouping<string, (string Name, string Subject, int Index)> subject in region.GroupBy(item => item.Subject, StringComparer.Ordinal))
                {
                    ThrowIfTwice(region.Key, subject.Key, subject.Count());
                }

                return new ReferenceGroup(region.Key, [.. region.Select(item => item.Subject)], [.. region.Select(item => item.Index)]);
            })];
    }

    /// <summary>Warns of regions with one subject.</summary>
    /// <param name="groups">The regions; one may be there several times.</param>
    /// <param name="observer">Told of them.</param>
    /// <param name="consequence">What they lack, for example <c>no noise ceiling</c>.</param>
    /// <returns>The number of regions.</returns>
    public static int WarnOfSingle(IEnumerable<ReferenceGroup> groups, IRunObserver observer, string consequence) =>
        WarnOfSingle(groups.Select(group => (group.Region, group.Subject)), observer, consequence);

    /// <inheritdoc cref="WarnOfSingle(IEnumerable{ReferenceGroup}, IRunObserver, string)"/>
    public static int WarnOfSingle(IEnumerable<(string Region, IReadOnlyList<string> Subject)> groups, IRunObserver observer, string consequence)
    {
        string[] single = [.. groups.Where(group => group.Subject.Count == 1).Select(group => group.Region).Distinct(StringComparer.Ordinal)];
        if (single.Length > 0)
        {
            observer.Warning($"One subject only in {List(single)}: {consequence}.");
        }

        return single.Length;
    }

    /// <summary>Warns of regions whose subjects have nothing in common where they are pooled: a bound of their ceiling is no number.</summary>
    /// <param name="regions">Regions with their bounds; one may be there several times.</param>
    /// <param name="observer">Told of them.</param>
    public static void WarnOfCancelled(IEnumerable<(string Region, int SubjectCount, double Lower, double Upper)> regions, IRunObserver observer)
    {
        string[] cancelled = [.. regions
            .Where(region => region.SubjectCount > 1 && (double.IsNaN(region.Lower) || double.IsNaN(region.Upper)))
            .Select(region => region.Region)
            .Distinct(StringComparer.Ordinal)];
        if (cancelled.Length > 0)
        {
            observer.Warning($"The pooled RDMs of subjects in {List(cancelled)} are constant, as subjects cancel out: the noise ceiling lacks a bound.");
        }
    }

    private static string List(string[] regions) =>
        string.Join(", ", regions.Take(ListedRegions)) + (regions.Length > ListedRegions ? $" and {regions.Length - ListedRegions} more" : "");

    private static void ThrowIfTwice(string region, string subject, int count)
    {
        if (count > 1)
        {
            throw new DnnBrainException(
                "ReferenceDuplicate",
                ErrorKind.InvalidData,
                subject.Length == 0
                    ? $"Region '{region}' has {count} reference RDMs that name no subject. RDMs of one region are told apart by their Subject."
                    : $"Region '{region}' has {count} reference RDMs of subject '{subject}'; each subject may have one.",
                region);
        }
    }
}
