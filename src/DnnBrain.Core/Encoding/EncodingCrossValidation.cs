using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>
/// Tests an encoding model on stimuli that it was not fitted to: k folds, each predicted from the others. Everything that is
/// chosen (the penalty, the scaling of units) is chosen on the training stimuli of the fold.
/// </summary>
public static class EncodingCrossValidation
{
    // Two points always correlate by ±1.
    private const int SmallestTestSet = 3;

    /// <summary>Tests a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Number and order of folds.</param>
    /// <param name="observer">Is told about folds, and warned of voxels without an accuracy.</param>
    /// <param name="token">Looked at before every block of voxels and every block of predictors.</param>
    /// <returns>The accuracy of each voxel: Pearson's r of prediction and measurement in each fold, averaged over the folds.</returns>
    /// <exception cref="DnnBrainException">
    /// The folds are fewer than two or more than stimuli (<c>FoldCountInvalid</c>), a fold has fewer than three stimuli to test on
    /// (<c>FoldTooSmall</c>), or a predictor is NaN or infinite (<c>PredictorNotFinite</c>).
    /// </exception>
    /// <remarks>
    /// With n stimuli, p units and v voxels: O(n²p) once for p &gt; n (once a fold when units are standardised), then one
    /// decomposition a fold and inner fold, O(n³) or O(np²), and O(n²v) a penalty.
    /// </remarks>
    public static EncodingResult Run(EncodingModel model, EncodingValidationOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        IReadOnlyList<Fold> folds = KFold.Split(KFold.Order(model.StimulusCount, options.Seed), options.FoldCount);
        if (folds.Any(fold => fold.Test.Count < SmallestTestSet))
        {
            throw new DnnBrainException(
                "FoldTooSmall",
                ErrorKind.InvalidArgument,
                $"{options.FoldCount} folds of {model.StimulusCount} stimuli leave {folds.Min(fold => fold.Test.Count)} to test on; a correlation needs at least {SmallestTestSet}. At most {model.StimulusCount / SmallestTestSet} folds are possible.",
                options.FoldCount);
        }

        using GradGuard noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        IDesign? shared = model.Options.Standardize ? null : model.ReadDesign([.. Enumerable.Range(0, model.StimulusCount)], observer, token);
        TargetMatrix target = model.ReadTarget();
        var accuracy = new double[folds.Count][];
        var alpha = new double[model.Method == EncodingMethod.Ridge ? folds.Count : 0][];
        for (int i = 0; i < folds.Count; i++)
        {
            using DisposeScope foldScope = NewDisposeScope();
            IDesign design = shared ?? model.ReadDesign(folds[i].Train, observer, token);
            if (model.Method == EncodingMethod.Ridge)
            {
                alpha[i] = AlphaSearch.Choose(design, target, folds[i].Train, model.Options, token);
            }

            accuracy[i] = Score(design, target, folds[i], model.Method == EncodingMethod.Ridge ? alpha[i] : null, token);
            observer.Report(new RunProgress($"Testing {model}", i + 1, folds.Count, "folds"));
        }

        var result = new EncodingResult(model, accuracy, alpha, ToProvenance(model, options));
        Warn(model, target, result, observer);
        return result;
    }

    private static double[] Score(IDesign design, TargetMatrix target, Fold fold, double[]? alpha, CancellationToken token)
    {
        double[] accuracy = new double[target.VoxelCount];
        RidgePath path = design.Decompose(fold.Train, fold.Test);
        int rows = fold.Test.Count;
        foreach ((int first, int count) in target.Blocks())
        {
            token.ThrowIfCancellationRequested();
            using DisposeScope block = NewDisposeScope();
            Tensor y = target.Take(fold.Train, first, count);
            Tensor mean = y.mean([0]);
            Tensor? penalty = alpha is null ? null : tensor<double>(alpha.AsSpan(first, count));
            Tensor predicted = path.Predict(path.Project(y.sub(mean)), penalty).add(mean);
            double[] byVoxel = predicted.t().contiguous().ToArray<double>();
            double[] measured = target.Take(fold.Test, first, count).t().contiguous().ToArray<double>();
            for (int voxel = 0; voxel < count; voxel++)
            {
                accuracy[first + voxel] = target.IsUsable(first + voxel)
                    ? Correlation.Pearson(byVoxel.AsSpan(voxel * rows, rows), measured.AsSpan(voxel * rows, rows))
                    : double.NaN;
            }
        }

        return accuracy;
    }

    private static void Warn(EncodingModel model, TargetMatrix target, EncodingResult result, IRunObserver observer)
    {
        int without = result.Accuracy.Count(double.IsNaN);
        if (without == 0)
        {
            return;
        }

        int others = without - target.MissingCount - target.ConstantCount;
        observer.Warning(
            $"{model}: {without} of {model.VoxelCount} voxels have no accuracy (NaN): {target.MissingCount} hold NaN or infinity, {target.ConstantCount} are constant, "
            + $"and {others} are constant, or predicted as constant, in some fold. Means and medians leave them out.");
    }

    private static Provenance ToProvenance(EncodingModel model, EncodingValidationOptions options)
    {
        Dictionary<string, string> parameters = model.Options.Describe();
        parameters["FoldCount"] = FormattableString.Invariant($"{options.FoldCount}");
        parameters["Score"] = "Pearson, mean over folds";
        return new Provenance
        {
            Operation = "Test-EncodingModel",
            Device = "cpu",
            Seed = options.Seed,
            Parameters = parameters,
            Sources = [model.Predictor.Provenance, model.Target.Provenance],
        };
    }
}
