namespace DnnBrain.Rsa.Distribution;

/// <summary>Bins of equal width, half open but for the last, as numpy.histogram has them.</summary>
internal static class SharedBins
{
    /// <summary>The edges of bins from the smallest to the largest value; of one value alone, bins around it.</summary>
    public static void Edges(double low, double high, Span<double> edges)
    {
        if (low == high)
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        int bins = edges.Length - 1;
        for (int i = 0; i < bins; i++)
        {
            edges[i] = low + (i * ((high - low) / bins));
        }

        edges[bins] = high;
    }

    /// <summary>The bin of a value between the first and the last edge.</summary>
    public static int Find(double value, ReadOnlySpan<double> edges)
    {
        int bins = edges.Length - 1;
        int bin = Math.Clamp((int)((value - edges[0]) / (edges[bins] - edges[0]) * bins), 0, bins - 1);

        // The quotient may round across an edge.
        return value < edges[bin] ? bin - 1 : bin < bins - 1 && value >= edges[bin + 1] ? bin + 1 : bin;
    }
}
