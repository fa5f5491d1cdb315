namespace DnnBrain.Networks.Attributes;

/// <summary>What attributes are called elsewhere: written out, for short, or in the taxonomy of Net2Brain.</summary>
internal static class AttributeSynonyms
{
    private static readonly Dictionary<string, string[]> s_synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["object classification"] = ["image classification", "object recognition"],
        ["face recognition"] = ["face identification"],
        ["ImageNet-1k"] = ["ImageNet", "ILSVRC2012"],
        ["WebImageText"] = ["WIT-400M"],
        ["CLIP"] = ["contrastive language-image pre-training"],
        ["CNN"] = ["convolutional neural network"],
        ["recurrent CNN"] = ["recurrent convolutional neural network", "RCNN"],
        ["Transformer"] = ["transformer-based models"],
        ["Vision transformer"] = ["ViT"],
        ["Swin transformer"] = ["shifted-window transformer"],
        ["multimodal"] = ["vision-language"],
        [GraphAttributes.Residual] = ["skip connections", "shortcut connections"],
        [GraphAttributes.BatchNorm] = ["batch normalization"],
        [GraphAttributes.LayerNorm] = ["layer normalization"],
        [GraphAttributes.GroupNorm] = ["group normalization"],
        [GraphAttributes.Attention] = ["self-attention"],
        [GraphAttributes.Depthwise] = ["depthwise separable convolution"],
        [GraphAttributes.Excitation] = ["SE block", "channel attention"],
    };

    /// <summary>The synonyms of a name; none where there are none.</summary>
    public static IReadOnlyList<string> Of(string name) => s_synonyms.GetValueOrDefault(name, []);
}
