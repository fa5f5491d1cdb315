using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// The values of one layer in an .act.h5. The file stays open as long as an activation refers to it, so that it is the same
/// file throughout, and HDF5's cache makes reading row after row as fast as reading a block.
/// </summary>
internal sealed class ActivationHdf5Values : IActivationValues
{
    // The dataset is closed with its file, which the layers read from it share.
    private readonly Hdf5File _file;
    private readonly Hdf5Dataset _dataset;
    private readonly ActivationHdf5ChunkReader? _chunks;

    public ActivationHdf5Values(Hdf5File file, Hdf5Dataset dataset)
    {
        _file = file;
        _dataset = dataset;
        Shape = ReadShape(dataset);
        _chunks = ActivationHdf5ChunkReader.TryCreate(dataset, Shape);
    }

    /// <inheritdoc/>
    public ActivationShape Shape { get; }

    /// <inheritdoc/>
    public string Path => _file.FilePath;

    /// <summary>The shape of a layer: 4-D as DNNBrain writes, or 2-D (stimulus × unit).</summary>
    /// <exception cref="DataFileException">It is neither, too large, or the file cannot hold it.</exception>
    public static ActivationShape ReadShape(Hdf5Dataset dataset)
    {
        IReadOnlyList<long> d = dataset.Shape;
        if (d.Count is not (2 or 4))
        {
            throw new UnsupportedFileContentException(
                dataset.FilePath,
                $"the dataset '{dataset.Name}' has {d.Count} axes; a layer has four (stimulus, channel, row, column) or two (stimulus, unit).");
        }

        long units = Hdf5Shape.ElementCount([.. d.Skip(1)], dataset.FilePath);
        if (d[0] > int.MaxValue || units is < 1 or > int.MaxValue)
        {
            throw new InvalidFileContentException(
                dataset.FilePath, $"the dataset '{dataset.Name}' has the shape {string.Join('×', d)}, which no layer has.");
        }

        dataset.RequireStoredNumbers();
        ActivationAxes axes = ReadAxes(dataset);
        return d.Count == 4
            ? new ActivationShape((int)d[0], (int)d[1], (int)d[2], (int)d[3]) { Axes = axes }
            : new ActivationShape((int)d[0], (int)d[1], 1, 1) { Axes = axes };
    }

    /// <inheritdoc/>
    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        Span<float> values = destination[..checked(stimulusCount * Shape.UnitCount)];
        if (_chunks is not null && _chunks.TryRead(firstStimulus, stimulusCount, values))
        {
            return;
        }

        if (_dataset.Shape.Count == 4)
        {
            _dataset.Read([firstStimulus, 0, 0, 0], [stimulusCount, Shape.Channels, Shape.Rows, Shape.Columns], values);
        }
        else
        {
            _dataset.Read([firstStimulus, 0], [stimulusCount, Shape.Channels], values);
        }
    }

    private static ActivationAxes ReadAxes(Hdf5Dataset dataset) => dataset.ReadText(ActivationHdf5Attributes.Axes) is not { } text
        ? ActivationAxes.Map
        : ActivationAxes.TryParse(text)
            ?? throw new InvalidFileContentException(dataset.FilePath, $"the dataset '{dataset.Name}' has the axes '{text}'; two or three names with commas between them were expected.");
}
