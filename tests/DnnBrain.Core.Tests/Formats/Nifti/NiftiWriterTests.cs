using DnnBrain.Brain;
using DnnBrain.Formats;
using DnnBrain.Formats.Nifti;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Nifti;

public class NiftiWriterTests
{
    private static readonly double[,] s_oblique = NiftiReader.Identify(TestData.Path("nifti/uint8_le.nii")).Space.Affine;

    [Theory]
    [InlineData(NiftiDataType.UInt8, "a.nii")]
    [InlineData(NiftiDataType.Int16, "a.nii.gz")]
    [InlineData(NiftiDataType.Int32, "a.nii")]
    [InlineData(NiftiDataType.Float32, "a.nii.gz")]
    public void Write_OfASeries_IsReadBack(NiftiDataType type, string name)
    {
        using var folder = new TemporaryFolder();
        MemoryBrainVolumes volumes = Volumes(5, (i, v) => (i + v) % 250, CoordinateFrame.Mni152);

        NiftiWriter.Write(folder.File(name), overwrite: false, volumes, new NiftiWriteOptions { DataType = type, Description = "größer", RepetitionTime = 2.5 });

        NiftiHeader header = NiftiReader.Identify(folder.File(name));
        Assert.Equal([3, 4, 5, 5], header.Shape);
        Assert.Equal(type, header.DataType);
        Assert.Equal("größer", header.Description);
        Assert.Equal(2.5, header.RepetitionTime);
        Assert.Equal(CoordinateFrame.Mni152, header.Space.Frame);
        Assert.Equal((4, 4), (header.QformCode, header.SformCode));
        Assert.Null(header.Space.FindDifference(volumes.Space));
        Assert.Equal(ReadAll(volumes), ReadAll(NiftiReader.Read(folder.File(name))));
        Assert.Equal([name], folder.List());
    }

    [Fact]
    public void Write_OfOneVolume_Makes3D()
    {
        using var folder = new TemporaryFolder();
        NiftiWriter.Write(folder.File("a.nii"), overwrite: false, Volumes(1, (_, v) => v + 0.5));

        NiftiHeader header = NiftiReader.Identify(folder.File("a.nii"));

        Assert.Equal([3, 4, 5], header.Shape);
        Assert.Null(header.RepetitionTime);
        Assert.Equal(CoordinateFrame.Aligned, header.Space.Frame);
    }

    [Fact]
    public void Write_OfMissingValuesAsSinglePrecision_KeepsThem()
    {
        using var folder = new TemporaryFolder();
        MemoryBrainVolumes volumes = Volumes(1, (_, v) => v switch { 0 => double.NaN, 1 => double.NegativeInfinity, _ => -v });

        NiftiWriter.Write(folder.File("a.nii"), overwrite: false, volumes);

        Assert.Equal(ReadAll(volumes), ReadAll(NiftiReader.Read(folder.File("a.nii"))));
    }

