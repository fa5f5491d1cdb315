using System.IO.Compression;
using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.ActivationNpy;
using DnnBrain.Formats.ActivationNpz;
using DnnBrain.Formats.Net2Brain;
using DnnBrain.Formats.Thingsvision;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.FeatureFiles;

public sealed class FeatureFileRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfAnArrayWithoutStimuli_SaysWhatWasExpected() => Assert.Contains(
        "first axis of stimuli",
        Assert.Throws<UnsupportedFileContentException>(() => ActivationNpyReader.Read(TestData.Path("numpy/scalar.npy"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_OfAMatrixInFortranOrderInAnArchive_GivesItsRows()
    {
        // 2 × 3, column by column: a NumPy array of header version 1.0, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
        byte[] text = [.. "{'descr': '<f4', 'fortran_order': True, 'shape': ( 2,  3), }                                        \n"u8];
        string path = _folder.File("a.npz");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream stream = zip.CreateEntry("fc.npy").Open())
        {
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text]);
            foreach (float value in (float[])[1, 2, 3, 4, 5, 6])
            {
                stream.Write(BitConverter.GetBytes(value));
            }
        }

        Activation layer = Assert.Single(ActivationNpzReader.Read(path));

        Assert.Equal([1, 3, 5, 2, 4, 6], layer.ToArray());
    }

    [Fact]
    public void Net2BrainWriter_OfOneStimulusTwice_IsRefused()
    {
        var twice = new Activation("net", "conv", ["a", "a"], new MemoryActivationValues(new ActivationShape(2, 1, 1, 1), new float[2]), new Provenance { Operation = "test" });
        Assert.Equal("StimulusDuplicate", Assert.Throws<DnnBrainException>(() => Net2BrainWriter.Write(_folder.File("out"), [twice])).ErrorId);
    }

    [Fact]
    public void Net2BrainReader_OfAnEmptyArchive_SaysSo()
    {
        string path = _folder.File("consolidated_conv.npz");
        ZipFile.Open(path, ZipArchiveMode.Create).Dispose();
        Assert.Contains("no array", Assert.Throws<InvalidFileContentException>(() => Net2BrainReader.ReadConsolidated(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThingsvisionReader_OfAFolderWithoutFeatures_SaysSo() =>
        Assert.Equal("FileNotFound", Assert.Throws<DataFileException>(() => ThingsvisionReader.ReadFolder(_folder.Path)).ErrorId);
}
