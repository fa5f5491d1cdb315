using System.Numerics.Tensors;
using DnnBrain.Statistics.Inference;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// A similarity that is the product of two vectors, each from one RDM alone. Many with many are one matrix product; the mean over
/// subjects is a product with the mean of their vectors; a permutation moves one side and multiplies.
/// </summary>
internal abstract class ProductComparison(ComparisonSpace space) : BoundComparison(space)
{
    // Fewer products than this are not worth a tensor.
    private const long FewestForTensor = 1 << 20;

    /// <summary>Whether a model's vector moves with the labels of its stimuli: preparing a permuted RDM is permuting the prepared one.</summary>
    protected virtual bool MovesWithLabels => Space.PresentPair is null;

    /// <summary>Orthonormal vectors whose share a permuted model loses again; none for most methods.</summary>
    protected virtual IReadOnlyList<double[]> Nuisances => [];

    public sealed override double Similarity(PreparedRdm model, PreparedRdm reference) =>
        Clamp(TensorPrimitives.Dot<double>(((PreparedVectors)model).Model, ((PreparedVectors)reference).Reference));

    public sealed override double[,] Similarities(IReadOnlyList<PreparedRdm> models, IReadOnlyList<PreparedRdm> references, CancellationToken token)
    {
        if ((long)models.Count * references.Count * Space.PairCount < FewestForTensor || models.Count == 1 || references.Count == 1)
        {
            return base.Similarities(models, references, token);
        }

        double[,] similarity = new double[models.Count, references.Count];
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Rows(models, prepared => prepared.Model);
        Tensor columns = Rows(references, prepared => prepared.Reference);
        double[] product = new double[similarity.Length];
        rows.matmul(columns.t()).CopyTo<double>(product);
        for (int cell = 0; cell < product.Length; cell++)
        {
            similarity[cell / references.Count, cell % references.Count] = Clamp(product[cell]);
        }

        return similarity;
    }

    public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
        MovesWithLabels
            ? new MatrixProductStatistic(Space.StimulusCount, [.. models.Cast<PreparedVectors>().Select(model => model.Model)], [.. regions.Select(Mean)], Nuisances)
            : base.Statistic(models, regions);

    // The mean over subjects s of ⟨x, y_s⟩ is ⟨x, mean of y_s⟩: a permutation costs the same for any number of subjects.
    private static double[] Mean(IReadOnlyList<PreparedRdm> subjects)
    {
        double[] mean = new double[((PreparedVectors)subjects[0]).Reference.Length];
        foreach (PreparedVectors subject in subjects.Cast<PreparedVectors>())
        {
            TensorPrimitives.Add<double>(mean, subject.Reference, mean);
        }

        TensorPrimitives.Divide(mean, subjects.Count, mean);
        return mean;
    }

    private Tensor Rows(IReadOnlyList<PreparedRdm> rdms, Func<PreparedVectors, double[]> vector)
    {
        double[] rows = GC.AllocateUninitializedArray<double>(checked(rdms.Count * Space.PairCount));
        Parallel.For(0, rdms.Count, i => vector((PreparedVectors)rdms[i]).CopyTo(rows, i * Space.PairCount));
        return from_memory<double>(rows, [rdms.Count, Space.PairCount]);
    }

    // The product of two vectors of length 1, but for rounding; NaN stays NaN.
    private static double Clamp(double product) => Math.Clamp(product, -1, 1);
}
