namespace DnnBrain.Rsa.Metrics;

/// <summary>A dissimilarity that follows from the Gram matrix of the patterns as they are, without the patterns.</summary>
internal interface IGramDerived
{
    /// <summary>The dissimilarity of a pair; NaN where one of the patterns has none.</summary>
    double FromGram(in GramPair pair);
}
