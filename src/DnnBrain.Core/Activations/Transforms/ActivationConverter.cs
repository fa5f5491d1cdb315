using System.Diagnostics;
using System.Globalization;

namespace DnnBrain.Activations.Transforms;

/// <summary>Makes features of the units of activations: principal components, random projections, histograms, spectra, z-scores.</summary>
public static class ActivationConverter
{
    private const int ListedIds = 5;

    /// <summary>Fits a transformation to a layer, or to some of its stimuli.</summary>
    /// <param name="activation">The layer.</param>
    /// <param name="options">What to make, and how.</param>
    /// <param name="observer">Told the progress, and which stimuli do not count because they are not finite.</param>
    /// <param name="token">Stops between two blocks.</param>
    /// <exception cref="DnnBrainException">
    /// The options cannot be (see <see cref="TransformOptions.Validate"/>), there are not so many components (<c>ComponentCountTooLarge</c>) or
    /// bins (<c>BinCountTooLarge</c>), too few stimuli (<c>StimulusTooFew</c>), or a stimulus to fit on does not exist (<c>StimulusNotFound</c>).
    /// </exception>
    public static FittedTransform Fit(Activation activation, TransformOptions options, IRunObserver observer, CancellationToken token) =>
        FitPending(activation, options with { KeepFit = true }, observer, token).Fit;

    /// <summary>Fits a transformation to a layer and transforms it, into memory.</summary>
    /// <inheritdoc cref="Fit"/>
    public static Activation Convert(Activation activation, TransformOptions options, IRunObserver observer, CancellationToken token) =>
        ToMemory(FitPending(activation, options, observer, token), token);

    /// <summary>Transforms a layer by a fit of other stimuli, into memory.</summary>
    /// <exception cref="DnnBrainException">The fit is of another shape (<c>ShapeMismatch</c>).</exception>
    public static Activation Convert(Activation activation, FittedTransform fit, IRunObserver observer, CancellationToken token, long maxMemory = 1L << 30) =>
        ToMemory(Pending(activation, fit, maxMemory, observer), token);

    /// <summary>Fits, and stands ready to transform.</summary>
    public static PendingConversion FitPending(Activation activation, TransformOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        long started = Stopwatch.GetTimestamp();
        int[]? rows = options.FitOn?.Resolve(activation.StimulusId, options.Seed);
        IPatternSet patterns = rows is null ? activation : new PatternSubset(activation, rows);
        PendingConversion pending = options.Method == TransformMethod.Pca
            ? FitPca(activation, patterns, options, rows is null, observer, token)
            : Pending(activation, TransformFactory.Fit(activation, patterns, options, observer, token), options.MaxMemory, observer);
        observer.Verbose(string.Create(CultureInfo.InvariantCulture, $"Fitted {pending.Fit} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s."));
        return pending;
    }

    /// <summary>Stands ready to transform by a fit of other stimuli.</summary>
    /// <exception cref="DnnBrainException">The fit is of another shape (<c>ShapeMismatch</c>).</exception>
    public static PendingConversion Pending(Activation activation, FittedTransform fit, long maxMemory, IRunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(fit);
        LayerShape expected = fit.InputShape;
        ActivationShape shape = activation.Shape;
        return (shape.Channels, shape.Rows, shape.Columns) == (expected.Channels, expected.Rows, expected.Columns)
            ? new PendingConversion(activation, fit, new TransformedActivationValues(activation, fit, maxMemory, observer))
            : throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidData,
                $"The fit is of '{expected.Layer}' with {expected.Channels}×{expected.Rows}×{expected.Columns} units; '{activation.Layer}' has {shape.Channels}×{shape.Rows}×{shape.Columns}.",
                activation);
    }

    /// <summary>Transforms into memory.</summary>
    public static Activation ToMemory(PendingConversion pending, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(pending);
        using var sink = new MemoryActivationSink();
        Activation source = pending.Activation;
        ActivationShape shape = source.Shape;
        sink.Open(source.Model, [shape.ForLayer(source.Layer)], shape.Stimuli);
        int block = Math.Clamp((1 << 22) / shape.UnitCount, 1, Math.Max(1, shape.Stimuli));
        float[] values = new float[block * shape.UnitCount];
        for (int first = 0; first < shape.Stimuli; first += block)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(block, shape.Stimuli - first);
            source.Read(first, count, values.AsSpan(0, count * shape.UnitCount));
            sink.Append(0, count, values);
        }

        return sink.Complete(source.StimulusId, source.Provenance)[0];
    }

    /// <summary>Names the stimuli without features; to be called when the values have been read.</summary>
    /// <param name="pending">What was read.</param>
    /// <param name="observer">Told.</param>
    public static void Warn(PendingConversion pending, IRunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(observer);
        Warn(pending, pending.NotFinite, "hold a NaN or an infinity; features that rest on it are NaN", observer);
        Warn(pending, pending.Undefined, $"{(pending.Fit.UndefinedPattern is { } reason ? $"are {reason}" : "have no features")} and become NaN", observer);
    }

    private static void Warn(PendingConversion pending, IReadOnlyList<string> ids, string what, IRunObserver observer)
    {
        if (ids.Count > 0)
        {
            string list = string.Join(", ", ids.Take(ListedIds)) + (ids.Count > ListedIds ? ", ..." : "");
            observer.Warning($"{ids.Count} of the {pending.Activation.StimulusId.Count} patterns of {pending.Activation.Layer} {what}: {list}.");
        }
    }

    private static PendingConversion FitPca(
        Activation activation, IPatternSet patterns, TransformOptions options, bool onAll, IRunObserver observer, CancellationToken token)
    {
        (PcaTransform fit, PcaSolution[] solutions) = PcaFitter.Fit(activation, patterns, options, options.KeepFit || !onAll, observer, token);
        int counted = solutions.Min(solution => solution.Rows.Length);
        if (counted < patterns.StimulusId.Count)
        {
            observer.Warning($"The components of {activation.Layer} rest on {counted} of {patterns.StimulusId.Count} stimuli: the others hold a NaN or an infinity.");
        }

        return onAll
            ? new PendingConversion(activation, fit, new PcaScoreValues(activation, fit, solutions))
            : Pending(activation, fit, options.MaxMemory, observer);
    }
}
