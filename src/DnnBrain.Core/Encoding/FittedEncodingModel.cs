using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// A model that is fitted to all its stimuli. It holds one weight a training stimulus and voxel; the weights of the units follow
/// from them and the predictors, however many units there are.
/// </summary>
public sealed class FittedEncodingModel
{
    private readonly double[] _dualWeights;
    private readonly double[] _targetMean;

    internal FittedEncodingModel(EncodingModel model, double[] dualWeights, double[] targetMean, double[] alpha)
    {
        Model = model;
        _dualWeights = dualWeights;
        _targetMean = targetMean;
        Alpha = Array.AsReadOnly(alpha);
    }

    /// <summary>The recipe and its data.</summary>
    public EncodingModel Model { get; }

    /// <summary>The penalty of each voxel; empty for least squares.</summary>
    public IReadOnlyList<double> Alpha { get; }

    /// <summary>Predicts the voxels' answers to other stimuli.</summary>
    /// <param name="predictor">Patterns over the units that the model was fitted with.</param>
    /// <param name="token">Stops the computation.</param>
    /// <returns>Stimuli × voxels; NaN for voxels that could not be fitted.</returns>
    /// <exception cref="DnnBrainException">
    /// The number of units differs (<c>ShapeMismatch</c>) or one is not finite (<c>PredictorNotFinite</c>).
    /// </exception>
    public double[,] Predict(IPatternSet predictor, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        if (predictor.UnitCount != Model.UnitCount)
        {
            throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidArgument,
                $"The model was fitted with the {Model.UnitCount} units of '{Model.Layer}'; '{predictor.Name}' has {predictor.UnitCount}.",
                predictor.Name);
        }

        using GradGuard noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        PredictorScaling scaling = FitScaling(token);
        Tensor dual = DualWeights();
        double[,] result = new double[predictor.StimulusId.Count, Model.VoxelCount];
        foreach (PatternBlock rows in scaling.ReadBlocks(predictor, token))
        {
            using DisposeScope rowScope = NewDisposeScope();
            Tensor x = ToTensor(rows);
            Tensor predicted = tensor<double>(_targetMean).repeat([rows.Count, 1]);
            foreach (PatternBlock train in scaling.ReadBlocks(Model.Predictor, token))
            {
                using DisposeScope trainScope = NewDisposeScope();
                predicted.add_(x.matmul(ToTensor(train).t()).matmul(dual.narrow(0, train.First, train.Count)));
            }

            Buffer.BlockCopy(predicted.ToArray<double>(), 0, result, rows.First * Model.VoxelCount * sizeof(double), rows.Count * Model.VoxelCount * sizeof(double));
        }

        return result;
    }

    /// <summary>The weights of all units for one voxel, in the units' own scale.</summary>
    /// <param name="voxel">0-based voxel.</param>
    /// <param name="token">Stops the computation.</param>
    /// <returns>One weight a unit, so that a prediction is <c>intercept + Σ weight · unit</c>, and the intercept.</returns>
    public (double[] Weight, double Intercept) GetWeights(int voxel, CancellationToken token = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(voxel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(voxel, Model.VoxelCount);
        using GradGuard noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        PredictorScaling scaling = FitScaling(token);
        Tensor dual = DualWeights().select(1, voxel);
        Tensor weight = zeros([Model.UnitCount], float64);
        foreach (PatternBlock rows in scaling.ReadBlocks(Model.Predictor, token))
        {
            using DisposeScope block = NewDisposeScope();
            weight.add_(dual.narrow(0, rows.First, rows.Count).matmul(ToTensor(rows)));
        }

        double[] weights = weight.ToArray<double>();
        return (weights, _targetMean[voxel] - scaling.ToOriginalScale(weights));
    }

    private static Tensor ToTensor(PatternBlock block) => tensor<double>(block.Values, [block.Count, block.UnitCount]);

    private PredictorScaling FitScaling(CancellationToken token) =>
        PredictorScaling.Fit(Model.Predictor, [.. Enumerable.Range(0, Model.StimulusCount)], Model.Options.Standardize, SilentObserver.Instance, token);

    private Tensor DualWeights() => tensor<double>(_dualWeights, [Model.StimulusCount, Model.VoxelCount]);
}
