using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Cross entropy of scores and classes.</summary>
            /// <param name="input">[batch, classes, ..] scores, before any softmax.</param>
            /// <param name="target">Int64 [batch, ..] classes, or probabilities of the input's shape.</param>
            /// <param name="weight">[classes].</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            /// <param name="ignore_index">A class that does not count.</param>
            /// <param name="label_smoothing">Share of the uniform distribution in the target.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, long ignore_index = -100, double label_smoothing = 0)
                => Aten.cross_entropy_loss.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Negative log likelihood.</summary>
            /// <param name="input">[batch, classes, ..] log probabilities.</param>
            /// <param name="target">Int64 [batch, ..] classes.</param>
            /// <param name="weight">[classes].</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            /// <param name="ignore_index">A class that does not count.</param>
            public static Tensor nll_loss(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, long ignore_index = -100)
                => Aten.nll_loss_nd.Call(input, target, weight, (long)reduction, ignore_index);

            /// <summary>Squared difference.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="target">The same shape.</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => Aten.mse_loss.Call(input, target, (long)reduction);

            /// <summary>Absolute difference.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="target">The same shape.</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => Aten.l1_loss.Call(input, target, (long)reduction);

            /// <summary>Cross entropy of scores and truth values.</summary>
            /// <param name="input">Scores, before any sigmoid.</param>
            /// <param name="target">0..1, the same shape.</param>
            /// <param name="weight">Of the elements.</param>
            /// <param name="pos_weight">Of the positive class.</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Tensor? pos_weight = null, Reduction reduction = Reduction.Mean)
                => Aten.binary_cross_entropy_with_logits.Call(input, target, weight, pos_weight, (long)reduction);

            /// <summary>Cosine of the angle between vectors along a dimension.</summary>
            /// <param name="x1">One.</param>
            /// <param name="x2">The other.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="eps">Smallest product of norms to divide by.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8)
                => Aten.cosine_similarity.Call(x1, x2, dim, eps);
        }
    }
}
