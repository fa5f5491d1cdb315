using DnnBrain.Activations;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks.Extraction;

/// <summary>What to extract and how.</summary>
public sealed record ExtractionOptions
{
    /// <summary>The layers, as <see cref="LayerPattern"/> reads them: names, paths, wildcards.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>
    /// Which units of a layer, before its maps are pooled; a layer without an entry is taken whole. The keys are names of nodes.
    /// </summary>
    public IReadOnlyDictionary<string, UnitSelection> Units { get; init; } = new Dictionary<string, UnitSelection>();

    /// <summary>Which tokens of layers that have some, before units are selected; other layers are as they are.</summary>
    public TokenSelection Token { get; init; } = TokenSelection.All;

    /// <summary>How each channel's map becomes one number; by default it stays a map.</summary>
    public Pooling Pooling { get; init; } = Pooling.None;

    /// <summary>
    /// What is done to an image before it enters; its result must have the network's size. By default
    /// <see cref="PreprocessingKind.Squash"/>, as in DNNBrain.
    /// </summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Stimuli in one forward pass. Larger batches take more memory and are hardly faster.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Threads that decode and resize ahead of the forward pass. They have no influence on the result.</summary>
    public int DecoderCount { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);
}
