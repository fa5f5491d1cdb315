using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Mat;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.FeatureFiles;

public sealed class FeatureFileReadTests
{
    [Theory]
    [InlineData("conv.npy", "conv")]
    [InlineData("conv_fortran.npy", "conv_fortran")]
    [InlineData("fortran.npz", "conv")]
    public void Read_OfMaps_GivesThemWithPositions(string file, string layer) =>
        FeatureData.AssertIs(Read(file).Single(), layer, FeatureData.Conv, FeatureData.Positions);

    [Theory]
    [InlineData("fc_double_big.npy", "fc_double_big")]
    [InlineData("fc_single_big.npy", "fc_single_big")]
    [InlineData("fc_half.npy", "fc_half")]
    [InlineData("one.npz", "one")]
    [InlineData("numbers.csv", "numbers")]
    [InlineData("thingsvision_unnamed", "thingsvision_unnamed")]
    public void Read_OfVectors_GivesThemWithPositions(string file, string layer) =>
        FeatureData.AssertIs(Read(file).Single(), layer, FeatureData.Fc, FeatureData.Positions);

    [Fact]
    public void Read_OfMoreAxesThanThree_CountsTheLastAsColumns() =>
        FeatureData.AssertIs(Read("six_axes.npy").Single(), "six_axes", new ActivationShape(5, 2, 1, 12), FeatureData.Positions);

    [Fact]
    public void Read_OfLayersInAnNpz_TakesIdsAndLeavesPickles()
    {
        IReadOnlyList<Activation> layers = Read("layers.npz");
        Assert.Equal(2, layers.Count);
        FeatureData.AssertIs(layers[0], "conv", FeatureData.Conv, FeatureData.Names);
        FeatureData.AssertIs(layers[1], "fc", FeatureData.Fc, FeatureData.Names);
    }

    [Theory]
    [InlineData("pandas.csv", "pandas")]
    [InlineData("named.csv", "named")]
    public void Read_OfATable_TakesItsIds(string file, string layer) =>
        FeatureData.AssertIs(Read(file).Single(), layer, FeatureData.Fc, FeatureData.Names);

    [Fact]
    public void Read_OfATableWithGaps_KeepsNaNAndInfinity()
    {
        float[] expected = FeatureData.Values(FeatureData.Fc);
        (expected[6], expected[8]) = (float.NaN, float.PositiveInfinity);
        Assert.Equal(expected, Read("missing.csv").Single().ToArray());
    }

