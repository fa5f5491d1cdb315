using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>The vector of an RDM, of which nothing is written down but what it is made from.</summary>
/// <param name="Values">Its dissimilarities, or what a method has made of them.</param>
/// <param name="Scale">What turns them into the vector.</param>
internal sealed record ProductRow(ReadOnlyMemory<double> Values, SampleScale Scale)
{
    /// <summary>A vector as it is.</summary>
    public ProductRow(double[] vector)
        : this(vector, SampleScale.One)
    {
    }

    /// <summary>Writes a part of the vector, from a place on.</summary>
    public void CopyTo(int first, Span<double> piece) => Scale.Standardize(Values.Span.Slice(first, piece.Length), piece);
}
