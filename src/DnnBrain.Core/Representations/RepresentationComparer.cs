using System.Diagnostics;
using System.Globalization;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Representations;

/// <summary>Compares representations, whatever their units: layers with regions, layers with layers.</summary>
public static class RepresentationComparer
{
    /// <summary>Compares each model with each reference.</summary>
    /// <param name="models">Layers.</param>
    /// <param name="references">Regions of subjects, or layers. Their stimuli are matched by id.</param>
    /// <param name="options">Method and inference.</param>
    /// <param name="observer">Told, as failed items, of models that cannot be compared.</param>
    /// <param name="token">Stops the permutations.</param>
    /// <returns>One result a pair: all models with the first reference, then with the next.</returns>
    /// <exception cref="DnnBrainException">
    /// A side is empty (<c>RepresentationMissing</c>); ids differ (<c>StimulusMismatch</c>); too few stimuli (<c>StimulusTooFew</c>); a
    /// reference cannot be compared (<c>RepresentationConstant</c>); an option cannot be used (see
    /// <see cref="RepresentationComparisonOptions.Validate"/>); the memory is too small for what is prepared and one thread
    /// (<c>MemoryTooSmall</c>).
    /// </exception>
    public static IReadOnlyList<RepresentationComparison> Compare(
        IReadOnlyList<Representation> models,
        IReadOnlyList<Representation> references,
        RepresentationComparisonOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        if (models.Count == 0 || references.Count == 0)
        {
            throw new DnnBrainException("RepresentationMissing", ErrorKind.InvalidArgument, $"There is no {(models.Count == 0 ? "model" : "reference")} to compare.");
        }

        long start = Stopwatch.GetTimestamp();
        RepresentationMethod method = options.Method;
        Representation first = references[0];
        if (first.StimulusCount < method.FewestStimuli)
        {
            throw new DnnBrainException(
                "StimulusTooFew", ErrorKind.InvalidData, $"'{first.Name}' has {first.StimulusCount} stimuli; {method} needs at least {method.FewestStimuli}.", first.Name);
        }

        MemoryLimit memory = options.Inference.Memory;
        PreparedRepresentation Prepare(Representation representation, bool isModel)
        {
            // Beside what is prepared already: the products in the order of the first, and what makes of them what is kept.
            _ = memory.Hold(representation.HeldBytes + method.PreparationBytes(first.StimulusCount));
            PreparedRepresentation prepared = method.Prepare(
                representation.AlignTo(first), isModel, options with { Inference = options.Inference with { Memory = memory.Hold(representation.HeldBytes) } }, observer);
            memory = memory.Hold(prepared.Bytes);
            return prepared;
        }

        PreparedRepresentation[] preparedReferences = [.. references.Select(reference => Prepare(reference, isModel: false))];
        var usable = new List<(Representation Model, PreparedRepresentation Prepared)>();
        foreach (Representation model in models)
        {
            token.ThrowIfCancellationRequested();
            try
            {
                usable.Add((model, Prepare(model, isModel: true)));
            }
            catch (DnnBrainException e) when (e.ErrorId is not ("StimulusMismatch" or "MemoryTooSmall"))
            {
                observer.ItemFailed(e);
            }
        }

        if (usable.Count == 0)
        {
            return [];
        }

        InferenceOptions inference = options.Inference with { Alternative = Alternative.Greater, Memory = memory };
        ResamplingResult labels = LabelPermutationTest.Run(
            method.Statistic(first.StimulusCount, [.. usable.Select(item => item.Prepared)], preparedReferences),
            inference,
            observer,
            token);
        IReadOnlyDictionary<string, string> parameters = Parameters(options, inference);
        RepresentationComparison[] results = [.. references.SelectMany((reference, r) => usable.Select((item, m) =>
        {
            int cell = (m * references.Count) + r;
            return new RepresentationComparison
            {
                Name = item.Model.Name,
                Source = item.Model.Source,
                Region = reference.Name,
                Subject = reference.Subject ?? "",
                Method = method.Name,
                Value = method.ToValue(labels.Observed[cell]),
                PValue = labels.PValue[cell],
                AdjustedPValue = labels.AdjustedPValue[cell],
                PermutationCount = labels.DrawCount,
                StimulusCount = first.StimulusCount,
                Provenance = new Provenance
                {
                    Operation = "Measure-Cka",
                    Seed = options.Inference.Seed,
                    Parameters = parameters,
                    Sources = [item.Model.Provenance, reference.Provenance],
                },
            };
        }))];
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Compared {usable.Count} × {references.Count} representations of {first.StimulusCount} stimuli by {method}, {labels.DrawCount:N0} permutations, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return results;
    }

    private static Dictionary<string, string> Parameters(RepresentationComparisonOptions options, InferenceOptions inference)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Method"] = options.Method.Name,
            ["Bandwidth"] = options.Bandwidth.ToString("R", CultureInfo.InvariantCulture),
            ["VarianceShare"] = options.VarianceShare.ToString("R", CultureInfo.InvariantCulture),
        };
        inference.Describe(parameters);
        return parameters;
    }
}
