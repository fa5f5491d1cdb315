using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>Fits a model's weights from products of vectors in the metric of the comparison.</summary>
internal static class ModelFit
{
    /// <summary>The weight of each component in the prediction.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gram">Products of the components with one another, K × K.</param>
    /// <param name="target">Products of the components with the pooled training data, K.</param>
    /// <param name="similarity">Mean similarity of each component with the training subjects, K; for a choice.</param>
    /// <returns>K weights of the components as they are; all 0 where nothing fits.</returns>
    /// <remarks>
    /// Components of a weighted model are scaled to length 1 before the penalty is applied, and so is the target: the penalty means the same for
    /// components in any unit.
    /// </remarks>
    public static double[] Weights(RsaModel model, double[,] gram, ReadOnlySpan<double> target, ReadOnlySpan<double> similarity) => model.Kind switch
    {
        RsaModelKind.Fixed => [1],
        RsaModelKind.Select => Choice(similarity),
        RsaModelKind.Weighted => Combination(model, gram, target),
        _ => Mixture(gram, target),
    };

    private static double[] Choice(ReadOnlySpan<double> similarity)
    {
        double[] weights = new double[similarity.Length];
        int best = -1;
        for (int k = 0; k < similarity.Length; k++)
        {
            // A comparison with NaN is false: a component that is constant is never chosen.
            if (best < 0 ? !double.IsNaN(similarity[k]) : similarity[k] > similarity[best])
            {
                best = k;
            }
        }

        if (best >= 0)
        {
            weights[best] = 1;
        }

        return weights;
    }

    private static double[] Combination(RsaModel model, double[,] gram, ReadOnlySpan<double> target)
    {
        int count = target.Length;
        double[,] scaled = new double[count, count];
        double[] product = new double[count];
        double[] length = new double[count];
        for (int k = 0; k < count; k++)
        {
            length[k] = gram[k, k] > 0 ? Math.Sqrt(gram[k, k]) : double.PositiveInfinity;
        }

        for (int k = 0; k < count; k++)
        {
            product[k] = target[k] / length[k];
            for (int j = 0; j < count; j++)
            {
                scaled[k, j] = gram[k, j] / length[k] / length[j];
            }
        }

        double[] weights = model.AllowNegative
            ? NonNegativeLeastSquares.SolveUnbounded(scaled, product, model.Alpha)
            : NonNegativeLeastSquares.Solve(scaled, product, model.Alpha);
        for (int k = 0; k < count; k++)
        {
            weights[k] /= length[k];
        }

        return weights;
    }

    // On the line from a to b = a + d, ⟨a + td, y⟩/|a + td| is largest where its derivative is 0: one t, or an end.
    private static double[] Mixture(double[,] gram, ReadOnlySpan<double> target)
    {
        double[] best = new double[target.Length];
        double highest = double.NegativeInfinity;
        for (int k = 0; k + 1 < target.Length; k++)
        {
            double ad = gram[k, k + 1] - gram[k, k];
            double dd = gram[k + 1, k + 1] + gram[k, k] - (2 * gram[k, k + 1]);
            double dy = target[k + 1] - target[k];
            double inner = ((dy * gram[k, k]) - (target[k] * ad)) / ((target[k] * dd) - (dy * ad));
            foreach (double t in new[] { 0, 1, inner })
            {
                double square = gram[k, k] + (2 * t * ad) + (t * t * dd);
                double similarity = (target[k] + (t * dy)) / Math.Sqrt(square);
                if (t >= 0 && t <= 1 && similarity > highest)
                {
                    highest = similarity;
                    Array.Clear(best);
                    (best[k], best[k + 1]) = (1 - t, t);
                }
            }
        }

        return best;
    }
}
