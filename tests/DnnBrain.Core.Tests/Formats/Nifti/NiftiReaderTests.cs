using System.Text.Json;
using DnnBrain.Brain;
using DnnBrain.Formats.Nifti;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Nifti;

public class NiftiReaderTests
{
    private static readonly JsonElement s_expected = TestData.Json("nifti/expected.json");

    public static TheoryData<string> Images => [.. s_expected.EnumerateObject().Select(image => image.Name)];

    [Theory]
    [MemberData(nameof(Images))]
    public void Read_OfANibabelImage_GivesItsValues(string name)
    {
        JsonElement expected = s_expected.GetProperty(name);
        double[] values = [.. expected.GetProperty("values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())];
        BrainImage image = NiftiReader.Read(TestData.Path($"nifti/{name}"));

        double[] read = ReadAll(image);

        // Both convert and scale in double precision, in the same order of operations.
        Assert.Equal(values, read);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Identify_OfANibabelImage_GivesItsShapeTypeAndAffine(string name)
    {
        JsonElement expected = s_expected.GetProperty(name);

        NiftiHeader header = NiftiReader.Identify(TestData.Path($"nifti/{name}"));

        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()), header.Shape);
        Assert.Equal(expected.GetProperty("dtype").GetString(), header.DataType.ToString(), ignoreCase: true);
        Assert.Equal(name.Contains("_be", StringComparison.Ordinal) || name == "qform_left_handed.nii", header.IsBigEndian);
        double[] affine = expected.Doubles("affine");

        // Quaternions are stored in single precision: 1e-7 of 126 mm.
        Assert.All(header.Space.Affine.Cast<double>().Zip(affine), pair => Assert.Equal(pair.Second, pair.First, 2e-5));
        if (expected.TryGetProperty("frame", out JsonElement frame))
        {
            Assert.Equal((CoordinateFrame)frame.GetInt32(), header.Space.Frame);
        }
    }

    [Fact]
    public void Identify_OfASeriesInMilliseconds_GivesTheRepetitionTimeInSeconds()
    {
        Assert.Equal(1.5, NiftiReader.Identify(TestData.Path("nifti/series.nii.gz")).RepetitionTime);
        Assert.Null(NiftiReader.Identify(TestData.Path("nifti/plane.nii")).RepetitionTime);
    }

    [Fact]
    public void Read_OfASeries_GivesDescriptionAndVolumes()
    {
        BrainImage image = NiftiReader.Read(TestData.Path("nifti/series.nii.gz"));

        Assert.Equal("case series.nii.gz", image.Description);
        Assert.Equal(6, image.VolumeCount);
        Assert.Equal(new VolumeDimensions(3, 4, 5), image.Dimensions);
        Assert.True(Path.IsPathFullyQualified(image.Path));
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(3, 0.001)]
    public void Identify_OfAGridInOtherUnits_BringsItToMillimetres(byte unit, double factor)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Fixture("uint8_le.nii");
        bytes[NiftiField.Units] = unit;

        NiftiHeader header = NiftiReader.Identify(Save(folder, bytes));

        double[] affine = s_expected.GetProperty("uint8_le.nii").Doubles("affine");
        Assert.All(header.Space.Affine.Cast<double>().Take(12).Zip(affine), pair => Assert.Equal(pair.Second * factor, pair.First, 1e-9));
    }

    [Fact]
    public void IsNifti_GoesByTheContent()
    {
        using var folder = new TemporaryFolder();

        Assert.True(NiftiReader.IsNifti(Save(folder, Fixture("series.nii.gz"), "renamed.txt")));
        Assert.True(NiftiReader.IsNifti(TestData.Path("nifti/int16_be.nii")));
        Assert.True(NiftiReader.IsNifti(TestData.Path("nifti/refused_pair.hdr")));
        Assert.False(NiftiReader.IsNifti(TestData.Path("nifti/refused_analyze.hdr")));
        Assert.False(NiftiReader.IsNifti(Save(folder, [1, 2, 3])));
        Assert.False(NiftiReader.IsNifti(Save(folder, [0x1F, 0x8B, 1, 2, 3])));
    }

    [Fact]
    public void Read_OfACompressedImageUnderAnotherName_GivesItsValues()
    {
        using var folder = new TemporaryFolder();

        BrainImage image = NiftiReader.Read(Save(folder, Fixture("slope_le.nii.gz"), "slope.nii"));

        Assert.Equal(s_expected.GetProperty("slope_le.nii.gz").Doubles("values"), ReadAll(image));
    }

    [Fact]
    public void VisitVolumes_FromManyThreads_GivesEachTheWholeSeries()
    {
        BrainImage image = NiftiReader.Read(TestData.Path("nifti/series.nii.gz"));
        double[] expected = s_expected.GetProperty("series.nii.gz").Doubles("values");

        Parallel.For(0, 16, _ => Assert.Equal(expected, ReadAll(image)));
    }

    [Fact]
    public void VisitVolumes_WithACancelledToken_StopsBeforeTheNextVolume()
    {
        BrainImage image = NiftiReader.Read(TestData.Path("nifti/series.nii.gz"));
        using var source = new CancellationTokenSource();
        int seen = 0;

        Assert.Throws<OperationCanceledException>(() => image.VisitVolumes(
            (_, _) =>
            {
                seen++;
                source.Cancel();
            },
            source.Token));

        Assert.Equal(1, seen);
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(TestData.Path($"nifti/{name}"));

    private static string Save(TemporaryFolder folder, byte[] bytes, string name = "image.nii")
    {
        string path = folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static double[] ReadAll(BrainImage image)
    {
        var values = new List<double>();
        image.VisitVolumes((volume, span) =>
        {
            Assert.Equal(values.Count, volume * span.Length);
            values.AddRange(span);
        });
        return [.. values];
    }
}
