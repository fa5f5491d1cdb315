using DnnBrain.Networks;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>CLIP's weights in the forms in which they go about.</summary>
public sealed class ClipWeightsTests : TensorTest
{
    private static readonly string[] s_text =
    [
        "transformer.resblocks.0.attn.in_proj_weight", "token_embedding.weight", "positional_embedding", "ln_final.bias", "text_projection", "logit_scale",
    ];

    [Theory]
    [InlineData("clip_rn50", "", false)]
    [InlineData("clip_rn50", "visual.", true)]
    [InlineData("clip_vit_b_32", "", false)]
    [InlineData("clip_vit_b_32", "model.visual.", true)]
    [InlineData("clip_vit_b_32", "image_encoder.", false)]
    public void Load_OfATower_TakesItUnderAnyPrefix(string network, string prefix, bool isWhole)
    {
        NetworkDefinition definition = ModelCatalog.Get(network);
        var names = definition.Graph.Parameters.ToDictionary(p => prefix + p.Name["visual.".Length..], p => (p.Name, p.Parameter.Shape));
        string[] text = isWhole ? [.. s_text.Select(name => prefix.Replace("visual.", name, StringComparison.Ordinal))] : [];
        var weights = new OtherForm(names.Keys.Concat(text).ToDictionary(name => name, name => names.TryGetValue(name, out var p) ? p.Shape : new TensorShape(7)));
        using DnnModel model = DnnModel.Load(definition, weights, CPU);
        Assert.Equal(names.Keys.Order(StringComparer.Ordinal), weights.WasRead.Order(StringComparer.Ordinal));
        Assert.Equal(isWhole ? s_text : [], model.UnusedWeights);
    }

    [Fact]
    public void Load_OfOpenClipsTextTowerOfItsOwn_LeavesItOut()
    {
        NetworkDefinition definition = ModelCatalog.Get("clip_rn50");
        var shapes = definition.Graph.Parameters.ToDictionary(p => p.Name, p => p.Parameter.Shape);
        shapes["text.transformer.resblocks.0.ln_1.weight"] = new TensorShape(7);
        using DnnModel model = DnnModel.Load(definition, new OtherForm(shapes), CPU);
        Assert.Equal(["transformer.resblocks.0.ln_1.weight"], model.UnusedWeights);
    }

