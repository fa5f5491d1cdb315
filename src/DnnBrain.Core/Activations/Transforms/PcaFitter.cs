using System.Globalization;

namespace DnnBrain.Activations.Transforms;

/// <summary>Fits principal components to the layer, or to each group of its units.</summary>
internal static class PcaFitter
{
    // Below this size all eigenvectors take less than a second.
    private const int SmallSize = 500;

    /// <summary>Fits.</summary>
    /// <returns>The fit, and what its solver found for each group: the scores of the stimuli that it rests on.</returns>
    public static (PcaTransform Fit, PcaSolution[] Solutions) Fit(
        Activation activation, IPatternSet patterns, TransformOptions options, bool keepComponents, IRunObserver observer, CancellationToken token)
    {
        var groups = new UnitGroups(activation.Shape.ForLayer(activation.Layer), options.Axis);
        int largest = Math.Min(patterns.StimulusId.Count, groups.Size);
        if (patterns.StimulusId.Count < 2)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidData, $"Principal components of '{activation.Layer}' need at least 2 stimuli to fit on, not {patterns.StimulusId.Count}.", activation.Layer);
        }

        if (options.ComponentCount > largest)
        {
            throw new DnnBrainException(
                "ComponentCountTooLarge",
                ErrorKind.InvalidArgument,
                $"Layer '{activation.Layer}' has at most {largest} principal components, not {options.ComponentCount}: it is fitted on {patterns.StimulusId.Count} stimuli and {groups.Size} units.",
                options.ComponentCount);
        }

        PcaSolution[] solutions = options.Axis == FeatureAxis.Layer
            ? [Solve(patterns, options, keepComponents, observer, token)]
            : SolveGroups(patterns, groups, options, keepComponents, observer, token);
        PrincipalComponents[] components = [.. solutions.Select(solution => solution.Components)];
        var fit = new PcaTransform(activation, options, components, solutions[0].Solver) { Provenance = Describe(activation, options, components, solutions[0].Solver) };
        return (fit, solutions);
    }

    private static PcaSolution[] SolveGroups(
        IPatternSet patterns, UnitGroups groups, TransformOptions options, bool keepComponents, IRunObserver observer, CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        long bytesPerGroup = (long)n * groups.Size * sizeof(float);
        int together = (int)Math.Clamp(options.MaxMemory / bytesPerGroup, 1, groups.Count);
        var solutions = new List<PcaSolution>(groups.Count);
        float[] row = new float[patterns.UnitCount];
        for (int first = 0; first < groups.Count; first += together)
        {
            int count = Math.Min(together, groups.Count - first);
            float[][] values = [.. Enumerable.Range(0, count).Select(_ => new float[n * groups.Size])];
            for (int i = 0; i < n; i++)
            {
                token.ThrowIfCancellationRequested();
                patterns.Read(i, 1, row.AsSpan());
                for (int g = 0; g < count; g++)
                {
                    groups.Gather(first + g, row, values[g].AsSpan(i * groups.Size, groups.Size));
                }
            }

            for (int g = 0; g < count; g++)
            {
                token.ThrowIfCancellationRequested();
                solutions.Add(Solve(new MemoryPatterns(patterns, groups.Size, values[g]), options, keepComponents, observer, token));
                values[g] = [];
            }
        }

        return [.. solutions];
    }

    private static PcaSolution Solve(IPatternSet patterns, TransformOptions options, bool keepComponents, IRunObserver observer, CancellationToken token)
    {
        if (options.ComponentCount is { } k && IsRandomized(patterns, k, options)
            && KrylovPca.Solve(patterns, k, options.Seed, options.MaxMemory, observer, token) is { } solution)
        {
            return solution;
        }

        return ExactPca.Solve(
            patterns,
            (eigenvalues, total) => options.ComponentCount ?? CountFor(options.VarianceShare!.Value, eigenvalues, total),
            keepComponents,
            options.MaxMemory,
            observer,
            token);
    }

    private static bool IsRandomized(IPatternSet patterns, int k, TransformOptions options)
    {
        int n = patterns.StimulusId.Count;
        int p = patterns.UnitCount;
        int m = KrylovPca.Dimension(k);
        bool fits = Math.Max((long)n * p, (long)p * m * 3) * sizeof(float) <= options.MaxMemory;
        return options.Solver switch
        {
            PcaSolver.Exact => false,
            PcaSolver.Randomized => true,

            // Where neither patterns nor basis fit into memory, the Gram matrix of a few thousand stimuli costs fewer passes.
            _ => Math.Min(n, p) > Math.Max(SmallSize, 2 * m) && (fits || (long)p * m * 3 * sizeof(float) <= options.MaxMemory),
        };
    }

    /// <summary>The fewest components that explain more than a share, as scikit-learn counts.</summary>
    private static int CountFor(double share, double[] eigenvalues, double total)
    {
        double explained = 0;
        for (int i = 0; i < eigenvalues.Length; i++)
        {
            explained += eigenvalues[i];
            if (explained > share * total)
            {
                return i + 1;
            }
        }

        return eigenvalues.Length;
    }

    private static Provenance Describe(Activation activation, TransformOptions options, PrincipalComponents[] components, PcaSolver solver)
    {
        double total = components.Sum(group => group.TotalVariance);
        var parameters = new Dictionary<string, string>
        {
            ["Method"] = nameof(TransformMethod.Pca),
            ["Axis"] = options.Axis.ToString(),
            ["ComponentCount"] = Text(components[0].ComponentCount),
            ["Solver"] = solver.ToString(),
            ["Whiten"] = options.Whiten.ToString(),
            ["FitOn"] = options.FitOn?.ToString() ?? "all",
            ["StimulusCount"] = Text(components[0].StimulusCount),
            ["ExplainedVarianceShare"] = Text(total > 0 ? components.Sum(group => group.ExplainedVariance.Sum()) / total : 0),
        };
        if (components.Length == 1)
        {
            parameters["ExplainedVariance"] = string.Join(' ', components[0].ExplainedVariance.Select(value => Text(value)));
            parameters["ExplainedVarianceRatio"] = string.Join(' ', components[0].ExplainedVarianceRatio.Select(value => Text(value)));
        }

        return new Provenance
        {
            Operation = "Convert-Activation",
            Model = activation.Provenance.Model,
            Parameters = parameters,
            Seed = solver == PcaSolver.Randomized || options.FitOn is not null ? options.Seed : null,
            Sources = [activation.Provenance],
        };
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
