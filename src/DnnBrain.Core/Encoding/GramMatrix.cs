using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>Products of patterns with patterns, over all units: what a model with more units than stimuli needs of them.</summary>
internal static class GramMatrix
{
    /// <summary>The rows of one set times those of another: rows of left × rows of right.</summary>
    /// <param name="left">The first set.</param>
    /// <param name="right">The second set, of the same units; the first one again for a symmetric matrix, half of which is computed.</param>
    /// <param name="scaling">Is applied to both.</param>
    /// <param name="token">Looked at before every pair of blocks.</param>
    /// <remarks>Rows are read in blocks, so that a layer of any size takes the memory of two blocks.</remarks>
    public static Tensor Compute(IPatternSet left, IPatternSet right, FeatureScaling scaling, CancellationToken token)
    {
        bool symmetric = ReferenceEquals(left, right);
        Tensor gram = zeros([left.StimulusId.Count, right.StimulusId.Count], float64);
        foreach ((int first, int count) in PatternTensor.Blocks(left))
        {
            using var outer = NewDisposeScope();
            Tensor rows = scaling.Apply(PatternTensor.Read(left, first, count));
            foreach ((int other, int otherCount) in PatternTensor.Blocks(right))
            {
                if (symmetric && other < first)
                {
                    continue;
                }

                token.ThrowIfCancellationRequested();
                using var inner = NewDisposeScope();
                bool diagonal = symmetric && other == first;
                Tensor columns = diagonal ? rows : scaling.Apply(PatternTensor.Read(right, other, otherCount));
                Tensor product = rows.matmul(columns.t());
                gram.narrow(0, first, count).narrow(1, other, otherCount).copy_(product);
                if (symmetric && !diagonal)
                {
                    gram.narrow(0, other, otherCount).narrow(1, first, count).copy_(product.t());
                }
            }
        }

        return gram;
    }
}
