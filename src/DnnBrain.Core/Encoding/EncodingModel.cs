using DnnBrain.Activations;
using DnnBrain.Stimuli;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// ONE model that predicts the voxels of a region from the units of a layer: a recipe and the data it applies to. Nothing is
/// computed until it is fitted or tested.
/// </summary>
public sealed class EncodingModel
{
    private readonly int[] _targetRow;

    /// <summary>Makes a model.</summary>
    /// <param name="predictor">The predictors; their order of stimuli is the model's.</param>
    /// <param name="target">What is predicted; the same stimuli in any order.</param>
    /// <param name="options">The recipe.</param>
    /// <exception cref="DnnBrainException">
    /// The stimuli differ (<c>StimulusMismatch</c>), one occurs twice (<c>StimulusDuplicate</c>), or a penalty is no finite number above 0
    /// (<c>AlphaInvalid</c>).
    /// </exception>
    public EncodingModel(IPatternSet predictor, IPatternSet target, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Predictor = predictor;
        Target = target;
        Options = options;
        _targetRow = StimulusIds.Align(predictor.StimulusId, target.StimulusId, predictor.Name, target.Name);
    }

    /// <summary>The predictors: stimuli × units.</summary>
    public IPatternSet Predictor { get; }

    /// <summary>What is predicted: stimuli × voxels.</summary>
    public IPatternSet Target { get; }

    /// <summary>The recipe.</summary>
    public EncodingOptions Options { get; }

    /// <summary>The network, or whatever the predictors come from.</summary>
    public string Model => Predictor.Source;

    /// <summary>The layer.</summary>
    public string Layer => Predictor.Name;

    /// <summary>The region.</summary>
    public string Region => Target.Name;

    /// <summary>The subject; null where it is not known.</summary>
    public string? Subject => Target.Subject;

    /// <summary>The method.</summary>
    public EncodingMethod Method => Options.Method;

    /// <summary>The number of predictors.</summary>
    public int UnitCount => Predictor.UnitCount;

    /// <summary>The number of targets.</summary>
    public int VoxelCount => Target.UnitCount;

    /// <summary>The number of stimuli.</summary>
    public int StimulusCount => Predictor.StimulusId.Count;

    /// <summary>Fits the model to all stimuli. For a score on stimuli that were not fitted, see <see cref="EncodingCrossValidation"/>.</summary>
    /// <param name="observer">Is told how far the reading of the predictors is.</param>
    /// <param name="token">Stops the computation.</param>
    /// <returns>The weights; NaN for voxels that are constant or hold NaN.</returns>
    /// <exception cref="DnnBrainException">A predictor is NaN or infinite (<c>PredictorNotFinite</c>).</exception>
    public FittedEncodingModel Fit(IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(observer);
        using GradGuard noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int[] all = [.. Enumerable.Range(0, StimulusCount)];
        IDesign design = ReadDesign(all, observer, token);
        TargetMatrix target = ReadTarget();
        double[] alpha = Method == EncodingMethod.Ridge ? AlphaSearch.Choose(design, target, all, Options, token) : [];
        RidgePath path = design.Decompose(all, []);
        double[] weights = new double[checked(StimulusCount * VoxelCount)];
        double[] targetMean = new double[VoxelCount];
        foreach ((int first, int count) in target.Blocks())
        {
            token.ThrowIfCancellationRequested();
            using DisposeScope block = NewDisposeScope();
            Tensor y = target.Take(all, first, count);
            Tensor mean = y.mean([0]);
            Tensor? penalty = alpha.Length == 0 ? null : tensor<double>(alpha.AsSpan(first, count));
            double[] dual = path.DualWeights(path.Project(y.sub(mean)), penalty).ToArray<double>();
            double[] means = mean.ToArray<double>();
            for (int voxel = 0; voxel < count; voxel++)
            {
                bool usable = target.IsUsable(first + voxel);
                targetMean[first + voxel] = usable ? means[voxel] : double.NaN;
                for (int row = 0; row < StimulusCount; row++)
                {
                    weights[(row * VoxelCount) + first + voxel] = usable ? dual[(row * count) + voxel] : double.NaN;
                }
            }
        }

        return new FittedEncodingModel(this, weights, targetMean, alpha);
    }

    /// <summary>Layer, region, subject and method.</summary>
    public override string ToString() => $"{Layer} -> {Region}{(Subject is null ? "" : $" {Subject}")} ({Method})";

    /// <summary>
    /// Reads the predictors, centred on their mean over some rows and, where the recipe says so, scaled by their standard
    /// deviations there. Fits do not depend on the centring, as they centre again on their training rows; but the large common part of
    /// most layers would cost digits in every product.
    /// </summary>
    internal IDesign ReadDesign(IReadOnlyList<int> rows, IRunObserver observer, CancellationToken token)
    {
        PredictorScaling scaling = PredictorScaling.Fit(Predictor, rows, Options.Standardize, observer, token);
        return UnitCount <= StimulusCount
            ? PrimalDesign.Read(Predictor, scaling, token)
            : DualDesign.Read(Predictor, scaling, observer, token);
    }

    /// <summary>Reads the targets in the predictors' order.</summary>
    internal TargetMatrix ReadTarget() => TargetMatrix.Read(Target, _targetRow);
}
