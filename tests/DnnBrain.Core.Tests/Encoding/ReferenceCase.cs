using System.Text.Json;
using DnnBrain.Encoding;

namespace DnnBrain.Core.Tests.Encoding;

/// <summary>A case of tests/data/encoding.json, made by tests/data/generate/encoding.py with scikit-learn.</summary>
internal sealed class ReferenceCase
{
    private static readonly Lazy<JsonElement> s_file = new(() => TestData.Json("encoding.json"));
    private readonly JsonElement _case;

    public ReferenceCase(string name) => _case = s_file.Value.GetProperty(name);

    public static double[] Alpha => s_file.Value.Doubles("alphas");

    public static int FoldCount => s_file.Value.GetProperty("foldCount").GetInt32();

    public static int InnerFoldCount => s_file.Value.GetProperty("innerFoldCount").GetInt32();

    public double[][] X => Patterns("x");

    public double[][] Y => Patterns("y");

    public double[][] XNew => Patterns("xNew");

    public JsonElement this[string key] => _case.GetProperty(key);

    public EncodingModel Model(EncodingOptions options) => new(new MatrixPatterns(X, name: "layer"), new MatrixPatterns(Y, name: "region"), options);

    public static double[][] Rows(JsonElement matrix) =>
        [.. matrix.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    // Patterns are stored as float32; the script rounds its data in the same way.
    private double[][] Patterns(string key) =>
        [.. Rows(_case.GetProperty(key)).Select(row => row.Select(value => (double)(float)value).ToArray())];
}
