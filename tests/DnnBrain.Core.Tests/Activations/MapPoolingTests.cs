using System.Text.Json;
using DnnBrain.Activations;
using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Core.Tests.Activations;

/// <summary>Pooling against NumPy.</summary>
public sealed class MapPoolingTests : TensorTest
{
    public static TheoryData<int, Pooling> Cases
    {
        get
        {
            var cases = new TheoryData<int, Pooling>();
            for (int i = 0; i < 3; i++)
            {
                foreach (Pooling pooling in Enum.GetValues<Pooling>().Except([Pooling.None]))
                {
                    cases.Add(i, pooling);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pool_OfMaps_GivesNumPysValues(int index, Pooling pooling)
    {
        JsonElement reference = TestData.Json("pooling.json").GetProperty("cases")[index];
        using Tensor maps = tensor<float>([.. reference.Doubles("values").Select(v => (float)v)], [.. reference.Doubles("shape").Select(v => (long)v)]);
        using Tensor pooled = MapPooling.Pool(maps, pooling);
        Assert.Equal([2, 3], pooled.shape);
        double[] expected = reference.Doubles(pooling.ToString());
        // Sums of nine values in single precision: a few units of 6e-8.
        Assert.All(pooled.ToArray<float>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6 * Math.Max(1, Math.Abs(pair.Second))));
    }

    [Fact]
    public void Pool_OfVectors_TakesEachUnitAsAMapOfOneValue()
    {
        using Tensor units = tensor<float>([-1, 2], [1, 2]);
        using Tensor max = MapPooling.Pool(units, Pooling.Max);
        using Tensor norm = MapPooling.Pool(units, Pooling.L2);
        Assert.Equal([-1f, 2f], max.ToArray<float>());
        Assert.Equal([1f, 2f], norm.ToArray<float>());
    }

    [Fact]
    public void Pool_OfNaN_GivesNaN()
    {
        using Tensor maps = tensor<float>([1, 2, float.NaN, 4], [1, 1, 2, 2]);
        foreach (Pooling pooling in Enum.GetValues<Pooling>().Except([Pooling.None]))
        {
            using Tensor pooled = MapPooling.Pool(maps, pooling);
            Assert.True(float.IsNaN(pooled.ToArray<float>()[0]), pooling.ToString());
        }
    }

    [Fact]
    public void Pool_WithNone_KeepsTheMap()
    {
        using Tensor maps = tensor<float>([1, 2, 3, 4], [1, 1, 2, 2]);
        using Tensor same = MapPooling.Pool(maps, Pooling.None);
        Assert.Equal(maps.shape, same.shape);
    }
}
