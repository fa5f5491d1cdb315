using System.Globalization;

namespace DnnBrain.Formats.Meadows;

/// <summary>
/// What the name of a file downloaded from Meadows says: <c>Meadows_experiment_v_v1_participant_3_1D.mat</c> (one task of one
/// participant), <c>…_participant_tree.json</c> (all tasks of one) or <c>…_task_1D.mat</c> (one task of all).
/// </summary>
/// <param name="Experiment">The experiment; null where the name is another.</param>
/// <param name="Participant">The participant; null where the file is about several.</param>
/// <param name="TaskIndex">The task's 1-based number; null where the name has none.</param>
/// <param name="Task">The task's name in a file of several participants; also the participant of a file with all tasks.</param>
/// <remarks>https://meadows-research.com/documentation/researcher/downloads/.</remarks>
internal readonly record struct MeadowsFileName(string? Experiment, string? Participant, int? TaskIndex, string? Task)
{
    private const int LeastSegments = 6;

    /// <summary>Takes a name apart; all null for a name of another form.</summary>
    public static MeadowsFileName Parse(string path)
    {
        string[] segments = Path.GetFileNameWithoutExtension(path).Split('_');
        if (segments.Length < LeastSegments || segments[0] != "Meadows")
        {
            return default;
        }

        bool numbered = int.TryParse(segments[^2], NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return numbered
            ? new(NameOf(segments, behind: 5), segments[^3], index, null)
            : new(NameOf(segments, behind: 4), null, null, segments[^2]);
    }

    /// <summary>The experiment's own name may hold '_'; what follows it is the version in two segments, and what the file is about.</summary>
    private static string NameOf(string[] segments, int behind) => string.Join('_', segments[1..Math.Max(2, segments.Length - behind)]);
}
