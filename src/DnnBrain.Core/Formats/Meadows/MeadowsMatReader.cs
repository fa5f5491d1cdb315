using System.Globalization;
using DnnBrain.Formats.Mat;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.Meadows;

/// <summary>
/// Reads the 1D download of Meadows: <c>stimuli</c> and <c>rdmutv</c> for one participant, <c>stimuli_name_…</c> and
/// <c>rdmutv_name_…</c> for each of several.
/// </summary>
internal static class MeadowsMatReader
{
    private const string Triangle = "rdmutv";
    private const string Stimuli = "stimuli";

    /// <summary>Whether a MAT-file is one of Meadows'.</summary>
    public static bool CanRead(IMatFile file) =>
        file.Names.Any(name => name.StartsWith(Triangle, StringComparison.Ordinal)) && file.Names.Any(name => name.StartsWith(Stimuli, StringComparison.Ordinal));

    /// <summary>One RDM a participant.</summary>
    public static IReadOnlyList<Rdm> Read(IMatFile file, CancellationToken cancellationToken)
    {
        MeadowsFileName info = MeadowsFileName.Parse(file.Path);
        var rdms = new List<Rdm>();
        foreach (string variable in file.Names.Where(name => name.StartsWith(Triangle, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string suffix = variable[Triangle.Length..];
            string stimuli = file.Names.Contains(Stimuli + suffix) ? Stimuli + suffix : Stimuli;
            string[] ids = (file.Names.Contains(stimuli) ? file.Read(stimuli).ToTexts() : null)
                ?? throw new InvalidFileContentException(file.Path, $"'{variable}' has no names of stimuli in '{Stimuli}{suffix}'.");
            string? participant = suffix.Length > 0 ? suffix.TrimStart('_').Replace('_', '-') : info.Participant;
            string task = info.Task ?? (info.TaskIndex is { } index ? $"task {index.ToString(CultureInfo.InvariantCulture)}" : Path.GetFileNameWithoutExtension(file.Path));
            rdms.Add(MeadowsRdm.Create(file.Path, task, participant, ids, file.Read(variable).Values.ToArray()));
        }

        return rdms;
    }
}
