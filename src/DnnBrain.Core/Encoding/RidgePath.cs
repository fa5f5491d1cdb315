using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Training predictors X in their own axes, X X' = U Λ U': every penalty and target from here on is a rescaling.
/// </summary>
/// <remarks>
/// Predictions are T (Λ + α)⁻¹ U'Y, where T holds the test rows times the training rows in these axes: T = X_test X' U. With
/// X = U S V' that is X_test V S, so one and the same form serves the primal and the dual solution.
/// </remarks>
internal sealed class RidgePath
{
    /// <summary>The distance from 1 to the next larger number.</summary>
    public const double MachineEpsilon = 2.220446049250313e-16;

    private readonly Tensor _basis;
    private readonly Tensor _eigenvalue;
    private readonly Tensor _testScore;
    private readonly double _zeroShare;

    /// <summary>Takes the tensors over, into the dispose scope outside the current one.</summary>
    /// <param name="basis">U, training rows × axes.</param>
    /// <param name="eigenvalue">Λ, one an axis.</param>
    /// <param name="testScore">T, test rows × axes.</param>
    /// <param name="zeroShare">Without a penalty, axes whose eigenvalue is at most this share of the largest are left out.</param>
    public RidgePath(Tensor basis, Tensor eigenvalue, Tensor testScore, double zeroShare)
    {
        _basis = basis.MoveToOuterDisposeScope();
        _eigenvalue = eigenvalue.MoveToOuterDisposeScope();
        _testScore = testScore.MoveToOuterDisposeScope();
        _zeroShare = zeroShare;
    }

    /// <summary>U'Y: axes × targets. Done once for all penalties.</summary>
    /// <param name="target">Training rows × targets, centred.</param>
    public Tensor Project(Tensor target) => _basis.t().matmul(target);

    /// <summary>What the test rows are predicted to be, relative to the training mean: test rows × targets.</summary>
    /// <param name="projected">What <see cref="Project"/> gave.</param>
    /// <param name="penalty">α, one number or one a target; null for least squares of minimum norm.</param>
    public Tensor Predict(Tensor projected, Tensor? penalty)
    {
        Tensor gain = Gain(penalty);

        // One penalty for all: the test rows are the smaller factor to rescale.
        return gain.size(1) == 1 ? _testScore.mul(gain.t()).matmul(projected) : _testScore.matmul(projected.mul(gain));
    }

    /// <summary>The weights of the training rows, training rows × targets: X' times them are the weights of the units.</summary>
    /// <inheritdoc cref="Predict"/>
    public Tensor DualWeights(Tensor projected, Tensor? penalty) => _basis.matmul(projected.mul(Gain(penalty)));

    private Tensor Gain(Tensor? penalty)
    {
        if (penalty is not null)
        {
            return _eigenvalue.unsqueeze(1).add(penalty).reciprocal();
        }

        Tensor kept = _eigenvalue.gt(_eigenvalue.max().mul(_zeroShare));
        return where(kept, _eigenvalue.reciprocal(), zeros_like(_eigenvalue)).unsqueeze(1);
    }
}
