using MathNet.Numerics.LinearAlgebra.Double;

namespace DnnBrain.Rsa.Inference;

/// <summary>Products of dissimilarities in the metric of their covariance, under a weighted sample of stimuli.</summary>
/// <remarks>
/// Estimates of stimuli with independent errors of equal variance give dissimilarities with covariance V ∝ 2I + AAᵀ, where A (pair × stimulus) is 1
/// where the stimulus is in the pair (Diedrichsen et al. 2021, https://arxiv.org/abs/2007.02789). A sample's copies count as stimuli of their own and
/// pairs of copies are not there. By Woodbury xᵀV⁻¹y = ½ (xᵀy − ρₓᵀu), ρₓ = Aᵀx, (2I + AᵀA) u = ρ_y; copies of one stimulus share their ρ
/// and u, so with weights w, N = Σw, the system is (2 + N − 2 w_g) u_g + Σₕ wₕ uₕ = ρ_g: diagonal but for one sum. O(pairs) a vector. Where
/// pairs are missing the system is full: O(stimuli³) a sample.
/// </remarks>
internal sealed class PairWhitening
{
    private readonly double[] _diagonal;
    private double _sumOfInverse;
    private int _singular;
    private DenseMatrix? _system;
    private MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>? _factor;

    /// <summary>Makes room for samples of up to n stimuli.</summary>
    public PairWhitening(int stimulusCount)
    {
        _diagonal = new double[stimulusCount];
    }

    /// <summary>Takes a sample.</summary>
    public void Take(PairSample sample)
    {
        if (!sample.IsComplete)
        {
            Factorize(sample);
            return;
        }

        _sumOfInverse = 0;
        _singular = -1;
        for (int g = 0; g < sample.StimulusCount; g++)
        {
            _diagonal[g] = 2 + sample.StimulusTotal - (2 * sample.StimulusWeight[g]);
            if (_diagonal[g] == 0)
            {
                // At most one stimulus can have N/2 + 1 copies.
                _singular = g;
            }
            else
            {
                _sumOfInverse += sample.StimulusWeight[g] / _diagonal[g];
            }
        }
    }

    /// <summary>ρ = Aᵀx of one vector: for each stimulus the sum over its pairs.</summary>
    public static void Sum(PairSample sample, ReadOnlySpan<double> row, Span<double> sums)
    {
        sums.Clear();
        for (int k = 0; k < sample.Count; k++)
        {
            (int a, int b) = (sample.First[k], sample.Second[k]);
            sums[a] += sample.StimulusWeight[b] * row[k];
            sums[b] += sample.StimulusWeight[a] * row[k];
        }
    }

    /// <summary>Solves for u.</summary>
    /// <param name="sample">The sample that was taken.</param>
    /// <param name="sums">ρ.</param>
    /// <param name="solution">Takes u.</param>
    public void Solve(PairSample sample, ReadOnlySpan<double> sums, Span<double> solution)
    {
        int n = sample.StimulusCount;
        if (!sample.IsComplete)
        {
            SolveFull(sample, sums, solution);
            return;
        }

        double weighted = 0;
        for (int g = 0; g < n; g++)
        {
            weighted += g == _singular ? 0 : sample.StimulusWeight[g] * sums[g] / _diagonal[g];
        }

        // The sum Σ w u: from all rows, or, where one row has nothing but this sum, from that row.
        double sum = _singular < 0 ? weighted / (1 + _sumOfInverse) : sums[_singular];
        double others = 0;
        for (int g = 0; g < n; g++)
        {
            solution[g] = g == _singular ? 0 : (sums[g] - sum) / _diagonal[g];
            others += sample.StimulusWeight[g] * solution[g];
        }

        if (_singular >= 0)
        {
            solution[_singular] = (sum - others) / sample.StimulusWeight[_singular];
        }
    }

    // With rows and columns multiplied by √w the system is symmetric and positive definite.
    private void Factorize(PairSample sample)
    {
        int n = sample.StimulusCount;
        _system = DenseMatrix.CreateDiagonal(n, n, 2);
        for (int k = 0; k < sample.Count; k++)
        {
            (int a, int b) = (sample.First[k], sample.Second[k]);
            _system[a, a] += sample.StimulusWeight[b];
            _system[b, b] += sample.StimulusWeight[a];
            _system[a, b] = _system[b, a] = Math.Sqrt(sample.StimulusWeight[a] * sample.StimulusWeight[b]);
        }

        _factor = _system.Cholesky();
    }

    private void SolveFull(PairSample sample, ReadOnlySpan<double> sums, Span<double> solution)
    {
        var right = new DenseVector(sample.StimulusCount);
        for (int g = 0; g < right.Count; g++)
        {
            right[g] = sums[g] * Math.Sqrt(sample.StimulusWeight[g]);
        }

        MathNet.Numerics.LinearAlgebra.Vector<double> scaled = _factor!.Solve(right);
        for (int g = 0; g < right.Count; g++)
        {
            solution[g] = scaled[g] / Math.Sqrt(sample.StimulusWeight[g]);
        }
    }
}
