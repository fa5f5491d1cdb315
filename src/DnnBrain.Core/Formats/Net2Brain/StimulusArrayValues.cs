using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.Net2Brain;

/// <summary>Values of one layer that lie in one array a stimulus, read when they are asked for.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="shape">The shape of the whole, that of the first stimulus' array.</param>
/// <param name="read">Gives a stimulus' array.</param>
internal sealed class StimulusArrayValues(string path, ActivationShape shape, Func<int, NpyArray> read) : IActivationValues
{
    private readonly Lock _lock = new();

    public ActivationShape Shape => shape;

    public string Path => path;

    /// <summary>The shape of a layer from the array of one stimulus, with or without the axis of a batch of one in front.</summary>
    public static ActivationShape ShapeOf(int stimuli, IReadOnlyList<int> axes, string name) =>
        FeatureShape.Of(stimuli, (axes is [1, _, ..] ? axes.Skip(1) : axes).Select(size => (long)size), name);

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int units = shape.UnitCount;
        for (int i = 0; i < stimulusCount; i++)
        {
            NpyArray array;
            lock (_lock)
            {
                array = read(firstStimulus + i);
            }

            if (ShapeOf(shape.Stimuli, array.Shape, array.Name) != shape)
            {
                throw new InvalidFileContentException(array.Name, $"the array is ({string.Join(", ", array.Shape)}), but those of other stimuli are {shape.Channels}×{shape.Rows}×{shape.Columns}.");
            }

            array.ToSingle().CopyTo(destination.Slice(i * units, units));
        }
    }
}
