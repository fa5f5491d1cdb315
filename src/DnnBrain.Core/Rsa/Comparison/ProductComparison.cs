using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// A similarity that is the product of two vectors, each from one RDM alone. Many with many are products of rows; the mean over
/// subjects is a product with the mean of their vectors; a permutation moves one side and multiplies.
/// </summary>
internal abstract class ProductComparison(ComparisonSpace space) : BoundComparison(space)
{
    // Fewer products than this are not worth laying vectors side by side.
    private const long FewestForRows = 1 << 20;

    private delegate void RowFill(int index, Span<double> row);

    /// <summary>Whether a model's vector moves with the labels of its stimuli: preparing a permuted RDM is permuting the prepared one.</summary>
    protected virtual bool MovesWithLabels => Space.PresentPair is null;

    /// <summary>Orthonormal vectors whose share a permuted model loses again; none for most methods.</summary>
    protected virtual IReadOnlyList<double[]> Nuisances => [];

    public sealed override double Similarity(PreparedRdm model, PreparedRdm reference) =>
        Clamp(TensorPrimitives.Dot<double>(((PreparedVectors)model).Model, ((PreparedVectors)reference).Reference));

    public sealed override double[,] Similarities(IReadOnlyList<PreparedRdm> models, IReadOnlyList<PreparedRdm> references, CancellationToken token) =>
        IsWorthRows(models.Count, references.Count)
            ? Multiply(
                models.Count,
                references.Count,
                (i, row) => (i < models.Count ? ((PreparedVectors)models[i]).Model : ((PreparedVectors)references[i - models.Count]).Reference).CopyTo(row),
                token)
            : base.Similarities(models, references, token);

    /// <summary>Whether so many RDMs are compared by <see cref="CompareAll"/>: enough to be worth it, and no more than an array holds.</summary>
    public bool TakesAll(int modelCount, int referenceCount) =>
        IsWorthRows(modelCount, referenceCount) && ((long)modelCount + referenceCount + 1) * RowProducts.Stride(Space.PairCount) <= Array.MaxLength;

    /// <summary>The similarity of many RDMs with many, of which nothing is kept: their vectors are made where the product reads them.</summary>
    /// <param name="aligned">Models and, behind them, references.</param>
    /// <param name="modelCount">Number of models.</param>
    /// <param name="referenceCount">Number of references.</param>
    /// <param name="token">Stops the preparation.</param>
    /// <returns>Model × reference, and for each of the aligned RDMs whether it could be prepared.</returns>
    public (double[,] Similarity, bool[] IsPrepared) CompareAll(AlignedRdms aligned, int modelCount, int referenceCount, CancellationToken token)
    {
        bool[] isPrepared = new bool[modelCount + referenceCount];
        double[,] similarity = Multiply(
            modelCount,
            referenceCount,
            (i, row) => isPrepared[i] = i < modelCount ? FillModel(aligned.Values(i), row) : FillReference(aligned.Values(i), row),
            token);
        return (similarity, isPrepared);
    }

    /// <summary>Puts the vector of a model in place.</summary>
    /// <returns>False where the RDM is similar to nothing; <paramref name="vector"/> is then anything.</returns>
    protected abstract bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector);

    /// <summary>Puts the vector of a reference in place.</summary>
    /// <inheritdoc cref="FillModel"/>
    protected virtual bool FillReference(ReadOnlySpan<double> dissimilarity, Span<double> vector) => FillModel(dissimilarity, vector);

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

    private bool IsWorthRows(int modelCount, int referenceCount) =>
        (long)modelCount * referenceCount * Space.PairCount >= FewestForRows && modelCount > 1 && referenceCount > 1;

    // The vectors of models, and behind them of references, are laid side by side and multiplied.
    private double[,] Multiply(int modelCount, int referenceCount, RowFill fill, CancellationToken token)
    {
        int pairs = Space.PairCount;
        int stride = RowProducts.Stride(pairs);
        int count = modelCount + referenceCount;

        // From a pool: fresh memory would cost as much time as all preparation.
        double[] rows = ArrayPool<double>.Shared.Rent(checked((count * stride) + RowProducts.Stride(1)));
        int start = RowProducts.FirstAligned(rows);
        double[] product = ArrayPool<double>.Shared.Rent(checked(modelCount * referenceCount));
        double[,] similarity = new double[modelCount, referenceCount];
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = token }, i => fill(i, rows.AsSpan(start + (i * stride), pairs)));
            RowProducts.Multiply(rows.AsMemory(start), modelCount, rows.AsMemory(start + (modelCount * stride)), referenceCount, stride, pairs, product, token);
            TensorPrimitives.Clamp(product.AsSpan(0, similarity.Length), -1, 1, MemoryMarshal.CreateSpan(ref similarity[0, 0], similarity.Length));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rows);
            ArrayPool<double>.Shared.Return(product);
        }

        return similarity;
    }

    // The product of two vectors of length 1, but for rounding; NaN stays NaN.
    private static double Clamp(double product) => Math.Clamp(product, -1, 1);
}
