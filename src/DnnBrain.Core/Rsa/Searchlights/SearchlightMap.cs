using System.Globalization;
using DnnBrain.Activations;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>How similar ONE model RDM is to the patterns around each centre, in ONE subject.</summary>
public sealed class SearchlightMap
{
    internal SearchlightMap(Rdm model, IPatternSet patterns, SearchlightOptions options, IUnitSpace centers, double[] similarity, Provenance provenance)
    {
        Name = model.Name;
        Source = model.Source;
        Region = patterns.Name;
        Subject = patterns.Subject;
        Metric = options.Metric.Name;
        Method = options.Method.Name;
        IsSigned = options.Method.IsSigned;
        CenterSpace = centers;
        Provenance = provenance;
        Similarity = Array.AsReadOnly(similarity);
        Maximum = Mean = double.NaN;
        double sum = 0;
        foreach (double value in similarity)
        {
            if (!double.IsNaN(value))
            {
                ScoredCount++;
                sum += value;
                Maximum = value <= Maximum ? Maximum : value;
            }
        }

        Mean = ScoredCount == 0 ? double.NaN : sum / ScoredCount;
    }

    /// <summary>The model RDM's name: a layer.</summary>
    public string Name { get; }

    /// <summary>Where the model RDM comes from.</summary>
    public string Source { get; }

    /// <summary>What the patterns belong to: the mask's name.</summary>
    public string Region { get; }

    /// <summary>The subject; null where it is not known.</summary>
    public string? Subject { get; }

    /// <summary>The dissimilarity of patterns.</summary>
    public string Metric { get; }

    /// <summary>The similarity of RDMs.</summary>
    public string Method { get; }

    /// <summary>Whether a similarity of 0 means no relation; without that there is nothing to test subjects against.</summary>
    public bool IsSigned { get; }

    /// <summary>Where the centres lie, in the order of <see cref="Similarity"/>.</summary>
    public IUnitSpace CenterSpace { get; }

    /// <summary>The number of centres.</summary>
    public int CenterCount => Similarity.Count;

    /// <summary>The number of centres that have a value.</summary>
    public int ScoredCount { get; }

    /// <summary>
    /// One signed similarity a centre. NaN where a pattern around it is constant or holds a NaN, and where all pairs are equally
    /// dissimilar.
    /// </summary>
    public IReadOnlyList<double> Similarity { get; }

    /// <summary>The largest similarity.</summary>
    public double Maximum { get; }

    /// <summary>The mean of all similarities there are.</summary>
    public double Mean { get; }

    /// <summary>How the map was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>Model, subject and largest similarity.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}{(Subject is null ? "" : $" {Subject}")}: {Method} in {CenterCount:N0} centres, up to {Maximum:F3}");
}
