using DnnBrain.Rsa;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>What RDMs look like: heat maps.</summary>
internal static class RdmFigures
{
    /// <summary>Negative numbers smaller than this share of the largest one are zeros that were rounded.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Heat maps side by side, rows matched by id.</summary>
    /// <exception cref="DnnBrainException">RDMs are about different stimuli (<c>StimulusMismatch</c>).</exception>
    public static HeatmapFigure Create(IReadOnlyList<Rdm> rdms, FigureSettings settings)
    {
        (string[] ids, string[] groups) = settings.Grouping.IsEmpty ? ([.. rdms[0].StimulusId], []) : settings.Grouping.Order(rdms[0].StimulusId, rdms[0].Name);
        bool severalSources = rdms.Select(rdm => rdm.Source).Distinct(StringComparer.Ordinal).Skip(1).Any();
        return new HeatmapFigure(ids, rdms.Select(rdm => Panel(rdm.Reorder(ids), severalSources))) { Groups = groups, Title = settings.Title, Note = settings.Note };
    }

    private static HeatmapPanel Panel(Rdm rdm, bool withSource)
    {
        string[] parts = [withSource ? rdm.Source : "", rdm.Name, rdm.Subject ?? ""];
        double[] finite = [.. rdm.Dissimilarity.Where(double.IsFinite)];
        bool twoSided = finite.Length > 0 && finite.Min() < -Rounding * Math.Abs(finite.Max());
        return new HeatmapPanel(string.Join(' ', parts.Where(part => part.Length > 0)), rdm.ToSquare(), Distance(rdm.Metric))
        {
            // Unbiased distances such as crossnobis scatter around zero.
            Center = twoSided ? 0 : null,
        };
    }

    private static string Distance(string metric) => metric switch
    {
        "Correlation" => "Correlation distance, 1 − r",
        "Cosine" => "Cosine distance, 1 − cos",
        "Euclidean" => "Euclidean distance",
        "Unknown" => "Dissimilarity",
        _ => metric,
    };
}