    [Fact]
    public void Load_OfTheTextsTowerAlone_IsRefused()
    {
        var weights = new OtherForm(s_text.ToDictionary(name => name, _ => new TensorShape(7)));
        var error = Assert.Throws<DnnBrainException>(() => DnnModel.Load(ModelCatalog.Get("clip_rn50"), weights, CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.Contains("Missing: visual.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfTheTransformersLibrarysFile_JoinsAndTurnsOverWhatItKeepsOtherwise()
    {
        NetworkDefinition definition = ModelCatalog.Get("clip_vit_b_32");
        var weights = new OtherForm(TransformersShapes());
        using DnnModel model = DnnModel.Load(definition, weights, CPU);
        Assert.Equal(["transformer.final_layer_norm.bias", "text_projection.weight", "logit_scale"], model.UnusedWeights);

        var read = model.Parameters.ToDictionary(p => p.Key, p => p.Value.AsReadOnlySpan<float>().ToArray());
        foreach ((string name, string file) in new[]
        {
            ("visual.class_embedding", "vision_model.embeddings.class_embedding"),
            ("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
            ("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
            ("visual.ln_pre.bias", "vision_model.pre_layrnorm.bias"),
            ("visual.ln_post.weight", "vision_model.post_layernorm.weight"),
            ("visual.transformer.resblocks.11.ln_1.weight", "vision_model.encoder.layers.11.layer_norm1.weight"),
            ("visual.transformer.resblocks.3.ln_2.weight", "vision_model.encoder.layers.3.layer_norm2.weight"),
            ("visual.transformer.resblocks.3.mlp.c_fc.weight", "vision_model.encoder.layers.3.mlp.fc1.weight"),
            ("visual.transformer.resblocks.3.mlp.c_proj.bias", "vision_model.encoder.layers.3.mlp.fc2.bias"),
            ("visual.transformer.resblocks.3.attn.out_proj.weight", "vision_model.encoder.layers.3.self_attn.out_proj.weight"),
        })
        {
            Assert.Equal(weights.Values(file), read[name]);
        }

        string[] parts = ["q", "k", "v"];
        Assert.Equal(
            parts.SelectMany(part => weights.Values($"vision_model.encoder.layers.7.self_attn.{part}_proj.weight")), read["visual.transformer.resblocks.7.attn.in_proj_weight"]);
        Assert.Equal(
            parts.SelectMany(part => weights.Values($"vision_model.encoder.layers.7.self_attn.{part}_proj.bias")), read["visual.transformer.resblocks.7.attn.in_proj_bias"]);

        // Unit 2 of feature 5: 512 units × 768 features in the file, features × units in the network.
        Assert.Equal(weights.Values("visual_projection.weight")[(2 * 768) + 5], read["visual.proj"][(5 * 512) + 2]);
    }

    [Fact]
    public void Load_OfTheTransformersLibrarysFileWithoutAMatrix_NamesWhatIsMissing()
    {
        Dictionary<string, TensorShape> shapes = TransformersShapes();
        shapes.Remove("vision_model.encoder.layers.4.self_attn.k_proj.bias");
        var error = Assert.Throws<DnnBrainException>(() => DnnModel.Load(ModelCatalog.Get("clip_vit_b_32"), new OtherForm(shapes), CPU));
        Assert.Equal("WeightsMismatch", error.ErrorId);
        Assert.Contains("Missing: visual.transformer.resblocks.4.attn.in_proj_bias (2304).", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, TensorShape> TransformersShapes()
    {
        const int Features = 768;
        var shapes = new Dictionary<string, TensorShape>
        {
            ["text_model.final_layer_norm.bias"] = new(512),
            ["text_projection.weight"] = new(512, 512),
            ["logit_scale"] = new(),
            ["vision_model.embeddings.class_embedding"] = new(Features),
            ["vision_model.embeddings.patch_embedding.weight"] = new(Features, 3, 32, 32),
            ["vision_model.embeddings.position_embedding.weight"] = new(50, Features),
            ["vision_model.pre_layrnorm.weight"] = new(Features),
            ["vision_model.pre_layrnorm.bias"] = new(Features),
            ["vision_model.post_layernorm.weight"] = new(Features),
            ["vision_model.post_layernorm.bias"] = new(Features),
            ["visual_projection.weight"] = new(512, Features),
        };
        for (int i = 0; i < 12; i++)
        {
            foreach ((string module, int rows, int columns) in new[]
            {
                ("self_attn.k_proj", Features, Features), ("self_attn.v_proj", Features, Features), ("self_attn.q_proj", Features, Features),
                ("self_attn.out_proj", Features, Features), ("mlp.fc1", 4 * Features, Features), ("mlp.fc2", Features, 4 * Features),
                ("layer_norm1", Features, 0), ("layer_norm2", Features, 0),
            })
            {
                shapes[$"vision_model.encoder.layers.{i}.{module}.weight"] = columns == 0 ? new TensorShape(rows) : new TensorShape(rows, columns);
                shapes[$"vision_model.encoder.layers.{i}.{module}.bias"] = new TensorShape(rows);
            }
        }

        return shapes;
    }

    /// <summary>Any names, each with values of its own that grow by one.</summary>
    private sealed class OtherForm(Dictionary<string, TensorShape> shapes) : IParameterSource
    {
        private readonly List<string> _order = [.. shapes.Keys];

        public string Name => "another form";

        public string Sha256 { get; } = new('0', 64);

        public IReadOnlyDictionary<string, TensorShape> Shapes => shapes;

        public List<string> WasRead { get; } = [];

        public float[] Values(string name)
        {
            int start = 1000 * _order.IndexOf(name);
            float[] values = new float[shapes[name].Count];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = start + (i % 9973);
            }

            return values;
        }

        public void Read(string name, Span<float> destination)
        {
            WasRead.Add(name);
            Values(name).CopyTo(destination);
        }
    }
}
