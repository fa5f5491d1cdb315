using DnnBrain.Formats;
using DnnBrain.Formats.RsatoolboxHdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmExchange;

/// <summary>Files of tests/data/generate/rdm_exchange_files.py: the value of observation i, channel c, time t is a formula of them.</summary>
public class RsatoolboxDatasetTests
{
    [Fact]
    public void Read_OfADataset_GivesDescriptorsAndChannelsOfEveryObservation()
    {
        RsatoolboxDataset dataset = RsatoolboxDatasetReader.Read(TestData.Path("rdm_exchange/dataset.h5"));

        Assert.Equal(["conds", "session", "v1", "v2", "v3", "v4"], dataset.Columns);
        Assert.Equal(6, dataset.Rows.Count);
        Assert.Equal(["c", "1", 20.0, 21.0, 22.0, 23.0], dataset.Rows[2]);
        Assert.Equal(["a", "2", 30.0, 31.0, 32.0, 33.0], dataset.Rows[3]);
    }

    [Fact]
    public void Read_OfADatasetInTime_GivesARowForEachTime()
    {
        RsatoolboxDataset dataset = RsatoolboxDatasetReader.Read(TestData.Path("rdm_exchange/temporal_dataset.h5"));

        Assert.Equal(["conds", "session", "time", "channel_1", "channel_2", "channel_3", "channel_4"], dataset.Columns);
        Assert.Equal(12, dataset.Rows.Count);
        Assert.Equal(["b", "1", "-0.1", 100.0, 110.0, 120.0, 130.0], dataset.Rows[2]);
        Assert.Equal(["b", "1", "0.25", 101.0, 111.0, 121.0, 131.0], dataset.Rows[3]);
    }

    [Fact]
    public void Read_OfAFileOfRdms_SaysWhatReadsThem()
    {
        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(
            () => RsatoolboxDatasetReader.Read(TestData.Path("rdm_exchange/rsatoolbox.h5")));

        Assert.Contains("Import-Rdm", error.Message, StringComparison.Ordinal);
    }
}
