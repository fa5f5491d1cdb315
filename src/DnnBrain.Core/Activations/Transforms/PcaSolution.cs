namespace DnnBrain.Activations.Transforms;

/// <summary>What a solver gives.</summary>
/// <param name="Components">The components.</param>
/// <param name="Rows">The 0-based stimuli that counted, ascending: those that are finite.</param>
/// <param name="Scores">Stimulus that counted × component, row-major.</param>
/// <param name="Solver">What was used.</param>
internal sealed record PcaSolution(PrincipalComponents Components, int[] Rows, double[] Scores, PcaSolver Solver);
