using System.Text.Json;
using DnnBrain.Activations;

namespace DnnBrain.Core.Tests.Activations.Transforms;

/// <summary>Activations for tests of transformations.</summary>
internal static class Layers
{
    public static JsonElement Reference(string name) =>
        TestData.Json("transforms.json").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    public static Activation Of(JsonElement reference)
    {
        int[] shape = [.. reference.Doubles("shape").Select(v => (int)v)];
        return Of(new ActivationShape(shape[0], shape[1], shape[2], shape[3]), [.. reference.Doubles("values").Select(v => (float)v)]);
    }

    public static Activation Of(ActivationShape shape, float[] values) => new(
        "net", "conv1", Enumerable.Range(0, shape.Stimuli).Select(i => $"s{i}"), new MemoryActivationValues(shape, values), new Provenance { Operation = "test" });

    /// <summary>Low rank, noise and rectification: what a layer's answers look like.</summary>
    public static Activation Random(int stimuli, int units, int rank, double noise, int seed = 5)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] factor = [.. Enumerable.Range(0, stimuli * rank).Select(i => Normal() / Math.Sqrt(1 + (i % rank)))];
        double[] weight = [.. Enumerable.Range(0, rank * units).Select(_ => Normal())];
        float[] values = new float[stimuli * units];
        for (int i = 0; i < stimuli; i++)
        {
            for (int u = 0; u < units; u++)
            {
                double sum = noise * Normal();
                for (int r = 0; r < rank; r++)
                {
                    sum += factor[(i * rank) + r] * weight[(r * units) + u];
                }

                values[(i * units) + u] = (float)Math.Max(0, sum);
            }
        }

        return Of(new ActivationShape(stimuli, units, 1, 1), values);
    }

    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<float> actual, double tolerance) =>
        AssertClose(expected, [.. actual.Select(v => (double)v)], tolerance);

    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Xunit.Assert.Equal(expected.Count, actual.Count);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Count; i++)
        {
            Xunit.Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{i}: expected {expected[i]:R}, found {actual[i]:R}");
        }
    }

    /// <summary>Turns components of a reference so that their signs are ours.</summary>
    public static double[] Flip(double[] expected, IReadOnlyList<double> actual, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            double product = 0;
            for (int i = column; i < expected.Length; i += columns)
            {
                product += expected[i] * actual[i];
            }

            for (int i = column; i < expected.Length && product < 0; i += columns)
            {
                expected[i] = -expected[i];
            }
        }

        return expected;
    }
}
