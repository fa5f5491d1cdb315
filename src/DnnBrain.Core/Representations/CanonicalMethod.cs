using System.Globalization;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Representations;

/// <summary>
/// The mean of the canonical correlations of the leading principal components of two representations, plain or weighted by how much of
/// the model's activity lies along each canonical variable.
/// </summary>
/// <remarks>
/// On the components that carry a share of the variance (Raghu, Gilmer, Yosinski, Sohl-Dickstein 2017, SVCCA,
/// https://arxiv.org/abs/1706.05806). Weights Σⱼ |⟨h, xⱼ⟩| over the model's units j (Morcos, Raghu, Bengio 2018,
/// https://arxiv.org/abs/1806.05759), which needs the patterns themselves. With r and s components of n stimuli, r + s ≥ n makes
/// correlations of 1 whatever the data. O(n³) a representation, O(n r s) a pair, and p r² more with weights.
/// </remarks>
internal sealed class CanonicalMethod(string name, string description, bool weighted) : RelabelledMethod(name, description)
{
    // Of the largest eigenvalue; below it is the rounding of a Gram matrix.
    private const double SmallestEigenvalue = 1e-10;

    private const int MostRows = 256;
    private const long RowBytes = 32L << 20;

    /// <param name="Basis">Orthonormal components, stimulus × component.</param>
    /// <param name="Units">What each unit has of each component, unit × component; empty without weights.</param>
    /// <param name="Count">Number of components.</param>
    private sealed record Subspace(double[] Basis, double[] Units, int Count) : PreparedRepresentation
    {
        public override long Bytes => sizeof(double) * (Basis.LongLength + Units.LongLength);
    }

    internal override PreparedRepresentation Prepare(Representation representation, bool isModel, RepresentationComparisonOptions options, IRunObserver observer)
    {
        int n = representation.StimulusCount;
        using DisposeScope scope = NewDisposeScope();
        (Tensor eigenvalues, Tensor vectors) = linalg.eigh(from_memory<double>(representation.Gram.ToArray(), [n, n]));
        double[] spectrum = new double[n];
        eigenvalues.CopyTo<double>(spectrum);
        int count = ComponentCount(spectrum, options.VarianceShare);
        if (count == 0)
        {
            throw Constant(representation);
        }

        if (2 * count >= n)
        {
            observer.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} components of '{representation}' for {n} stimuli: canonical correlations of so many are near 1 whatever the data. Take fewer (VarianceShare, now {options.VarianceShare:G3}) or more stimuli."));
        }

        double[] basis = new double[n * count];
        vectors.narrow(1, n - count, count).contiguous().CopyTo<double>(basis);
        return new Subspace(basis, weighted && isModel ? Units(representation, basis, count, options.Inference.Memory) : [], count);
    }

    // The products copied, their eigenvectors, and the basis.
    internal override long PreparationBytes(int n) => 5L * sizeof(double) * n * n;

    internal override double Similarity(PreparedRepresentation model, PreparedRepresentation reference)
    {
        (Subspace x, Subspace y) = ((Subspace)model, (Subspace)reference);
        int n = x.Basis.Length / x.Count;
        using DisposeScope scope = NewDisposeScope();
        Tensor product = from_memory<double>(x.Basis, [n, x.Count]).t().matmul(from_memory<double>(y.Basis, [n, y.Count]));
        if (!weighted)
        {
            return Math.Min(1, linalg.svdvals(product).mean().item<double>());
        }

        (Tensor variables, Tensor correlations, _) = linalg.svd(product, full_matrices: false);
        Tensor weights = from_memory<double>(x.Units, [x.Units.Length / x.Count, x.Count]).matmul(variables).abs().sum([0]);
        return Math.Min(1, ((weights * correlations).sum() / weights.sum()).item<double>());
    }

    // A unit's share in a component moves with its answers: it stays as it is.
    public override PreparedRepresentation Relabel(PreparedRepresentation model, ReadOnlySpan<int> labels)
    {
        var subspace = (Subspace)model;
        return subspace with { Basis = Rows(subspace.Basis, subspace.Count, labels) };
    }

    // The basis in another order, products of two bases with their decomposition, and what units have of each canonical variable.
    public override long RelabelledBytes(PreparedRepresentation model)
    {
        var subspace = (Subspace)model;
        return sizeof(double) * ((6L * subspace.Basis.Length) + (2 * subspace.Units.LongLength));
    }

    private static int ComponentCount(double[] ascending, double varianceShare)
    {
        double smallest = SmallestEigenvalue * ascending[^1];
        double total = ascending.Where(value => value > smallest).Sum();
        double sum = 0;
        int count = 0;

        // The share is reached but for the rounding of the sum: 1 means all components.
        while (count < ascending.Length && ascending[^(count + 1)] > smallest && sum < varianceShare * total * (1 - 1e-12))
        {
            sum += ascending[^(++count)];
        }

        return count;
    }

    private double[] Units(Representation representation, double[] basis, int count, MemoryLimit memory)
    {
        if (representation.Patterns is not { } patterns)
        {
            throw new DnnBrainException(
                "PatternMissing",
                ErrorKind.InvalidData,
                $"Weights by projection need the answers of the units, and of '{representation}' there is a Gram matrix only. Give the activation itself, or take Cca.",
                representation.Name);
        }

        // Rows are read in the order of the file; each meets the component values of its stimulus.
        int n = representation.StimulusCount;
        double[] ofRow = new double[basis.Length];
        for (int i = 0; i < n; i++)
        {
            basis.AsSpan(i * count, count).CopyTo(ofRow.AsSpan(representation.Rows[i] * count));
        }

        // How many rows are read at a time decides how sums are rounded: it follows from the number of units alone.
        int rowsAtATime = (int)Math.Clamp(RowBytes / (sizeof(double) * (long)patterns.UnitCount), 1, MostRows);
        _ = memory.Hold(PreparationBytes(n) + (sizeof(double) * (((3L * count) + rowsAtATime) * patterns.UnitCount)));
        double[] units = new double[checked(patterns.UnitCount * count)];
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = zeros([patterns.UnitCount, count], ScalarType.Float64);
        for (int first = 0; first < n; first += rowsAtATime)
        {
            using DisposeScope block = NewDisposeScope();
            int rows = Math.Min(rowsAtATime, n - first);
            double[] values = new double[checked(rows * patterns.UnitCount)];
            patterns.Read(first, rows, values.AsSpan());
            Tensor x = from_memory<double>(values, [rows, patterns.UnitCount]);
            sum.add_(x.t().matmul(from_memory<double>(ofRow.AsSpan(first * count, rows * count).ToArray(), [rows, count])));
        }

        sum.CopyTo<double>(units);
        return units;
    }
}
