using System.Globalization;

namespace DnnBrain.Rsa.Temporal;

/// <summary>RDMs that follow one another in time: <c>V1:1</c>, <c>V1:2</c>, … or <c>MEG:0.1</c>, <c>MEG:0.12</c>, …</summary>
/// <param name="Name">The name without the time: <c>V1</c>.</param>
/// <param name="Subject">The subject; empty where there is none.</param>
/// <param name="Frame">Where the RDMs stand in the list they come from, in order of time.</param>
/// <param name="Time">The time of each, its own or what its name has; 1 for an RDM without one.</param>
internal sealed record RdmMovie(string Name, string Subject, IReadOnlyList<int> Frame, IReadOnlyList<double> Time)
{
    /// <summary>Takes RDMs apart by name, subject and, for models, source.</summary>
    /// <param name="rdms">RDMs in any order.</param>
    /// <param name="areModels">Whether they are models: told apart by source too, and without a time if they do not change.</param>
    /// <exception cref="DnnBrainException">
    /// A reference's name has no time (<c>TimeMissing</c>); a time occurs twice (<c>TimeDuplicate</c>).
    /// </exception>
    public static IReadOnlyList<RdmMovie> Split(IReadOnlyList<Rdm> rdms, bool areModels) => [.. rdms
        .Select((rdm, index) => (Moment: Parse(rdm, areModels), Rdm: rdm, Index: index))
        .GroupBy(item => (item.Moment.Name, Subject: item.Rdm.Subject ?? "", Source: areModels ? item.Rdm.Source : ""))
        .Select(group =>
        {
            (double Time, int Index)[] frames = [.. group.Select(item => (item.Moment.Time, item.Index)).OrderBy(frame => frame.Time)];
            int twice = Enumerable.Range(1, frames.Length - 1).FirstOrDefault(i => frames[i].Time == frames[i - 1].Time);
            return twice == 0
                ? new RdmMovie(group.Key.Name, group.Key.Subject, [.. frames.Select(frame => frame.Index)], [.. frames.Select(frame => frame.Time)])
                : throw new DnnBrainException(
                    "TimeDuplicate",
                    ErrorKind.InvalidData,
                    FormattableString.Invariant($"There are two RDMs of '{group.Key.Name}'{(group.Key.Subject.Length == 0 ? "" : $" of subject '{group.Key.Subject}'")} at time {frames[twice].Time}; each time may occur once."),
                    group.Key.Name);
        })];

    /// <summary>Throws unless all movies have the same times.</summary>
    /// <exception cref="DnnBrainException"><c>TimeMismatch</c>.</exception>
    public static void ThrowIfUneven(IReadOnlyList<RdmMovie> movies)
    {
        if (movies.FirstOrDefault(movie => !movie.Time.SequenceEqual(movies[0].Time)) is { } other)
        {
            throw new DnnBrainException(
                "TimeMismatch",
                ErrorKind.InvalidData,
                $"{movies[0]} and {other} do not have RDMs at the same times.",
                other.Name);
        }
    }

    /// <summary>Name, subject and number of RDMs.</summary>
    public override string ToString() => $"'{Name}'{(Subject.Length == 0 ? "" : $" of subject '{Subject}'")} ({Frame.Count} times)";

    private static (string Name, double Time) Parse(Rdm rdm, bool mayRest)
    {
        int colon = rdm.Name.LastIndexOf(':');
        if (colon > 0 && double.TryParse(
            rdm.Name.AsSpan(colon + 1), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double time))
        {
            return (rdm.Name[..colon], rdm.Time ?? time);
        }

        return rdm.Time is { } own ? (rdm.Name, own)
            : mayRest ? (rdm.Name, 1)
            : throw new DnnBrainException(
                "TimeMissing",
                ErrorKind.InvalidData,
                $"RDM '{rdm}' has no time, nor has its name; a sequence over time is what New-Rdm makes of epochs, or is called '{rdm.Name}:1', '{rdm.Name}:2' and so on, as Import-Rdm calls those of a stack of subjects × times.",
                rdm.Name);
    }
}
