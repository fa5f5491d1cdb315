using DnnBrain.Brain;
using DnnBrain.Formats.Nifti;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Formats.Safetensors;
using DnnBrain.Rsa;

namespace DnnBrain.Core.Tests.Formats;

/// <summary>Files of ours as nibabel, NumPy and SciPy read them; what they have to find stands in check_written_files.py.</summary>
public sealed class WrittenFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void NiftiWriter_OfImages_AreReadByNibabel()
    {
        WriteSeries("bytes.nii", NiftiDataType.UInt8);
        WriteSeries("shorts.nii.gz", NiftiDataType.Int16);
        WriteSeries("integers.nii", NiftiDataType.Int32);
        WriteSeries("singles.nii.gz", NiftiDataType.Float32);
        WriteVolumeWithShears("volume.nii.gz");

        PythonFactAttribute.CheckWrittenFile("nifti", _folder.Path);
    }

    [PythonFact]
    public void NpyWriterAndNpzWriter_OfArrays_AreReadByNumPy()
    {
        double[] values = [.. Formula(2, 3, 4)];
        NpyWriter.Write(_folder.File("double.npy"), overwrite: false, NpyArray.FromDouble(values, 2, 3, 4));
        NpyWriter.Write(_folder.File("single.npy"), overwrite: false, NpyArray.FromSingle([.. values.Select(v => (float)v)], 2, 3, 4));
        NpyWriter.Write(_folder.File("integer.npy"), overwrite: false, NpyArray.FromInt64([.. values.Select(v => (long)v)], 2, 3, 4));
        NpyWriter.Write(_folder.File("scalar.npy"), overwrite: false, NpyArray.FromDouble([0.25]));
        NpzWriter.Write(
            _folder.File("text.npz"),
            overwrite: false,
            [new("ids", NpyArray.FromText(["face", "", "Größe", "𝔸"], 2, 2)), new("none", NpyArray.FromDouble([], 0, 3))]);

        PythonFactAttribute.CheckWrittenFile("numpy", _folder.Path);
    }

    [PythonFact]
    public void RdmNpzWriter_OfRdms_IsReadByNumPy()
    {
        var provenance = new Provenance { Operation = "New-Rdm" };
        var first = new Rdm("conv1", "Correlation", ["a", "b", "c"], [0.1, 0.2, 0.3], provenance) { Source = "fashionnet" };
        var second = new Rdm("IT", "Euclidean", ["c", "a", "b"], [1, double.NaN, 3], provenance) { Subject = "sub-01" };
        RdmNpzWriter.Write(_folder.File("rdm.npz"), [first, second]);
        RdmNpzWriter.Write(_folder.File("one.npy"), [first]);
        RdmNpzWriter.Write(_folder.File("two.npy"), [first, second]);

        PythonFactAttribute.CheckWrittenFile("rdm_numpy", _folder.Path);
    }

    [PythonFact]
    public void SafetensorsWriter_OfTensors_IsReadAsDescribed()
    {
        float[] values = [.. Formula(2, 3, 4).Select(v => (float)v)];
        SafetensorsWriter.Write(
            _folder.File("weights.safetensors"),
            overwrite: false,
            [
                new SafetensorsTensor("bytes", SafetensorsDataType.U8, [3], new byte[] { 0, 232, 208 }),
                SafetensorsTensor.FromSingle("half", [2, 3], [.. Formula(2, 3).Select(v => (float)v)], SafetensorsDataType.F16),
                SafetensorsTensor.FromSingle("brain", [1, 3], [0, 100, 200], SafetensorsDataType.BF16),
                SafetensorsTensor.FromSingle("double", [2, 3, 4], values, SafetensorsDataType.F64),
                SafetensorsTensor.FromSingle("single", [2, 3, 4], values),
                SafetensorsTensor.FromSingle("none", [0, 2], []),
            ],
            new Dictionary<string, string> { ["model"] = "Größe" });

        PythonFactAttribute.CheckWrittenFile("safetensors", _folder.File("weights.safetensors"));
    }

    private static void Fill(VolumeSpace space, int volume, Span<double> values)
    {
        for (int voxel = 0; voxel < values.Length; voxel++)
        {
            (int x, int y, int z) = space.Dimensions.CoordinatesOf(voxel);
            values[voxel] = ((1000 * x) + (100 * y) + (10 * z) + volume) % 250;
        }
    }

    /// <summary>1000 a + 100 b + 10 c at index (a, b, c), in row-major order.</summary>
    private static IEnumerable<double> Formula(int first, int second, int third = 1) =>
        from a in Enumerable.Range(0, first)
        from b in Enumerable.Range(0, second)
        from c in Enumerable.Range(0, third)
        select (1000.0 * a) + (100.0 * b) + (10.0 * c);

    private void WriteSeries(string name, NiftiDataType type)
    {
        (double cos, double sin) = (Math.Cos(0.5), Math.Sin(0.5));
        var space = new VolumeSpace(
            new VolumeDimensions(3, 4, 5),
            new[,] { { -2 * cos, -2.5 * sin, 0, 90 }, { -2 * sin, 2.5 * cos, 0, -126 }, { 0, 0, 3, -72 }, { 0, 0, 0, 1 } },
            CoordinateFrame.Mni152);
        var series = new MemoryBrainVolumes(space, 6, (volume, values) => Fill(space, volume, values));

        NiftiWriter.Write(_folder.File(name), overwrite: false, series, new NiftiWriteOptions { DataType = type, Description = "Größe", RepetitionTime = 1.5 });
    }

    private void WriteVolumeWithShears(string name)
    {
        var space = new VolumeSpace(new VolumeDimensions(3, 4, 5), new[,] { { 2, 0.5, 0, -10 }, { 0, 2, 0, -20 }, { 0, 0, 3, -30 }, { 0, 0, 0, 1 } });
        var volume = new MemoryBrainVolumes(space, 1, (_, values) =>
        {
            Fill(space, 0, values);
            values[0] = double.NaN;
        });

        NiftiWriter.Write(_folder.File(name), overwrite: false, volume, new NiftiWriteOptions { Description = "Größe" });
    }
}
