using DnnBrain.Rsa.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Chooses the penalty by a cross-validation over the training stimuli, from products alone.</summary>
/// <remarks>
/// A penalty's score is the mean similarity, over inner folds and training subjects, of the weighted sum with a subject on the stimuli left
/// out, in the form in which weights are fitted: values of the RDMs, ranks of the references where the similarity is of ranks. The subject
/// and the stimuli that the outer fold leaves out take no part.
/// </remarks>
internal sealed class PenaltyChoice(WeightingSetup setup)
{
    /// <summary>Two folds leave six training stimuli of so many, and two inner folds three of these.</summary>
    public const int FewestStimuli = 12;

    private readonly int[] _fold = new int[setup.StimulusCount];
    private readonly int[] _part = new int[setup.StimulusCount];
    private readonly List<(WeightSolver Solver, double[] Product, double[] TestGram, double[] TestProduct)> _folds = [];

    /// <summary>Takes training stimuli.</summary>
    public void Take(WeightingProducts products, IReadOnlyList<PairVector> components, ReadOnlySpan<int> train, long index, int outer)
    {
        _folds.Clear();
        if (setup.Alpha.Count == 1)
        {
            return;
        }

        int count = setup.Folds.AssignInner(train, index, outer, _fold);
        for (int fold = 0; fold < count; fold++)
        {
            TakePart(train, fold, tested: false);
            products.Take(_part, components);
            var solver = new WeightSolver(setup.Weighting, products.Gram, components.Count);
            double[] product = [.. products.Product];
            TakePart(train, fold, tested: true);
            products.Take(_part, components);
            _folds.Add((solver, product, [.. products.Gram], [.. products.Product]));
        }
    }

    /// <summary>The penalty with the highest score for a pool of references; the larger one of two that are alike.</summary>
    /// <param name="first">The region's first reference.</param>
    /// <param name="weights">How often each of the region's references is in the pool.</param>
    /// <param name="leftOut">The reference left out; −1 for none.</param>
    public double Choose(int first, ReadOnlySpan<int> weights, int leftOut)
    {
        if (setup.Alpha.Count == 1)
        {
            return setup.Alpha[0];
        }

        double best = double.NaN;
        double highest = double.NegativeInfinity;
        foreach (double alpha in setup.Alpha.OrderDescending())
        {
            double score = 0;
            foreach ((WeightSolver solver, double[] product, double[] testGram, double[] testProduct) in _folds)
            {
                double[] theta = solver.Solve(Pool(product, first, weights, leftOut, setup.Components.Count), alpha);
                score += Similarity(theta, testGram, Pool(testProduct, first, weights, leftOut, setup.Components.Count));
            }

            // A difference by rounding alone is none.
            if (score > highest + (1e-12 * Math.Abs(highest)) || double.IsNaN(best))
            {
                (best, highest) = (alpha, score);
            }
        }

        return best;
    }

    /// <summary>Sum over a pool of the products with each RDM.</summary>
    public static double[] Pool(ReadOnlySpan<double> product, int first, ReadOnlySpan<int> weights, int leftOut, int count)
    {
        double[] pool = new double[count];
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] > 0 && s != leftOut)
            {
                for (int k = 0; k < count; k++)
                {
                    pool[k] += weights[s] * product[((first + s) * count) + k];
                }
            }
        }

        return pool;
    }

    // With the sum of subjects of length 1: the sum of the similarities with each.
    private static double Similarity(double[] theta, double[] gram, double[] product)
    {
        double square = 0;
        double sum = 0;
        for (int k = 0; k < theta.Length; k++)
        {
            sum += theta[k] * product[k];
            for (int j = 0; j < theta.Length; j++)
            {
                square += theta[k] * theta[j] * gram[(k * theta.Length) + j];
            }
        }

        return square > 0 ? sum / Math.Sqrt(square) : 0;
    }

    private void TakePart(ReadOnlySpan<int> train, int fold, bool tested)
    {
        for (int i = 0; i < train.Length; i++)
        {
            _part[i] = _fold[i] >= 0 && (_fold[i] == fold) == tested ? train[i] : 0;
        }
    }
}
