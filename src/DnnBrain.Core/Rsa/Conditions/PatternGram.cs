using DnnBrain.Activations;

namespace DnnBrain.Rsa.Conditions;

/// <summary>The products of patterns as they are.</summary>
/// <param name="gram">The Gram matrix.</param>
internal sealed class PatternGram(ActivationGram gram) : IGramProducts
{
    public IReadOnlyList<string> StimulusId => gram.StimulusId;

    public IReadOnlyList<double> PatternMean => gram.PatternMean;

    public int UnitCount => gram.Shape.UnitCount;

    public double CentredProduct(int row, int column) => gram.CentredProduct(row, column);
}
