using DnnBrain.Rsa;

namespace DnnBrain.Formats.Meadows;

/// <summary>Makes RDMs of what Meadows exports of multi-arrangement tasks.</summary>
internal static class MeadowsRdm
{
    /// <summary>
    /// Distances on the screen, averaged over trials with weights by evidence: Kriegeskorte, Mur 2012,
    /// https://doi.org/10.3389/fpsyg.2012.00245.
    /// </summary>
    public const string Metric = "MultiArrangement";

    /// <summary>One RDM of a task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="participant">The participant; null where it is not known.</param>
    /// <param name="stimuli">The names of the stimuli, in the order of the triangle.</param>
    /// <param name="triangle">The upper triangle, row by row.</param>
    /// <exception cref="InvalidFileContentException">The triangle does not fit the stimuli.</exception>
    public static Rdm Create(string path, string task, string? participant, IReadOnlyList<string> stimuli, double[] triangle)
    {
        int n = CondensedForm.StimulusCount(triangle.Length, path, task);
        if (n != stimuli.Count)
        {
            throw new InvalidFileContentException(path, $"the RDM of '{task}' is about {n} stimuli, but {stimuli.Count} are named.");
        }

        Provenance provenance = PositionIds.UnknownProvenance("Import-Rdm", path, byPosition: false) with { Inputs = [InputFile.FromFile(path)] };
        return new Rdm(task, Metric, stimuli, triangle, provenance)
        {
            Source = MeadowsFileName.Parse(path).Experiment ?? Path.GetFileName(path),
            Subject = participant,
        };
    }
}
