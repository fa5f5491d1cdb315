using System.Globalization;

namespace DnnBrain.Rsa;

/// <summary>ONE fit of weights, on the training stimuli of all other subjects, and its score on the test stimuli of the subject left out.</summary>
/// <param name="Repetition">The assignment of stimuli to folds, from 1.</param>
/// <param name="Fold">The fold whose stimuli were left out, from 1.</param>
/// <param name="Subject">The subject left out; the one there is, where there is one.</param>
/// <param name="Alpha">The penalty, chosen within the training data.</param>
/// <param name="Weight">The weight of each RDM, as <see cref="WeightedRsa.Weight"/>.</param>
/// <param name="Score">The similarity on the data left out.</param>
public sealed record WeightedRsaFold(int Repetition, int Fold, string Subject, double Alpha, IReadOnlyList<double> Weight, double Score)
{
    /// <summary>Fold, subject and score on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Repetition}.{Fold} {Subject} {Score:F3}");
}
