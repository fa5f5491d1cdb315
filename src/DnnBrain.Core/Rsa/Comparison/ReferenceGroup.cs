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
            string list = string.Join(", ", single.Take(ListedRegions)) + (single.Length > ListedRegions ? $" and {single.Length - ListedRegions} more" : "");
            observer.Warning($"One subject only in {list}: {consequence}.");
        }

        return single.Length;
    }

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
