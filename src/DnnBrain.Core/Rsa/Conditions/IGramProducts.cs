namespace DnnBrain.Rsa.Conditions;

/// <summary>What an RDM needs of the products of patterns: those of patterns as they are, or of the means of conditions.</summary>
internal interface IGramProducts
{
    /// <summary>The ids of the patterns.</summary>
    IReadOnlyList<string> StimulusId { get; }

    /// <summary>The mean of each pattern over its units; NaN for one that holds a NaN.</summary>
    IReadOnlyList<double> PatternMean { get; }

    /// <summary>The number of units.</summary>
    int UnitCount { get; }

    /// <summary>Σ(x − x̄)(y − ȳ) over units, by 0-based positions.</summary>
    double CentredProduct(int row, int column);
}
