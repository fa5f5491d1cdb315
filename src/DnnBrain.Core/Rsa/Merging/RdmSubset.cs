using DnnBrain.Stimuli;

namespace DnnBrain.Rsa.Merging;

/// <summary>Takes some stimuli out of an RDM, in any order.</summary>
public static class RdmSubset
{
    /// <summary>Selects.</summary>
    /// <param name="rdm">The RDM.</param>
    /// <param name="stimulusId">Ids in the order of the result; each is one of the RDM's and occurs once.</param>
    /// <exception cref="DnnBrainException">
    /// An id is not the RDM's (<c>StimulusNotFound</c>) or occurs twice (<c>StimulusDuplicate</c>); fewer than two are left (<c>StimulusTooFew</c>).
    /// </exception>
    public static Rdm Select(Rdm rdm, IReadOnlyList<string> stimulusId)
    {
        ArgumentNullException.ThrowIfNull(rdm);
        ArgumentNullException.ThrowIfNull(stimulusId);
        if (stimulusId.Count < 2)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidArgument, $"{stimulusId.Count} stimuli of '{rdm.Name}' are selected; an RDM needs at least 2.", rdm);
        }

        Dictionary<string, int> position = StimulusIds.Index(rdm.StimulusId, rdm.Name);
        StimulusIds.Index(stimulusId, "the stimuli asked for");
        int[] chosen = [.. stimulusId.Select(id => position.TryGetValue(id, out int i)
            ? i
            : throw new DnnBrainException("StimulusNotFound", ErrorKind.NotFound, $"'{rdm.Name}' has no stimulus '{id}'; it has {string.Join(", ", rdm.StimulusId.Take(5))}{(rdm.StimulusCount > 5 ? ", ..." : "")}.", id))];
        int n = chosen.Length;
        double[] values = new double[(long)n * (n - 1) / 2];
        double[]? evidence = rdm.Evidence is null ? null : new double[values.Length];
        for (int i = 0, pair = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, pair++)
            {
                int from = Rdm.PairIndex(chosen[i], chosen[j], rdm.StimulusCount);
                values[pair] = rdm.Dissimilarity[from];
                if (evidence is not null)
                {
                    evidence[pair] = rdm.Evidence![from];
                }
            }
        }

        var provenance = new Provenance { Operation = "Select-Rdm", Parameters = new Dictionary<string, string> { ["StimulusId"] = string.Join(' ', stimulusId) }, Sources = [rdm.Provenance] };
        return new Rdm(rdm.Name, rdm.Metric, stimulusId, values, provenance) { Source = rdm.Source, Subject = rdm.Subject, Time = rdm.Time, Evidence = evidence };
    }
}