    [Theory]
    [InlineData("face_1,3.5,4\nface_2,5,6\n", "face_1,face_2", 2)] // no names of columns
    [InlineData("image,1,2\nface_1,3.5,4\nface_2,5,6\n", "face_1,face_2", 2)]
    [InlineData("stimulus_id,1.1.1,1.1.2\r\na,1,2\r\n", "a", 2)]
    [InlineData("stimulus_id,roi1.voxel1,roi2.voxel1,roi1.voxel2,roi2.voxel2\na,1,2,3,4\n", "a", 4)] // in another order than ours
    [InlineData("a,b\n1,2\n", "1", 1)] // the first column has a name that is no unit's: its cells are ids
    public void Read_OfTablesWithAndWithoutNames_LosesNoRow(string text, string ids, int units)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("t.csv"), text);
        Activation activation = FeatureFile.Read(folder.File("t.csv")).Single();
        Assert.Equal(ids.Split(','), activation.StimulusId);
        Assert.Equal(units, activation.UnitCount);
        Assert.Equal(ActivationAxes.Map, activation.Shape.Axes);
    }

    [Fact]
    public void Read_OfNet2BrainsFolders_GivesTheSameLayers()
    {
        foreach (string folder in (string[])["net2brain_consolidated", "net2brain_separate"])
        {
            IReadOnlyList<Activation> layers = Read(folder);
            FeatureData.AssertIs(layers[0], "conv", FeatureData.Conv, FeatureData.Sorted);
            FeatureData.AssertIs(layers[1], "fc", FeatureData.Fc, FeatureData.Sorted);
        }

        FeatureData.AssertIs(Read("net2brain_consolidated/consolidated_fc.npz").Single(), "fc", FeatureData.Fc, FeatureData.Sorted);
    }

    [Theory]
    [InlineData("npy")]
    [InlineData("pt")]
    [InlineData("hdf5")]
    [InlineData("parts")]
    [InlineData("mat")]
    [InlineData("mat_parts")]
    public void Read_OfThingsvisionsFolders_TakesTheirNames(string format) =>
        FeatureData.AssertIs(Read($"thingsvision_{format}").Single(), $"thingsvision_{format}", FeatureData.Conv, FeatureData.Files);

    [Fact]
    public void Read_OfThingsvisionsMatWithoutAList_TakesItsVariables()
    {
        FeatureData.AssertIs(Read("thingsvision_mat_vectors").Single(), "thingsvision_mat_vectors", FeatureData.Fc, FeatureData.Names);
        FeatureData.AssertIs(Read("thingsvision_mat_unnamed").Single(), "thingsvision_mat_unnamed", FeatureData.Conv, FeatureData.Positions);
    }

    [Fact]
    public void Read_OfThingsvisionsMat_FollowsTheListAndLeavesNothingOut()
    {
        using var folder = new TemporaryFolder();
        File.Copy(FeatureData.Path("thingsvision_mat/features.mat"), folder.File("features.mat"));
        File.WriteAllLines(folder.File("file_names.txt"), FeatureData.Files.Reverse());
        Activation read = FeatureFile.Read(folder.Path).Single();
        Assert.Equal(FeatureData.Files.Reverse(), read.StimulusId);
        Assert.Equal(FeatureData.Values(FeatureData.Conv)[^12..], read.ToArray()[..12]);

        File.WriteAllLines(folder.File("file_names.txt"), FeatureData.Files[1..]);
        Assert.Contains("'face_10'", Assert.Throws<InvalidFileContentException>(() => FeatureFile.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "'b' is 1 × 2, but 'a' is 1 × 3")]
    [InlineData(0, "'b' holds no numbers")]
    public void Read_OfThingsvisionsMatThatIsNoLayer_NamesTheVariable(int units, string message)
    {
        using var folder = new TemporaryFolder();
        MatWriter.Write(folder.File("features.mat"), overwrite: false,
            [new("a", MatVariable.FromNumbers([1, 3], [1, 2, 3])), new("b", MatVariable.FromNumbers([1, units], new double[units]))]);

        Assert.Contains(message, Assert.Throws<InvalidFileContentException>(() => FeatureFile.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfThingsvisionsText_TakesItsNames()
    {
        FeatureData.AssertIs(Read("thingsvision_txt").Single(), "thingsvision_txt", FeatureData.Fc, FeatureData.Files);
        FeatureData.AssertIs(Read("thingsvision_txt/features.txt").Single(), "features", FeatureData.Fc, FeatureData.Files);
        FeatureData.AssertIs(Read("thingsvision_npy/features.npy").Single(), "features", FeatureData.Conv, FeatureData.Files);
    }

    [Fact]
    public void Read_OfAPartBesideTheNamesOfAll_HasPositions() =>
        Assert.Equal(["1", "2"], Read("thingsvision_parts/features_0-2.npy").Single().StimulusId);

    [Fact]
    public void Read_OfThingsvisionsLayers_GivesOneAFolder()
    {
        IReadOnlyList<Activation> layers = Read("thingsvision_layers");
        FeatureData.AssertIs(layers[0], "conv", FeatureData.Conv, FeatureData.Files);
        FeatureData.AssertIs(layers[1], "fc", FeatureData.Fc, FeatureData.Files);
    }

    [Theory]
    [InlineData("conv.npy")]
    [InlineData("layers.npz")]
    [InlineData("pandas.csv")]
    [InlineData("net2brain_consolidated")]
    [InlineData("thingsvision_hdf5")]
    public void Read_WithIds_TakesTheirNumberOrNone(string file)
    {
        string[] ids = ["a", "b", "c", "d", "e"];
        Assert.All(FeatureFile.Read(FeatureData.Path(file), ids), a => Assert.Equal(ids, a.StimulusId));
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => FeatureFile.Read(FeatureData.Path(file), ["a", "b"])).ErrorId);
    }

    [Fact]
    public void Read_WithAnIdTwice_IsRefused() =>
        Assert.Equal("StimulusDuplicate", Assert.Throws<DnnBrainException>(() => FeatureFile.Read(FeatureData.Path("conv.npy"), ["a", "b", "c", "d", "a"])).ErrorId);

    [Theory]
    [InlineData("objects.npy", "FileUnsupported", "objects")]
    [InlineData("uneven.npz", "FileInvalid", "'fc' 4")]
    [InlineData("thingsvision_mat_fewer", "VariableNotFound", "'zebra.jpg'")]
    [InlineData("thingsvision_mat_copies", "FileInvalid", "all rows into each")]
    public void Read_OfWhatIsNoLayer_IsRefusedByName(string file, string errorId, string message)
    {
        var error = Assert.ThrowsAny<DnnBrainException>(() => Read(file));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,1.5,2\nb,3\n", "row 2 has 2 cells")]
    [InlineData("x,u,v\nb,3,oops\n", "'oops' in row 1, column 3")]
    [InlineData("", "no numbers")]
    [InlineData("x,u,v\n", "no numbers")]
    public void Read_OfABrokenTable_SaysWhere(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("t.csv"), text);
        var error = Assert.ThrowsAny<DataFileException>(() => FeatureFile.Read(folder.File("t.csv")));
        Assert.Equal("FileInvalid", error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conv.npy")]
    [InlineData("layers.npz")]
    [InlineData("net2brain_consolidated/consolidated_conv.npz")]
    public void Read_OfATruncatedFile_IsRefused(string file)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(FeatureData.Path(file));
        string path = folder.File(Path.GetFileName(file));
        File.WriteAllBytes(path, bytes[..^40]);
        Assert.Equal("FileInvalid", Assert.ThrowsAny<DataFileException>(() => FeatureFile.Read(path).Select(a => a.ToArray()).ToList()).ErrorId);
    }

    [Fact]
    public void Read_OfAnArrayBeyondTwoGigabytes_ReadsItsLastRow()
    {
        // The rows in front are a hole in the file: they take no room on the disk.
        using var folder = new TemporaryFolder();
        const int rows = 70_000;
        const int units = 8_000;
        using (var stream = new FileStream(folder.File("large.npy"), FileMode.Create))
        {
            string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {units}), }}".PadRight(117) + "\n";
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header)]);
            stream.SetLength(stream.Position + (4L * rows * units));
            stream.Seek(-4, SeekOrigin.End);
            stream.Write(BitConverter.GetBytes(1.5f));
        }

        Activation activation = FeatureFile.Read(folder.File("large.npy")).Single();
        float[] last = new float[units];
        activation.Read(rows - 1, 1, last);

        Assert.Equal(new ActivationShape(rows, units, 1, 1), activation.Shape);
        Assert.Equal((0f, 1.5f), (last[0], last[^1]));
    }

    [Fact]
    public void Read_OfAnAnswerOfAnotherShape_NamesIt()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(FeatureData.Path("net2brain_separate")))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        File.Copy(FeatureData.Path("layers.npz"), folder.File("zzz.npz"));
        Activation conv = FeatureFile.Read(folder.Path)[0];
        var error = Assert.ThrowsAny<DataFileException>(() => conv.ToArray());
        Assert.Contains("zzz.npz[conv]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAFolderOfOtherThings_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("FileNotFound", Assert.ThrowsAny<DataFileException>(() => FeatureFile.Read(folder.Path)).ErrorId);
    }

    private static IReadOnlyList<Activation> Read(string file) => FeatureFile.Read(FeatureData.Path(file));
}
