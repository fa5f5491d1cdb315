using System.Text.Json;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

/// <summary>Files below tests/data, and the inputs that tests/data/generate makes by the same formulas.</summary>
internal static class TestData
{
    private static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string PathOf(params string[] names) => Path.Combine([RepositoryRoot, "tests", "data", .. names]);

    public static byte[] Bytes(params string[] names) => File.ReadAllBytes(PathOf(names));

    public static JsonElement Json(params string[] names)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf(names)));
        return document.RootElement.Clone();
    }

    /// <summary>`values` of torch_operators.py: multiples of 1/512, exact in single precision.</summary>
    public static Tensor Values(long seed, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        for (long i = 0; i < values.Length; i++)
            values[i] = ((i * i * 37 + i * (7919 + seed * 53) + seed * 104729 + 17) % 2003 - 1001) / 512f;
        return tensor(values, shape);
    }

    /// <summary>`positive` of torch_operators.py.</summary>
    public static Tensor Positive(long seed, params long[] shape) => Values(seed, shape).abs() + 0.25;

    /// <summary>Asserts dtype, shape and values of a case that a generator wrote.</summary>
    public static void AssertMatches(JsonElement expected, Tensor actual, double tolerance)
    {
        string type = actual.dtype.ToString().ToLowerInvariant();
        Assert.Equal(expected.GetProperty("dtype").GetString(), type);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), actual.shape);
        using Tensor real = actual.detach().to(ScalarType.Float64);
        double[] values = real.ToArray<double>();
        int index = 0;
        foreach (JsonElement element in expected.GetProperty("values").EnumerateArray())
        {
            double value = element.ValueKind switch
            {
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                _ => element.GetDouble(),
            };
            Assert.True(
                Math.Abs(values[index] - value) <= tolerance * Math.Max(1, Math.Abs(value)),
                $"element {index} is {values[index]:R}, expected {value:R}");
            index++;
        }
    }

    private static string FindRepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DnnBrain.psd1")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
