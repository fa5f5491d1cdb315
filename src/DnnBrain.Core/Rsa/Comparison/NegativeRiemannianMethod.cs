using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// −min √(Σ log² λ), λ the eigenvalues of B⁻¹(eᵃ A + eᵇ Σ) over all a and b: how far the model's kernel A with measurement noise of any
/// size is from the reference's kernel B. 0 for equal kernels, negative otherwise.
/// </summary>
/// <remarks>
/// The dissimilarities are taken as squared distances, the kernels are those of differences of stimuli. The scale a has a closed form, minus the mean
/// of log λ, so that the minimum is searched along one line, from noise of 1e-9 of the model's size to 1e9 of it. Shahbazi, Shirali,
/// Aghajan, Nili 2021, https://doi.org/10.1016/j.neuroimage.2021.118271. Some 80 decompositions, O(n³) each, a pair of RDMs: for some tens
/// of stimuli.
/// </remarks>
internal sealed class NegativeRiemannianMethod() : RdmComparisonMethod(
    "NegativeRiemannian", "Minus the Riemannian distance of the kernels behind squared distances, with noise of any size on the model; 0 at best.")
{
    public override bool IsSigned => false;

    internal override bool NeedsVariation => false;

    internal override bool NeedsAllPairs => true;

    internal override bool TakesStimulusCovariance => true;

    // The whitened cosine is the alignment of the kernels.
    internal override PairForm Form { get; } = new(IsRanked: false, IsCentered: false, IsWhitened: true, IsNormalized: true);

    internal override bool IsProduct => false;

    // Eigenvalues of B⁻¹A do not change when rows and columns of both are multiplied by √w, and a stimulus beside its copy leaves B without
    // an inverse.
    internal override bool CountsCopies => false;

    internal override string Pool => "mean of squared distances of mean 1";

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    private sealed record Kernels(double[] Values, double[] OfDifferences) : PreparedRdm(Values)
    {
        /// <summary>What makes the kernel the identity: R with R'BR = I; null where the kernel is not positive definite.</summary>
        public Lazy<double[]?> Root { get; } = new(() => InverseRoot(OfDifferences));
    }

    private static double[]? InverseRoot(double[] kernel)
    {
        int count = (int)Math.Sqrt(kernel.Length);
        using DisposeScope scope = NewDisposeScope();
        (Tensor values, Tensor vectors) = linalg.eigh(from_memory<double>(kernel, [count, count]));
        double[] spectrum = new double[count];
        values.CopyTo<double>(spectrum);
        if (!(spectrum[0] > 1e-12 * spectrum[^1]))
        {
            return null;
        }

        double[] root = new double[kernel.Length];
        (vectors / values.sqrt()).CopyTo<double>(root);
        return root;
    }

    private sealed class Bound(ComparisonSpace space) : BoundComparison(space)
    {
        private const int Reach = 21;
        private const double GoldenShare = 0.6180339887498949;

        private readonly double[] _noise = Noise(space);
        private readonly PreparedRdm _nothing = new Kernels([], new double[(space.StimulusCount - 1) * (space.StimulusCount - 1)]);

        private int Count => Space.StimulusCount - 1;

        public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
        {
            double[] values = dissimilarity.ToArray();
            return values.Any(value => value > 0) ? new Kernels(values, Kernel.OfDifferences(values, Space.StimulusCount)) : null;
        }

        /// <returns>NaN where the reference's kernel is not positive definite: fewer units than stimuli, or no squared distances.</returns>
        public override double Similarity(PreparedRdm model, PreparedRdm reference)
        {
            using DisposeScope scope = NewDisposeScope();
            if (((Kernels)reference).Root.Value is not { } inverse)
            {
                return double.NaN;
            }

            // Both kernels in coordinates in which B is the identity.
            Tensor root = Square(inverse);
            Tensor signal = root.t().matmul(Square(((Kernels)model).OfDifferences)).matmul(root);
            Tensor noise = root.t().matmul(Square(_noise)).matmul(root);
            if (ReferenceEquals(model, Nothing))
            {
                return -Distance(noise);
            }

            double scale = Math.Log(Math.Max(Math.Abs(signal.trace().item<double>()), double.Epsilon) / noise.trace().item<double>());
            double DistanceWithNoise(double b)
            {
                using DisposeScope inner = NewDisposeScope();
                return Distance(signal + (noise * Math.Exp(scale + b)));
            }

            int nearest = Enumerable.Range(-Reach, (2 * Reach) + 1).MinBy(b => DistanceWithNoise(b));
            return -Math.Min(DistanceWithNoise(nearest), GoldenSection(DistanceWithNoise, nearest - 1, nearest + 1));
        }

        public override bool IsReference(PreparedRdm prepared) => ((Kernels)prepared).Root.Value is not null;

        // Noise alone.
        public override PreparedRdm Nothing => _nothing;

        // Kernels of one size; no closed form is nearest to all.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) => Kernel.ToMeanOne(dissimilarity, destination);

        public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
            new PreparedAgainStatistic(this, models, regions);

        public override BoundComparison OnPairs(int[] pairs) => throw new InvalidOperationException("A kernel needs every pair.");

        // √ Σ log² λ at the best scale, which takes the mean of log λ away.
        private double Distance(Tensor kernel)
        {
            double[] lambda = new double[Count];
            linalg.eigvalsh(kernel).CopyTo<double>(lambda);
            if (!(lambda[0] > 0))
            {
                return double.PositiveInfinity;
            }

            double[] log = [.. lambda.Select(value => Math.Log(value))];
            double mean = log.Average();
            return Math.Sqrt(log.Sum(value => (value - mean) * (value - mean)));
        }

        private static double GoldenSection(Func<double, double> function, double low, double high)
        {
            (double a, double b) = (high - (GoldenShare * (high - low)), low + (GoldenShare * (high - low)));
            (double atA, double atB) = (function(a), function(b));

            // The function is flat at its minimum: a bracket of 1e-8 leaves it an error of 1e-16.
            while (high - low > 1e-8)
            {
                if (atA <= atB)
                {
                    (high, b, atB) = (b, a, atA);
                    a = high - (GoldenShare * (high - low));
                    atA = function(a);
                }
                else
                {
                    (low, a, atA) = (a, b, atB);
                    b = low + (GoldenShare * (high - low));
                    atB = function(b);
                }
            }

            return Math.Min(atA, atB);
        }

        // Covariance of differences from the first stimulus: Σᵢⱼ − Σᵢ₀ − Σ₀ⱼ + Σ₀₀.
        private static double[] Noise(ComparisonSpace space)
        {
            int m = space.StimulusCount - 1;
            double Sigma(int i, int j) => space.StimulusCovariance?[i, j] ?? (i == j ? 1 : 0);
            double[] noise = new double[m * m];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < m; j++)
                {
                    noise[(i * m) + j] = Sigma(i + 1, j + 1) - Sigma(i + 1, 0) - Sigma(0, j + 1) + Sigma(0, 0);
                }
            }

            return noise;
        }

        private Tensor Square(double[] values) => from_memory<double>(values, [Count, Count]);
    }
}
