using DnnBrain.Networks;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>How people who come from torchvision, timm or CLIP ask for layers of transformers.</summary>
public sealed class TransformerAddressTests
{
    [Theory]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_3.mlp", "block3_mlp")]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_3.self_attention", "block3_attn")]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_3", "block3")]
    [InlineData("vit_b_16", "encoder.layers[3]", "")]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_[0-2].mlp", "block0_mlp block1_mlp block2_mlp")]
    [InlineData("vit_b_16", "blocks.3.attn", "block3_attn")]
    [InlineData("vit_b_16", "blocks.1?.attn", "block10_attn block11_attn")]
    [InlineData("vit_b_16", "encoder.ln", "norm")]
    [InlineData("vit_b_16", "encoder", "norm")]
    [InlineData("vit_b_16", "heads", "head")]
    // What is not listed is reached by its literal name or path.
    [InlineData("vit_b_16", "block3_probabilities", "block3_probabilities")]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_3.mlp.2", "encoder.layers.encoder_layer_3.mlp.1")]
    [InlineData("swin_t", "features.1.0.attn", "stage1_block0_attn")]
    [InlineData("swin_t", "features.5.*.attn", "stage3_block0_attn stage3_block1_attn stage3_block2_attn stage3_block3_attn stage3_block4_attn stage3_block5_attn")]
    [InlineData("swin_t", "features.2", "downsample1")]
    [InlineData("swin_t", "layers.3.blocks.1", "stage4_block1")]
    [InlineData("convnext_tiny", "features.1.0", "stage1_block0")]
    [InlineData("convnext_tiny", "features.1.0.block", "features.1.0.block.6")]
    [InlineData("convnext_tiny", "features", "stage4_block2")]
    [InlineData("clip_vit_b_32", "visual.transformer.resblocks.3.mlp", "block3_mlp")]
    [InlineData("clip_vit_b_32", "visual.transformer.resblocks.[01].attn", "block0_attn block1_attn")]
    [InlineData("clip_vit_b_32", "visual", "projection")]
    [InlineData("clip_rn50", "visual.layer4", "layer4_bottleneck2")]
    [InlineData("clip_rn50", "visual.layer2.0.avgpool", "visual.layer2.0.avgpool")]
    [InlineData("clip_rn50", "visual.attnpool", "attnpool")]
    public void Select_OfAModulesPath_FindsTheLayer(string network, string address, string layers) =>
        Assert.Equal(layers, string.Join(' ', LayerPattern.Select(ModelCatalog.Get(network).Graph, [address]).Select(node => node.Name)));
}
