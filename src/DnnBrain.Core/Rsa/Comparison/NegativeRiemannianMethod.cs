using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// −min √(Σ log² λ), λ the eigenvalues of B⁻¹(eᵃ A + eᵇ Σ) over all a and b: how far the model's kernel A with measurement noise of any size is from the
/// reference's kernel B. 0 for equal kernels, negative otherwise.
/// </summary>
/// <remarks>
/// The dissimilarities are taken as squared distances, the kernels are those of differences of stimuli. The scale a has a closed form, minus the mean
/// of log λ, so that the minimum is searched along one line, from noise of 1e-9 of the model's size to 1e9 of it. Shahbazi, Shirali, Aghajan, Nili 2021,
/// https://doi.org/10.1016/j.neuroimage.2021.118271. Some 80 decompositions, O(n³) each, a pair of RDMs: for some tens of stimuli.
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

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    private sealed record Kernels(double[] Values, double[] OfDifferences) : PreparedRdm(Values);

    private sealed class Bound(ComparisonSpace space) : BoundComparison(space)
    {
        private const int Reach = 21;
        private const double GoldenShare = 0.6180339887498949;

        private readonly double[] _noise = Noise(space);

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
            (Tensor values, Tensor vectors) = linalg.eigh(Square(((Kernels)reference).OfDifferences));
            double[] spectrum = new double[Count];
            values.CopyTo<double>(spectrum);
            if (!(spectrum[0] > 1e-12 * spectrum[^1]))
            {
                return double.NaN;
            }

            // Both kernels in coordinates in which B is the identity.
            Tensor root = vectors / values.sqrt();
            Tensor signal = root.t().matmul(Square(((Kernels)model).OfDifferences)).matmul(root);
            Tensor noise = root.t().matmul(Square(_noise)).matmul(root);
            double scale = Math.Log(signal.trace().item<double>() / noise.trace().item<double>());
            double Distance(double b)
            {
                using DisposeScope inner = NewDisposeScope();
                double[] lambda = new double[Count];
                linalg.eigvalsh(signal + (noise * Math.Exp(scale + b))).CopyTo<double>(lambda);
                if (!(lambda[0] > 0))
                {
                    return double.PositiveInfinity;
                }

                double[] log = [.. lambda.Select(value => Math.Log(value))];
                double mean = log.Average();
                return Math.Sqrt(log.Sum(value => (value - mean) * (value - mean)));
            }

            int nearest = Enumerable.Range(-Reach, (2 * Reach) + 1).MinBy(b => Distance(b));
            return -Math.Min(Distance(nearest), GoldenSection(Distance, nearest - 1, nearest + 1));
        }

        // Kernels of one size; no closed form is nearest to all.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) => Kernel.ToMeanOne(dissimilarity, destination);

        public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
            new PreparedAgainStatistic(this, models, regions);

        public override BoundComparison OnPairs(int[] pairs) => throw new InvalidOperationException("A kernel needs every pair.");

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
