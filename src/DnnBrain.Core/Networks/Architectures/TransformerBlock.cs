using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// A block of a vision transformer: x + attention(norm(x)), then x + mlp(norm(x)): Dosovitskiy et al. (2021), arXiv:2010.11929. The
/// names of its modules are the network's own.
/// </summary>
/// <param name="Heads">Number of heads.</param>
/// <param name="Norm">The norm before both parts.</param>
/// <param name="Activation">Between the two layers of the mlp, the first of which is four times as wide as the tokens.</param>
internal sealed record TransformerBlock(int Heads, LayerNorm Norm, Operation Activation)
{
    /// <summary>The attention's module within the block; <c>in_proj_weight</c> and <c>out_proj</c> belong to it.</summary>
    public required string Attention { get; init; }

    /// <summary>The mlp's two layers and what stands between them, within the block.</summary>
    public required (string First, string Activation, string Second) Mlp { get; init; }

    /// <summary>What an untrained mlp has in it.</summary>
    public WeightInitialization MlpInitialization { get; init; } = WeightInitialization.Default;

    /// <summary>
    /// Adds the block: the layers <c>name_attn</c>, <c>name_mlp</c> and <c>name</c>, and <c>name_probabilities</c> by its literal name.
    /// </summary>
    public void Add(NetworkGraphBuilder network, string name, string path, Aliases aliases)
    {
        string input = network.Last;
        int features = network.LastShape[1];
        string attention = $"{path}.{Attention}";
        string projected = $"{attention}.in_proj";
        network
            .Plumbing($"{path}.ln_1", $"{path}.ln_1", Norm)
            .Plumbing(projected, null, new Linear(3 * features)
            {
                Initialization = WeightInitialization.XavierUniform(biasDeviation: 0),
                WeightName = $"{attention}.in_proj_weight",
                BiasName = $"{attention}.in_proj_bias",
            })
            .Plumbing($"{name}_probabilities", null, new AttentionProbabilities(Heads))
            .Alias($"{attention}.probabilities")
            .Plumbing($"{attention}.values", null, new AttentionValues(), $"{name}_probabilities", projected)
            .Layer($"{name}_attn", attention, new Linear(features)
            {
                Initialization = WeightInitialization.DefaultWithoutBias,
                WeightName = "out_proj.weight",
                BiasName = "out_proj.bias",
            });
        AddAliases(network, aliases.Attention);
        network.Plumbing($"{path}.add", null, new Add(), network.Last, input);
        string middle = network.Last;
        network
            .Plumbing($"{path}.ln_2", $"{path}.ln_2", Norm)
            .Plumbing($"{path}.{Mlp.First}", $"{path}.{Mlp.First}", new Linear(4 * features) { Initialization = MlpInitialization })
            .Plumbing($"{path}.{Mlp.Activation}", $"{path}.{Mlp.Activation}", Activation);
        AddAliases(network, aliases.Activation);
        network
            .Layer($"{name}_mlp", $"{path}.{Mlp.Second}", new Linear(features) { Initialization = MlpInitialization })
            .Alias($"{path}.mlp");
        AddAliases(network, aliases.Mlp);
        network.Layer(name, path, new Add(), network.Last, middle);
        AddAliases(network, aliases.Block);
    }

    /// <summary>Paths of modules beside those that compute: where nothing happens, or of other libraries.</summary>
    internal sealed record Aliases
    {
        /// <summary>Of the attention's output.</summary>
        public IReadOnlyList<string> Attention { get; init; } = [];

        /// <summary>Of the mlp's middle.</summary>
        public IReadOnlyList<string> Activation { get; init; } = [];

        /// <summary>Of the mlp's output.</summary>
        public IReadOnlyList<string> Mlp { get; init; } = [];

        /// <summary>Of the block's output.</summary>
        public IReadOnlyList<string> Block { get; init; } = [];
    }

    private static void AddAliases(NetworkGraphBuilder network, IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            network.Alias(path);
        }
    }
}