    [Theory]
    [InlineData("a.nii")]
    [InlineData("a.nii.gz")]
    public void Write_Twice_GivesTheSameBytes(string name)
    {
        using var folder = new TemporaryFolder();
        NiftiWriter.Write(folder.File(name), overwrite: false, Volumes(3, (i, v) => i * v));
        byte[] first = File.ReadAllBytes(folder.File(name));
        NiftiWriter.Write(folder.File("other " + name), overwrite: true, Volumes(3, (i, v) => i * v));

        Assert.Equal(first, File.ReadAllBytes(folder.File("other " + name)));
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            // Bytes 4 to 7 of a gzip header are its time.
            Assert.Equal(new byte[4], first[4..8]);
        }
    }

    [Theory]
    [InlineData("uint8_le.nii")]
    [InlineData("qform_left_handed.nii")]
    [InlineData("qform_half_turn.nii")]
    [InlineData("no_form.nii")]
    public void Write_OfAnAffineWithoutShears_StoresItAsAQuaternionToo(string fixture)
    {
        using var folder = new TemporaryFolder();
        VolumeSpace space = NiftiReader.Identify(TestData.Path($"nifti/{fixture}")).Space;
        string path = folder.File("a.nii");
        NiftiWriter.Write(path, overwrite: false, new MemoryBrainVolumes(space, 1, (_, _) => { }));
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(NiftiField.SformCode, 2).Clear();
        File.WriteAllBytes(path, bytes);

        VolumeSpace fromQuaternion = NiftiReader.Identify(path).Space;

        Assert.All(
            fromQuaternion.Affine.Cast<double>().Zip(space.Affine.Cast<double>()),
            pair => Assert.Equal(pair.Second, pair.First, 2e-5));
    }

    [Fact]
    public void Write_OfAnAffineWithShears_StoresTheMatrixOnly()
    {
        using var folder = new TemporaryFolder();
        VolumeSpace space = NiftiReader.Identify(TestData.Path("nifti/sform_sheared.nii")).Space;
        NiftiWriter.Write(folder.File("a.nii"), overwrite: false, new MemoryBrainVolumes(space, 1, (_, _) => { }));

        NiftiHeader header = NiftiReader.Identify(folder.File("a.nii"));

        Assert.Equal((0, 2), (header.QformCode, header.SformCode));
        Assert.Null(header.Space.FindDifference(space));
    }

    [Theory]
    [InlineData(NiftiDataType.UInt8, 0.5)]
    [InlineData(NiftiDataType.UInt8, 256)]
    [InlineData(NiftiDataType.UInt8, -1)]
    [InlineData(NiftiDataType.Int16, 40000)]
    [InlineData(NiftiDataType.Int16, double.NaN)]
    [InlineData(NiftiDataType.Int32, 3e9)]
    [InlineData(NiftiDataType.Float32, 1e39)]
    public void Write_OfAValueThatDoesNotFit_NamesVolumeAndVoxelAndLeavesNoFile(NiftiDataType type, double value)
    {
        using var folder = new TemporaryFolder();
        int bad = new VolumeDimensions(3, 4, 5).IndexOf(2, 1, 3);

        DataFileException error = Assert.Throws<DataFileException>(() => NiftiWriter.Write(
            folder.File("a.nii.gz"), overwrite: false, Volumes(2, (i, v) => i == 1 && v == bad ? value : 1), new NiftiWriteOptions { DataType = type }));

        Assert.Equal("ValueNotRepresentable", error.ErrorId);
        Assert.Contains("volume 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("voxel (3, 2, 4)", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.List());
    }

    [Fact]
    public void Write_OfALongDescription_CutsItBetweenCharacters()
    {
        using var folder = new TemporaryFolder();
        NiftiWriter.Write(folder.File("a.nii"), overwrite: false, Volumes(1, (_, _) => 0), new NiftiWriteOptions { Description = new string('ä', 60) });

        Assert.Equal(new string('ä', 39), NiftiReader.Read(folder.File("a.nii")).Description);
    }

    [Fact]
    public void Write_WithWhatCannotBeWritten_IsRefused()
    {
        using var folder = new TemporaryFolder();
        MemoryBrainVolumes volumes = Volumes(1, (_, _) => 0);
        var wide = new MemoryBrainVolumes(new VolumeSpace(new VolumeDimensions(40000, 1, 1), s_oblique), 1, (_, _) => { });

        Assert.Equal("FileExtensionInvalid", Assert.Throws<DataFileException>(() => NiftiWriter.Write(folder.File("a.img"), false, volumes)).ErrorId);
        Assert.Equal("DimensionTooLarge", Assert.Throws<DataFileException>(() => NiftiWriter.Write(folder.File("a.nii"), false, wide)).ErrorId);
        Assert.Throws<ArgumentOutOfRangeException>(() => NiftiWriter.Write(folder.File("a.nii"), false, volumes, new NiftiWriteOptions { DataType = NiftiDataType.Int64 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NiftiWriter.Write(folder.File("a.nii"), false, volumes, new NiftiWriteOptions { RepetitionTime = 0 }));
        Assert.Empty(folder.List());
    }

    private static MemoryBrainVolumes Volumes(int count, Func<int, int, double> value, CoordinateFrame frame = CoordinateFrame.Unknown) => new(
        new VolumeSpace(new VolumeDimensions(3, 4, 5), s_oblique, frame),
        count,
        (volume, destination) =>
        {
            for (int voxel = 0; voxel < destination.Length; voxel++)
            {
                destination[voxel] = value(volume, voxel);
            }
        });

    private static double[] ReadAll(IBrainVolumes volumes)
    {
        var values = new List<double>();
        volumes.VisitVolumes((_, span) => values.AddRange(span));
        return [.. values];
    }
}
