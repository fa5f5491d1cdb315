using DnnBrain.Brain;
using DnnBrain.Formats;
using DnnBrain.Formats.EpochFiles;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.EpochFiles;

public class EpochFileTests
{
    private static readonly double[] s_time = [-0.1, -0.05, 0, 0.05, 0.1];

    [Theory]
    [InlineData("trial_sensor_time.npz", "data", new[] { EpochAxis.Trial, EpochAxis.Sensor, EpochAxis.Time })]
    [InlineData("time_sensor_trial.npy", null, new[] { EpochAxis.Time, EpochAxis.Sensor, EpochAxis.Trial })]
    [InlineData("sensor_time_trial.mat", "voltage", new[] { EpochAxis.Sensor, EpochAxis.Time, EpochAxis.Trial })]
    [InlineData("timelock.mat", null, new[] { EpochAxis.Trial, EpochAxis.Sensor, EpochAxis.Time })]
    public void Read_EachOrder_SameEpochs(string file, string? variable, EpochAxis[] axis)
    {
        BrainEpoch epochs = Read(file, new EpochFileOptions { Variable = variable, Axis = axis, Time = s_time });
        Assert.Equal((4, 3, 5), (epochs.TrialCount, epochs.ChannelCount, epochs.Time.Count));
        float[] values = new float[4 * 15];
        epochs.Read(0, 4, values.AsSpan());
        Assert.Equal([.. from t in Enumerable.Range(0, 4) from s in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 5) select (float)((100 * t) + (10 * s) + k)], values);
    }

    [Fact]
    public void Read_Npz_TakesWhatStandsBesideTheValues()
    {
        BrainEpoch epochs = Read("trial_sensor_time.npz", new EpochFileOptions { Subject = "sub-01" });
        Assert.Equal(s_time, epochs.Time);
        Assert.Equal(["Oz", "Cz", "Fz"], epochs.Sensor);
        Assert.Equal("MEG", epochs.Name);
        Assert.Equal("sub-01", epochs.Subject);
        Assert.Equal(["a", "b", "a", "b"], epochs.Descriptor["stimulus"]);
        Assert.Equal(["1", "1", "2", "2"], epochs.Descriptor["Run"]);
        Assert.Equal(["1", "2", "3", "4"], epochs.StimulusId);
    }

    [Fact]
    public void Read_Timelock_TakesTimesLabelsAndTrialinfo()
    {
        BrainEpoch epochs = Read("timelock.mat", new EpochFileOptions());
        Assert.Equal(s_time, epochs.Time);
        Assert.Equal(["Oz", "Cz", "Fz"], epochs.Sensor);
        Assert.Equal(["11", "12", "11", "12"], epochs.Descriptor["trialinfo1"]);
        Assert.Equal(["1", "1", "2", "2"], epochs.Descriptor["trialinfo2"]);
    }

    [Fact]
    public void Read_RsatoolboxTemporalDataset_TakesItsDescriptors()
    {
        BrainEpoch epochs = EpochFile.Read(TestData.Path("rdm_exchange/temporal_dataset.h5"), new EpochFileOptions(), default);
        Assert.Equal([-0.1, 0.25], epochs.Time);
        Assert.Equal(["a", "b", "c", "a", "b", "c"], epochs.Descriptor["conds"]);
        Assert.Equal("s1", epochs.Subject);
        double[] row = new double[4];
        epochs.Read(5, 1, 1, 1, row);
        Assert.Equal([501, 511, 521, 531], row);
    }

    [Fact]
    public void Read_TableAndRate_ComeBeforeTheFile()
    {
        BrainEpoch epochs = Read("trial_sensor_time.npz", new EpochFileOptions
        {
            SamplingRate = 100,
            StartTime = -0.02,
            Name = "occipital",
            Descriptor = new Dictionary<string, IReadOnlyList<string>> { ["run"] = ["1", "2", "3", "4"], ["Id"] = ["p", "q", "r", "s"] },
        });
        Assert.Equal(0.02, epochs.Time[^1], 1e-12);
        Assert.Equal("occipital", epochs.Name);
        Assert.Equal(["1", "2", "3", "4"], epochs.Descriptor["run"]);
        Assert.Equal(["p", "q", "r", "s"], epochs.StimulusId);
    }

    [Fact]
    public void SelectSensor_Names_KeepsTheirValues()
    {
        BrainEpoch epochs = Read("trial_sensor_time.npz", new EpochFileOptions()).SelectSensor(["Fz", "Oz"]);
        double[] row = new double[2];
        epochs.Read(3, 1, 4, 1, row);
        Assert.Equal([324, 304], row);
        Assert.Equal("SensorNotFound", Assert.Throws<DnnBrainException>(() => epochs.SelectSensor(["Cz"])).ErrorId);
    }

    [Fact]
    public void Read_NoTimes_SaysSo() => Refused("TimeMissing", "time_sensor_trial.npy", new EpochFileOptions());

    [Fact]
    public void Read_OtherNumberOfTimes_SaysSo() => Refused("TimeCountMismatch", "time_sensor_trial.npy", new EpochFileOptions { Time = s_time });

    [Fact]
    public void Read_TimesThatDescend_SaysSo() => Refused("TimeInvalid", "trial_sensor_time.npz", new EpochFileOptions { Time = [0, 1, 2, 2, 3] });

    [Fact]
    public void Read_AxisTwice_SaysSo() => Refused("AxisInvalid", "trial_sensor_time.npz", new EpochFileOptions { Axis = [EpochAxis.Trial, EpochAxis.Time, EpochAxis.Time] });

    [Fact]
    public void Read_RateOfZero_SaysSo() => Refused("TimeInvalid", "trial_sensor_time.npz", new EpochFileOptions { SamplingRate = 0 });

    [Fact]
    public void Read_TwoArrays_AsksWhich() => Refused("EpochAmbiguous", "sensor_time_trial.mat", new EpochFileOptions { SamplingRate = 1 });

    [Fact]
    public void Read_NoSuchVariable_ListsThem() => Refused("ArrayNotFound", "sensor_time_trial.mat", new EpochFileOptions { Variable = "eeg" });

    [Fact]
    public void Read_OtherNumberOfTrials_SaysSo() => Refused(
        "TrialCountMismatch", "trial_sensor_time.npz", new EpochFileOptions { Descriptor = new Dictionary<string, IReadOnlyList<string>> { ["run"] = ["1"] } });

    [Fact]
    public void Read_PythonObject_IsNotRead() => Assert.Throws<UnsupportedFileContentException>(() => Read("trial_sensor_time.npz", new EpochFileOptions { Variable = "info" }));

    [Fact]
    public void Read_WithoutTimeAxis_SaysWhatReadsIt() => Assert.Contains(
        "Import-RsaDataset", Assert.Throws<InvalidFileContentException>(() => EpochFile.Read(TestData.Path("rdm_exchange/dataset.h5"), new EpochFileOptions(), default)).Message, StringComparison.Ordinal);

    private static void Refused(string errorId, string file, EpochFileOptions options) =>
        Assert.Equal(errorId, Assert.ThrowsAny<DnnBrainException>(() => Read(file, options)).ErrorId);

    private static BrainEpoch Read(string file, EpochFileOptions options) => EpochFile.Read(TestData.Path($"epochs/{file}"), options, default);
}
