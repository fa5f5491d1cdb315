using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.Torch;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// The image towers of CLIP, from the image to the embedding that is compared with that of a text: Radford et al. (2021). Names are
/// those of OpenAI's files; the text's tower in them is left out.
/// </summary>
internal sealed class Clip : INetworkFamily
{
    private const int Size = 224;

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("clip_rn50", "CNN", "RN50", "afeb0e10f9e5a86da6080e35cf09123aca3b358a0c3e3b6c78a7b63bc04b6762", ClipResNet.Build),
        Define("clip_vit_b_16", "Transformer", "ViT-B-16", "5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f", network => BuildTransformer(network, patch: 16)),
        Define("clip_vit_b_32", "Transformer", "ViT-B-32", "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af", network => BuildTransformer(network, patch: 32)),
    ];

    private static NetworkDefinition Define(string name, string architecture, string file, string hash, Func<NetworkGraphBuilder, NetworkGraph> build)
    {
        var url = new Uri($"https://openaipublic.azureedge.net/clip/models/{hash}/{file}.pt");
        return new NetworkDefinition(name, () => build(new NetworkGraphBuilder(new TensorShape(3, Size, Size))))
        {
            Preprocessing = new ImagePreprocessing(
                new ResizeCrop(Size, Size, Size, Resampling.Bicubic),
                new ChannelNormalization([0.48145466f, 0.4578275f, 0.40821073f], [0.26862954f, 0.26130258f, 0.27577711f])),
            Task = "image-text matching",
            TrainingMethod = "CLIP",
            TrainingData = "WebImageText",
            Architecture = architecture,
            ArchitectureTraits = architecture == "Transformer" ? ["multimodal", "Vision transformer"] : ["multimodal"],
            Reference = "Radford et al. (2021), Learning transferable visual models from natural language supervision, arXiv:2103.00020",
            Licence = "MIT",
            WeightsSource = url.AbsoluteUri,
            WeightsUrl = url,
            WeightsSha256 = hash,
            UnusedWeights = ClipWeights.Unused,
            AdaptWeights = ClipWeights.Adapt,
        };
    }

    private static NetworkGraph BuildTransformer(NetworkGraphBuilder network, int patch)
    {
        const int Features = 768;
        double deviation = 1 / Math.Sqrt(Features);
        var block = new TransformerBlock(Heads: 12, new LayerNorm(), new QuickGelu())
        {
            Attention = "attn",
            Mlp = ("mlp.c_fc", "mlp.gelu", "mlp.c_proj"),
        };
        network
            .Layer("patch_embedding", "visual.conv1", new Conv2d(Features, patch, patch, HasBias: false))
            .Plumbing("tokens", null, new PatchTokens())
            .Plumbing("class_token", null, new ClassToken("visual.class_embedding", Axes: 0, deviation))
            .Plumbing("position_embedding", null, new PositionEmbedding("visual.positional_embedding", Axes: 0, deviation))
            .Layer("embedding", "visual.ln_pre", block.Norm);
        for (int i = 0; i < 12; i++)
        {
            block.Add(network, $"block{i}", $"visual.transformer.resblocks.{i}", new TransformerBlock.Aliases());
        }

        return network
            .Alias("visual.transformer.resblocks")
            .Alias("visual.transformer")
            .Plumbing("class", null, new SelectClassToken())
            .Layer("norm", "visual.ln_post", block.Norm)
            .Layer("projection", "visual", new Projection("proj", OutFeatures: 512, deviation))
            .Build();
    }
}
