using System.Management.Automation;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Torch;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Describes what is done to images before they enter a network.</summary>
[Cmdlet(VerbsCommon.New, "DnnPreprocessing")]
[OutputType(typeof(ImagePreprocessing))]
public sealed class NewDnnPreprocessingCommand : DnnBrainCmdlet
{
    /// <summary>One number or rows and columns, in pixels.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateCount(1, 2)]
    [ValidateRange(1, 65_536)]
    public int[] Resize { get; set; } = [];

    /// <summary>One number or rows and columns, in pixels: the middle that is cut out.</summary>
    [Parameter(Position = 1)]
    [ValidateCount(1, 2)]
    [ValidateRange(1, 65_536)]
    public int[]? Crop { get; set; }

    /// <summary>How pixels are resampled.</summary>
    [Parameter]
    public Resampling Interpolation { get; set; } = Resampling.Bilinear;

    /// <summary>One mean or one a channel, on the scale 0 to 1.</summary>
    [Parameter]
    [ValidateCount(1, 3)]
    public float[] Mean { get; set; } = ChannelNormalization.ImageNet.Mean.ToArray();

    /// <summary>One standard deviation or one a channel, on the scale 0 to 1.</summary>
    [Parameter]
    [Alias("Std")]
    [ValidateCount(1, 3)]
    public float[] StandardDeviation { get; set; } = ChannelNormalization.ImageNet.Deviation.ToArray();

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(Require(() => new ImagePreprocessing(Geometry(), new ChannelNormalization(Channels(Mean), Channels(StandardDeviation)))));

    private ImageGeometry Geometry()
    {
        (int rows, int columns) = (Resize[0], Resize[^1]);
        if (Crop is null)
        {
            return new Squash(rows, columns, Interpolation);
        }

        if (Crop[0] > rows || Crop[^1] > columns)
        {
            throw new DnnBrainException("CropTooLarge", ErrorKind.InvalidArgument, $"{Crop[0]}x{Crop[^1]} pixels cannot be cut out of {rows}x{columns}; -Crop must not be larger than -Resize.", Crop);
        }

        return Resize.Length == 1
            ? new ResizeCrop(rows, Crop[0], Crop[^1], Interpolation)
            : new SquashCrop(new Squash(rows, columns, Interpolation), Crop[0], Crop[^1]);
    }

    private static float[] Channels(float[] values)
    {
        if (values.Length == 2 || values.Any(v => !float.IsFinite(v)))
        {
            throw new DnnBrainException("ChannelCountInvalid", ErrorKind.InvalidArgument, $"One number or three were expected, for red, green and blue, not {string.Join(", ", values)}.", values);
        }

        return values.Length == 3 ? values : [values[0], values[0], values[0]];
    }
}
