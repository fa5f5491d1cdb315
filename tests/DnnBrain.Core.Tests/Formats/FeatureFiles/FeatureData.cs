using DnnBrain.Activations;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.FeatureFiles;

/// <summary>The features of tests/data/generate/feature_files.py.</summary>
internal static class FeatureData
{
    public static readonly string[] Names = ["face_10", "face_2", "Größe", "house, old", "zebra"];

    /// <summary>The names in Net2Brain's files, as they are sorted here.</summary>
    public static readonly string[] Sorted = ["face_2", "face_10", "Größe", "house, old", "zebra"];

    public static readonly string[] Files = [.. Names.Select(name => name + ".jpg")];

    public static readonly string[] Positions = ["1", "2", "3", "4", "5"];

    public static readonly ActivationShape Conv = new(5, 3, 2, 2);

    public static readonly ActivationShape Fc = new(5, 4, 1, 1);

    public static string Path(string name) => TestData.Path($"features/{name}");

    /// <summary>The values of a layer by the generator's formula.</summary>
    public static float[] Values(ActivationShape shape) =>
        [.. Enumerable.Range(0, shape.Stimuli * shape.UnitCount).Select(i => ((((i * 7) + 3) % 64) - 32) / 2f)];

    /// <summary>An activation in memory with values that no text rounds away.</summary>
    public static Activation Make(string layer, ActivationShape shape, string[]? ids = null)
    {
        float[] values = [.. Enumerable.Range(0, shape.Stimuli * shape.UnitCount).Select(i => MathF.Sin(i) * MathF.Pow(10, (i % 70) - 35))];
        (values[0], values[1], values[2], values[3]) = (float.NaN, float.NegativeInfinity, float.Epsilon, -0f);
        return new Activation("net", layer, ids ?? Names, new MemoryActivationValues(shape, values), new Provenance { Operation = "Test", Seed = 3 });
    }

    /// <summary>Holds a layer to the generator's formula, read in one block and row by row from behind.</summary>
    public static void AssertIs(Activation activation, string layer, ActivationShape shape, string[] ids)
    {
        Assert.Equal((layer, shape), (activation.Layer, activation.Shape));
        Assert.Equal(ids, activation.StimulusId);
        Assert.Equal(ids == Positions, activation.Provenance.Parameters.GetValueOrDefault("StimulusId") == "Position");
        float[] expected = Values(shape);
        if (ids == Sorted)
        {
            // The second name comes first.
            int n = shape.UnitCount;
            expected = [.. expected[n..(2 * n)], .. expected[..n], .. expected[(2 * n)..]];
        }

        Assert.Equal(expected, activation.ToArray());
        float[] row = new float[shape.UnitCount];
        for (int i = shape.Stimuli - 1; i >= 0; i--)
        {
            activation.Read(i, 1, row);
            Assert.Equal(expected.AsSpan(i * row.Length, row.Length).ToArray(), row);
        }
    }

    /// <summary>Holds two activations to the same bits, NaN and the sign of zero too.</summary>
    public static void AssertSameBits(Activation expected, Activation actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.StimulusId, actual.StimulusId);
        Assert.Equal(expected.ToArray().Select(BitConverter.SingleToInt32Bits), actual.ToArray().Select(BitConverter.SingleToInt32Bits));
    }
}
