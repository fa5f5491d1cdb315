using DnnBrain.Networks;
using DnnBrain.Networks.Initialization;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>The distributions of untrained networks: those that torchvision's constructors fill in.</summary>
public sealed class InitializationTests
{
    [Theory]
    // Normal with variance 2/fan-out, where fan-out is filters × area whatever the groups.
    [InlineData("resnet18", "layer4.1.conv2.weight", "normal", 0, 2.0 / (512 * 9))]
    [InlineData("resnext50_32x4d", "layer1.0.conv2.weight", "normal", 0, 2.0 / (128 * 9))]
    [InlineData("resnet18", "bn1.weight", "constant", 1, 0)]
    [InlineData("resnet18", "bn1.bias", "constant", 0, 0)]
    [InlineData("resnet18", "bn1.running_mean", "constant", 0, 0)]
    [InlineData("resnet18", "bn1.running_var", "constant", 1, 0)]
    // Uniform within 1/√512, biases too.
    [InlineData("resnet18", "fc.weight", "uniform", 0, 1.0 / 3 / 512)]
    [InlineData("resnet18", "fc.bias", "uniform", 0, 1.0 / 3 / 512)]
    [InlineData("vgg11", "features.3.weight", "normal", 0, 2.0 / (128 * 9))]
    [InlineData("vgg11", "features.3.bias", "constant", 0, 0)]
    [InlineData("vgg11", "classifier.6.weight", "normal", 0, 1e-4)]
    [InlineData("vgg11", "classifier.6.bias", "constant", 0, 0)]
    // Uniform with variance 2/fan-in.
    [InlineData("squeezenet1_0", "features.3.expand3x3.weight", "uniform", 0, 2.0 / (16 * 9))]
    [InlineData("squeezenet1_0", "features.3.expand3x3.bias", "constant", 0, 0)]
    [InlineData("squeezenet1_0", "classifier.1.weight", "normal", 0, 1e-4)]
    [InlineData("densenet121", "features.conv0.weight", "normal", 0, 2.0 / (3 * 49))]
    [InlineData("densenet121", "classifier.weight", "uniform", 0, 1.0 / 3 / 1024)]
    [InlineData("densenet121", "classifier.bias", "constant", 0, 0)]
    [InlineData("googlenet", "inception3a.branch2.1.conv.weight", "normal", 0, 1e-4)]
    [InlineData("googlenet", "fc.bias", "uniform", 0, 1.0 / 3 / 1024)]
    [InlineData("inception_v3", "Mixed_5b.branch5x5_2.conv.weight", "normal", 0, 1e-2)]
    [InlineData("inception_v3", "fc.weight", "normal", 0, 1e-2)]
    // Depthwise: 96 filters × 9.
    [InlineData("mobilenet_v2", "features.2.conv.1.0.weight", "normal", 0, 2.0 / (96 * 9))]
    [InlineData("mobilenet_v2", "classifier.1.weight", "normal", 0, 1e-4)]
    [InlineData("mobilenet_v3_small", "features.1.block.1.fc1.weight", "normal", 0, 2.0 / 8)]
    [InlineData("mobilenet_v3_small", "features.1.block.1.fc1.bias", "constant", 0, 0)]
    [InlineData("mobilenet_v3_large", "classifier.0.weight", "normal", 0, 1e-4)]
    // Uniform within 1/√1000.
    [InlineData("efficientnet_b0", "classifier.1.weight", "uniform", 0, 1.0 / 3 / 1000)]
    [InlineData("efficientnet_b0", "classifier.1.bias", "constant", 0, 0)]
    [InlineData("convnext_tiny", "features.0.0.weight", "normal", 0, 4e-4)]
    [InlineData("convnext_tiny", "features.1.0.block.3.weight", "normal", 0, 4e-4)]
    [InlineData("convnext_tiny", "features.1.0.block.3.bias", "constant", 0, 0)]
    [InlineData("convnext_tiny", "features.1.0.layer_scale", "constant", 1e-6f, 0)]
    [InlineData("vit_b_32", "class_token", "constant", 0, 0)]
    [InlineData("vit_b_32", "encoder.pos_embedding", "normal", 0, 4e-4)]
    [InlineData("vit_b_32", "conv_proj.weight", "normal", 0, 1.0 / (3 * 32 * 32))]
    [InlineData("vit_b_32", "conv_proj.bias", "constant", 0, 0)]
    // Glorot's: 2/(fan-in + fan-out).
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_0.self_attention.in_proj_weight", "uniform", 0, 2.0 / (768 + (3 * 768)))]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_0.self_attention.in_proj_bias", "constant", 0, 0)]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_0.self_attention.out_proj.weight", "uniform", 0, 1.0 / 3 / 768)]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_0.self_attention.out_proj.bias", "constant", 0, 0)]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_0.mlp.0.weight", "uniform", 0, 2.0 / (768 + 3072))]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_0.mlp.0.bias", "normal", 0, 1e-12)]
    [InlineData("vit_b_32", "heads.head.weight", "constant", 0, 0)]
    [InlineData("swin_t", "features.0.0.weight", "uniform", 0, 1.0 / 3 / 48)]
    [InlineData("swin_t", "features.1.0.attn.relative_position_bias_table", "normal", 0, 4e-4)]
    [InlineData("swin_t", "features.1.0.attn.qkv.weight", "normal", 0, 4e-4)]
    [InlineData("swin_t", "features.1.0.attn.proj.bias", "constant", 0, 0)]
    [InlineData("swin_t", "features.1.0.mlp.0.weight", "normal", 0, 4e-4)]
    [InlineData("swin_t", "head.weight", "normal", 0, 4e-4)]
    // OpenAI's: deviations of 1/√width, zeros where a residual branch ends.
    [InlineData("clip_vit_b_32", "visual.class_embedding", "normal", 0, 1.0 / 768)]
    [InlineData("clip_vit_b_32", "visual.positional_embedding", "normal", 0, 1.0 / 768)]
    [InlineData("clip_vit_b_32", "visual.proj", "normal", 0, 1.0 / 768)]
    [InlineData("clip_vit_b_32", "visual.transformer.resblocks.0.mlp.c_fc.weight", "uniform", 0, 1.0 / 3 / 768)]
    [InlineData("clip_rn50", "visual.attnpool.q_proj.weight", "normal", 0, 1.0 / 2048)]
    [InlineData("clip_rn50", "visual.attnpool.c_proj.bias", "uniform", 0, 1.0 / 3 / 2048)]
    [InlineData("clip_rn50", "visual.layer1.0.bn3.weight", "constant", 0, 0)]
    [InlineData("clip_rn50", "visual.layer1.0.bn2.weight", "constant", 1, 0)]
    public void Initializer_HasTorchvisionsDistribution(string network, string parameter, string distribution, double mean, double variance)
    {
        ParameterDefinition definition = ModelCatalog.Get(network).Graph.Parameters.Single(p => p.Name == parameter).Parameter;
        float[] values = new float[Math.Min(definition.Shape.Count, 100_000)];
        definition.Initializer.Fill(values, new RandomStream(3, RandomPurpose.WeightInitialization));
        // The fourth moment over the squared variance says how much the variance of n values varies. Five deviations each.
        double kurtosis = distribution == "normal" ? 3 : 9.0 / 5;
        Assert.Equal(mean, values.Average(v => (double)v), 5 * Math.Sqrt(variance / values.Length));
        Assert.Equal(variance, values.Average(v => (v - mean) * (v - mean)), 5 * variance * Math.Sqrt((kurtosis - 1) / values.Length));
        // A uniform variable ends at √3 deviations; of a thousand normal ones, some lie beyond 2.
        double largest = values.Max(v => Math.Abs(v - mean)) / Math.Sqrt(Math.Max(variance, 1e-30));
        Assert.True(distribution == "normal" ? largest > 2 : largest <= Math.Sqrt(3) + 1e-6, $"The largest value lies {largest} deviations from the mean.");
    }

    [Fact]
    public void Fill_WithACut_DrawsAgainWhatLiesBeyond()
    {
        float[] values = new float[10_000];
        new NormalInitializer(Deviation: 1, Cut: 2).Fill(values, new RandomStream(3, RandomPurpose.WeightInitialization));
        Assert.InRange(values.Max(Math.Abs), 1.99, 2);
        // 1 − 2·2·φ(2) / (2Φ(2) − 1) is the variance of what is left; five deviations of the estimate.
        Assert.Equal(0.7737, values.Average(v => (double)v * v), 5 * 0.7737 * Math.Sqrt(2.0 / values.Length));
    }

    [Fact]
    public void Parameters_ThatAreRunningStatistics_AreNotTrained() =>
        Assert.All(
            ModelCatalog.Get("resnet18").Graph.Parameters,
            p => Assert.Equal(!p.Name.Contains("running", StringComparison.Ordinal), p.Parameter.IsTrainable));
}
