using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Transforms;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RdmTransformTests
{
    private static readonly JsonElement s_data = TestData.Json("rdm_transforms.json");

    [Theory]
    [InlineData("Rank")]
    [InlineData("Sqrt")]
    [InlineData("Square")]
    [InlineData("Positive")]
    [InlineData("MinMax")]
    [InlineData("Geotopological")]
    [InlineData("Geotopological 0.1 0.3")]
    [InlineData("Geodesic")]
    [InlineData("Geotopological Geodesic")]
    public void Apply_EveryTransform_EqualsTheDefinition(string name)
    {
        var options = name.EndsWith("0.3", StringComparison.Ordinal) ? new RdmTransformOptions { LowQuantile = 0.1, HighQuantile = 0.3 } : new RdmTransformOptions();
        Rdm rdm = RsaCase.Rdm("it", "s1", s_data.Doubles("dissimilarity"));
        foreach (string transform in name.Split(' ').Where(word => char.IsLetter(word[0])))
        {
            rdm = RdmTransform.Parse(transform).Apply(rdm, options, new RecordingObserver(), default);
        }

        // Sums of at most nine steps.
        Assert.Equal(s_data.GetProperty("transforms").Doubles(name), rdm.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.Equal("s1", rdm.Subject);
    }

    [Fact]
    public void Apply_ConstantRdm_HasNoScaleAndSaysSo()
    {
        var observer = new RecordingObserver();
        Rdm rdm = RdmTransform.Parse("MinMax").Apply(RsaCase.Rdm("it", null, 2, 2, 2), new RdmTransformOptions(), observer, default);
        Assert.All(rdm.Dissimilarity, value => Assert.Equal(double.NaN, value));
        Assert.Contains("equal or missing", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Rdm topological = RdmTransform.Parse("Geotopological").Apply(RsaCase.Rdm("it", null, 2, 2, 2), new RdmTransformOptions(), observer, default);
        Assert.Equal([0, 0, 0], topological.Dissimilarity);
    }

    [Fact]
    public void Apply_MissingPair_IsPassedByOtherStimuli()
    {
        // a-b is missing; a-c 0.25 and c-b 0.5 of the range lead there. b-d, the largest, is no step.
        double[] values = [double.NaN, 1, 0, 2, 4, 3];
        Rdm rdm = RdmTransform.Parse("Geodesic").Apply(RsaCase.Rdm("it", null, values), new RdmTransformOptions(), new RecordingObserver(), default);
        Assert.Equal([0.75, 0.25, 0, 0.5, 0.75, 0.25], rdm.Dissimilarity);
    }

    [Fact]
    public void Apply_StimulusThatIsFarFromAllOthers_HasNoPathAndIsNamed()
    {
        var observer = new RecordingObserver();
        Rdm rdm = RdmTransform.Parse("Geodesic").Apply(RsaCase.Rdm("it", null, 0, 1, 1), new RdmTransformOptions(), observer, default);
        Assert.Equal([0, double.NaN, double.NaN], rdm.Dissimilarity);
        Assert.Contains("2 of 3 pairs", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }
}
