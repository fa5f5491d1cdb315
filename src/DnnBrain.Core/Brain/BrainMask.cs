using System.Globalization;

namespace DnnBrain.Brain;

/// <summary>Regions on a grid: a whole number a voxel, 0 outside. A mask of zeros and ones is one with a single region.</summary>
public sealed class BrainMask
{
    private readonly BrainImage _image;
    private readonly int[] _label;

    private BrainMask(BrainImage image, int[] label, IReadOnlyDictionary<int, string> names)
    {
        _image = image;
        _label = label;
        Labels = Array.AsReadOnly(label
            .Where(number => number != 0)
            .CountBy(number => number)
            .OrderBy(region => region.Key)
            .Select(region => new BrainLabel(region.Key, names.GetValueOrDefault(region.Key) ?? region.Key.ToString(CultureInfo.InvariantCulture), region.Value))
            .ToArray());
    }

    /// <summary>Full path of the file; empty for a mask that is in memory only.</summary>
    public string Path => _image.Path;

    /// <summary>The grid.</summary>
    public VolumeSpace Space => _image.Space;

    /// <summary>The regions that have a voxel, in the order of their numbers.</summary>
    public IReadOnlyList<BrainLabel> Labels { get; }

    /// <summary>Reads the regions of an image.</summary>
    /// <param name="image">One volume of whole numbers of any sign; NaN counts as outside.</param>
    /// <param name="names">Names of regions by number; regions without a name go by their number. Names of absent regions are ignored.</param>
    /// <param name="token">Stops the reading.</param>
    /// <exception cref="DnnBrainException">
    /// The image has several volumes or holds a number that is not whole, as a probability map does (<c>MaskInvalid</c>); all
    /// voxels are outside (<c>MaskEmpty</c>).
    /// </exception>
    public static BrainMask FromImage(BrainImage image, IReadOnlyDictionary<int, string>? names = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.VolumeCount != 1)
        {
            throw new DnnBrainException("MaskInvalid", ErrorKind.InvalidData, $"'{image.Path}' has {image.VolumeCount} volumes; a mask has one.", image.Path);
        }

        int[] label = new int[image.Dimensions.VoxelCount];
        image.VisitVolumes(
            (_, values) =>
            {
                for (int i = 0; i < label.Length; i++)
                {
                    label[i] = double.IsNaN(values[i]) ? 0 : ToLabel(values[i], image.Path);
                }
            },
            token);
        var mask = new BrainMask(image, label, names ?? new Dictionary<int, string>());
        return mask.Labels.Count > 0
            ? mask
            : throw new DnnBrainException("MaskEmpty", ErrorKind.InvalidData, $"No voxel of '{image.Path}' has a label; all are 0.", image.Path);
    }

    /// <summary>Finds a region by its number or, without regard to case, by its name.</summary>
    /// <exception cref="DnnBrainException">There is no such region (<c>LabelNotFound</c>; the message lists those there are).</exception>
    public BrainLabel GetLabel(string numberOrName)
    {
        ArgumentNullException.ThrowIfNull(numberOrName);
        return Labels.FirstOrDefault(label => label.Number.ToString(CultureInfo.InvariantCulture) == numberOrName)
            ?? Labels.FirstOrDefault(label => string.Equals(label.Name, numberOrName, StringComparison.OrdinalIgnoreCase))
            ?? throw new DnnBrainException(
                "LabelNotFound",
                ErrorKind.NotFound,
                $"Mask '{Path}' has no region '{numberOrName}'. It has {string.Join(", ", Labels)}.",
                numberOrName);
    }

    /// <summary>The voxels of a region, in the order of memory (x fastest). O(voxels of the grid).</summary>
    public VoxelSet GetVoxels(BrainLabel label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return new VoxelSet(Space, Enumerable.Range(0, _label.Length).Where(i => _label[i] == label.Number));
    }

    /// <summary>The voxels of all regions together, in the order of memory. O(voxels of the grid).</summary>
    public VoxelSet GetVoxels() => new(Space, Enumerable.Range(0, _label.Length).Where(i => _label[i] != 0));

    /// <summary>The same voxels as one region, with the number 1.</summary>
    /// <param name="name">The region's name.</param>
    public BrainMask ToSingleRegion(string name) =>
        new(_image, [.. _label.Select(number => number == 0 ? 0 : 1)], new Dictionary<int, string> { [1] = name });

    /// <summary>The file and its hash, for provenance.</summary>
    internal IEnumerable<InputFile> ToInputs() => _image.ToInputs();

    /// <summary>File name and regions.</summary>
    public override string ToString() => $"{System.IO.Path.GetFileName(Path)}: {string.Join(", ", Labels)}";

    private static int ToLabel(double value, string path)
    {
        int label = (int)value;
        return label == value
            ? label
            : throw new DnnBrainException(
                "MaskInvalid",
                ErrorKind.InvalidData,
                string.Create(CultureInfo.InvariantCulture, $"'{path}' holds the value {value:G6}; the labels of a mask are whole numbers. Threshold a probability map first."),
                path);
    }
}
