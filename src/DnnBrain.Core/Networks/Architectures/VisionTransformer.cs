using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>The vision transformers of Dosovitskiy et al. (2021), as torchvision has them.</summary>
internal sealed class VisionTransformer : INetworkFamily
{
    private const string Paper = "Dosovitskiy et al. (2021), An image is worth 16x16 words: transformers for image recognition at scale, arXiv:2010.11929";
    private const string Encoder = "encoder.layers.encoder_layer_";

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("vit_b_16", "c867db91", 81.072, resize: 256, new Design(Patch: 16, Features: 768, Blocks: 12, Heads: 12)),
        Define("vit_b_32", "d86f8d99", 75.912, resize: 256, new Design(Patch: 32, Features: 768, Blocks: 12, Heads: 12)),
        Define("vit_l_16", "852ce7e3", 79.662, resize: 242, new Design(Patch: 16, Features: 1024, Blocks: 24, Heads: 16)),
        Define("vit_l_32", "c7638314", 76.972, resize: 256, new Design(Patch: 32, Features: 1024, Blocks: 24, Heads: 16)),
    ];

    private static NetworkDefinition Define(string name, string hash, double top1, int resize, Design design) =>
        new TorchvisionNetwork(name, hash, Paper)
        {
            Architecture = "Transformer",
            ArchitectureTraits = ["Vision transformer"],
            Top1 = top1,
            Resize = resize,
            // The official files are from a time when the mlp's layers had names.
            ParameterName = file => file
                .Replace(".mlp.linear_1.", ".mlp.0.", StringComparison.Ordinal)
                .Replace(".mlp.linear_2.", ".mlp.3.", StringComparison.Ordinal),
        }.Define(network => Build(network, design));

    private static NetworkGraph Build(NetworkGraphBuilder network, Design design)
    {
        int inputs = network.LastShape[0] * design.Patch * design.Patch;
        var block = new TransformerBlock(design.Heads, new LayerNorm(Epsilon: 1e-6), new Gelu())
        {
            Attention = "self_attention",
            Mlp = ("mlp.0", "mlp.1", "mlp.3"),
            MlpInitialization = WeightInitialization.XavierUniform(biasDeviation: 1e-6),
        };
        network
            .Layer("patch_embedding", "conv_proj", new Conv2d(design.Features, design.Patch, design.Patch)
            {
                Initialization = WeightInitialization.TruncatedNormalWithoutBias(Math.Sqrt(1.0 / inputs)),
            })
            .Plumbing("tokens", null, new PatchTokens())
            .Alias("patch_embed")
            .Plumbing("class_token", null, new ClassToken("class_token", Axes: 2))
            .Layer("embedding", null, new PositionEmbedding("encoder.pos_embedding", Axes: 1, Deviation: 0.02))
            .Alias("encoder.dropout");
        for (int i = 0; i < design.Blocks; i++)
        {
            string path = $"{Encoder}{i}";
            // Dropout of probability 0 does nothing in training either. The other names are timm's.
            block.Add(network, $"block{i}", path, new TransformerBlock.Aliases
            {
                Attention = [$"{path}.dropout", $"blocks.{i}.attn"],
                Activation = [$"{path}.mlp.2"],
                Mlp = [$"{path}.mlp.4", $"blocks.{i}.mlp"],
                Block = [$"blocks.{i}"],
            });
        }

        return network
            .Alias("encoder.layers")
            .Layer("norm", "encoder.ln", block.Norm)
            .Alias("encoder")
            .Plumbing("class", null, new SelectClassToken())
            .Layer("head", "heads.head", new Linear(1000) { Initialization = WeightInitialization.Zeros })
            .Alias("heads")
            .Build();
    }

    /// <summary>What tells one vision transformer from another.</summary>
    private sealed record Design(int Patch, int Features, int Blocks, int Heads);
}
