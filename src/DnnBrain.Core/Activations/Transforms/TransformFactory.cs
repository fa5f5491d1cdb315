using System.Globalization;

namespace DnnBrain.Activations.Transforms;

/// <summary>Makes every transformation but principal components.</summary>
internal static class TransformFactory
{
    /// <summary>Fits where there is something to fit.</summary>
    /// <param name="activation">The layer.</param>
    /// <param name="patterns">Its stimuli to fit on.</param>
    /// <param name="options">What to make.</param>
    /// <param name="observer">Told the progress.</param>
    /// <param name="token">Stops between two stimuli.</param>
    public static FittedTransform Fit(Activation activation, IPatternSet patterns, TransformOptions options, IRunObserver observer, CancellationToken token)
    {
        var groups = new UnitGroups(activation.Shape.ForLayer(activation.Layer), options.Axis);
        switch (options.Method)
        {
            case TransformMethod.SparseRandomProjection:
                int count = options.ComponentCount ?? SparseRandomProjection.MinimumComponentCount(activation.Shape.Stimuli, options.Distortion);
                Require(count, groups.Size, "ComponentCountTooLarge", "components", activation.Layer, options.ComponentCount is null ? ": that many keep the distances within the distortion asked for" : "");
                return new SparseRandomProjection(activation, options, Math.Max(1, count))
                {
                    Provenance = Describe(activation, options, options.Seed, ("ComponentCount", Text(count)), ("Distortion", options.ComponentCount is null ? Text(options.Distortion) : "")),
                };
            case TransformMethod.Histogram:
                (float[]? minimum, float[]? maximum, int counted) = options.SharedRange ? HistogramTransform.Range(patterns, groups, observer, token) : (null, null, 0);
                RequireFinite(!options.SharedRange || counted > 0, activation.Layer);
                return new HistogramTransform(activation, options, counted, minimum, maximum)
                {
                    Provenance = Describe(
                        activation,
                        options,
                        options.FitOn is null ? null : options.Seed,
                        ("BinCount", Text(options.BinCount ?? HistogramTransform.DefaultBinCount)),
                        ("Range", options.SharedRange ? "shared" : "own"),
                        ("FitOn", options.SharedRange ? options.FitOn?.ToString() ?? "all" : "")),
                };
            case TransformMethod.PowerSpectrum:
                int bins = (groups.Size / 2) + 1;
                Require(options.BinCount ?? bins, bins, "BinCountTooLarge", "frequencies", activation.Layer, "");
                return new PowerSpectrumTransform(activation, options, options.BinCount ?? bins)
                {
                    Provenance = Describe(activation, options, null, ("BinCount", Text(options.BinCount ?? bins))),
                };
            case TransformMethod.Pooling:
                return new PoolingTransform(activation, options) { Provenance = Describe(activation, options with { Axis = FeatureAxis.Location }, null, ("Pooling", options.Pooling.ToString())) };
            case TransformMethod.ZScore when options.ZScore == ZScoreScope.Stimulus:
                return new StimulusZScoreTransform(activation, options) { Provenance = Describe(activation, options, null, ("ZScore", options.ZScore.ToString())) };
            case TransformMethod.ZScore:
                return FitUnitZScore(activation, patterns, options, observer, token);
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Method, "There is no such method.");
        }
    }

    private static UnitZScoreTransform FitUnitZScore(Activation activation, IPatternSet patterns, TransformOptions options, IRunObserver observer, CancellationToken token)
    {
        UnitStatistics units = UnitStatistics.Compute(patterns, observer, token);
        RequireFinite(units.StimulusCount > 0, activation.Layer);
        var fit = new UnitZScoreTransform(activation, options, units)
        {
            Provenance = Describe(
                activation,
                options with { Axis = FeatureAxis.Layer },
                options.FitOn is null ? null : options.Seed,
                ("ZScore", options.ZScore.ToString()),
                ("FitOn", options.FitOn?.ToString() ?? "all"),
                ("StimulusCount", Text(units.StimulusCount))),
        };
        if (fit.ConstantUnitCount > 0)
        {
            observer.Warning($"{fit.ConstantUnitCount:N0} of {activation.UnitCount:N0} units of {activation.Layer} are the same to all stimuli; z-scored they are 0.");
        }

        return fit;
    }

    private static void Require(int count, int largest, string errorId, string what, string layer, string reason)
    {
        if (count > largest)
        {
            throw new DnnBrainException(errorId, ErrorKind.InvalidArgument, $"Layer '{layer}' has at most {largest} {what} on this axis, not {count}{reason}.", count);
        }
    }

    private static void RequireFinite(bool condition, string layer)
    {
        if (!condition)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidData, $"None of the stimuli to fit '{layer}' on is finite.", layer);
        }
    }

    private static Provenance Describe(Activation activation, TransformOptions options, long? seed, params (string Name, string Value)[] parameters) => new()
    {
        Operation = "Convert-Activation",
        Model = activation.Provenance.Model,
        Seed = seed,
        Parameters = new Dictionary<string, string>(parameters.Where(p => p.Value.Length > 0).Select(p => KeyValuePair.Create(p.Name, p.Value)))
        {
            ["Method"] = options.Method.ToString(),
            ["Axis"] = options.Axis.ToString(),
        },
        Sources = [activation.Provenance],
    };

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
