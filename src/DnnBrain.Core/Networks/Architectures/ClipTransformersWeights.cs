using System.Text.RegularExpressions;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// CLIP's vision transformers as the transformers library keeps them, under the names of OpenAI's files: queries, keys and values
/// have matrices of their own, which are one in OpenAI's, and the last projection is turned over.
/// </summary>
internal sealed partial class ClipTransformersWeights : IParameterSource
{
    private const string Mark = "vision_model.embeddings.class_embedding";
    private const string Projection = "visual.proj";

    private static readonly (string From, string To)[] s_names =
    [
        ("vision_model.embeddings.class_embedding", "visual.class_embedding"),
        ("vision_model.embeddings.patch_embedding.", "visual.conv1."),
        ("vision_model.embeddings.position_embedding.weight", "visual.positional_embedding"),
        ("vision_model.pre_layrnorm.", "visual.ln_pre."),
        ("vision_model.post_layernorm.", "visual.ln_post."),
        ("visual_projection.weight", Projection),
        ("vision_model.encoder.layers.", "visual.transformer.resblocks."),
        (".layer_norm1.", ".ln_1."),
        (".layer_norm2.", ".ln_2."),
        (".mlp.fc1.", ".mlp.c_fc."),
        (".mlp.fc2.", ".mlp.c_proj."),
        (".self_attn.out_proj.", ".attn.out_proj."),
        ("text_model.", "transformer."),
    ];

    private readonly IParameterSource _source;
    private readonly Dictionary<string, string[]> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorShape> _shapes = new(StringComparer.Ordinal);

    public ClipTransformersWeights(IParameterSource source)
    {
        _source = source;
        string mark = source.Shapes.Keys.First(IsMark);
        string prefix = mark[..^Mark.Length];
        foreach (string name in source.Shapes.Keys)
        {
            string bare = ClipWeights.WithoutPrefix(name, prefix);
            if (QueryKeyValue().Match(bare) is { Success: true } match)
            {
                int place = match.Groups[2].Value switch { "q" => 0, "k" => 1, _ => 2 };
                string joined = $"visual.transformer.resblocks.{match.Groups[1].Value}.attn.in_proj_{match.Groups[3].Value}";
                if (!_parts.TryGetValue(joined, out string[]? parts))
                {
                    _parts[joined] = parts = new string[3];
                }

                parts[place] = name;
            }
            else
            {
                _parts[s_names.Aggregate(bare, (renamed, pair) => renamed.Replace(pair.From, pair.To, StringComparison.Ordinal))] = [name];
            }
        }

        foreach ((string name, string[] parts) in _parts)
        {
            if (Shape(name, parts) is { } shape)
            {
                _shapes[name] = shape;
            }
        }
    }

    public string Name => _source.Name;

    public string Sha256 => _source.Sha256;

    public IReadOnlyDictionary<string, TensorShape> Shapes => _shapes;

    /// <summary>Whether weights are the transformers library's.</summary>
    public static bool IsMade(IParameterSource source) => source.Shapes.Keys.Any(IsMark);

    public void Read(string name, Span<float> destination)
    {
        string[] parts = _parts[name];
        if (name == Projection)
        {
            TurnOver(parts[0], destination);
            return;
        }

        int each = destination.Length / parts.Length;
        for (int i = 0; i < parts.Length; i++)
        {
            _source.Read(parts[i], destination.Slice(i * each, each));
        }
    }

    private static bool IsMark(string name) => name.EndsWith(Mark, StringComparison.Ordinal);

    /// <summary>The shape in OpenAI's files; null where a part is missing or is of another shape, so that the whole is reported missing.</summary>
    private TensorShape? Shape(string name, string[] parts)
    {
        if (parts.Any(part => part is null || !_source.Shapes[part].Equals(_source.Shapes[parts[0]])))
        {
            return null;
        }

        TensorShape shape = _source.Shapes[parts[0]];
        return name == Projection && shape.Rank == 2 ? new TensorShape(shape[1], shape[0])
            : parts.Length == 1 || shape.Rank == 0 ? shape
            : new TensorShape([checked(parts.Length * shape[0]), .. shape.Sizes.Skip(1)]);
    }

    private void TurnOver(string part, Span<float> destination)
    {
        TensorShape shape = _source.Shapes[part];
        float[] values = new float[destination.Length];
        _source.Read(part, values);
        for (int row = 0; row < shape[0]; row++)
        {
            for (int column = 0; column < shape[1]; column++)
            {
                destination[(column * shape[0]) + row] = values[(row * shape[1]) + column];
            }
        }
    }

    [GeneratedRegex(@"^vision_model\.encoder\.layers\.(\d+)\.self_attn\.([qkv])_proj\.(weight|bias)$", RegexOptions.CultureInvariant)]
    private static partial Regex QueryKeyValue();
}
