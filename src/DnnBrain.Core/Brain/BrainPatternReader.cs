namespace DnnBrain.Brain;

/// <summary>Takes the patterns of regions out of an image that has one volume a stimulus, such as a series of beta maps.</summary>
public static class BrainPatternReader
{
    /// <summary>Reads the patterns of some regions in one pass over the image.</summary>
    /// <param name="image">One volume a stimulus.</param>
    /// <param name="mask">The regions, on the image's grid.</param>
    /// <param name="labels">The regions to read, in the order of the result; they come from <paramref name="mask"/>.</param>
    /// <param name="stimulusId">What each volume answers to, in the order of the volumes: an image carries no ids.</param>
    /// <param name="subject">The subject; null where it is not known.</param>
    /// <param name="observer">Is warned of voxels that are constant or hold NaN or infinity. They are kept as they are.</param>
    /// <param name="token">Looked at before every volume.</param>
    /// <returns>One pattern a region.</returns>
    /// <exception cref="DnnBrainException">
    /// Image and mask do not lie on the same grid (<c>SpaceMismatch</c>), the numbers of volumes and stimuli differ
    /// (<c>VolumeCountMismatch</c>), an id occurs twice (<c>StimulusDuplicate</c>), or a region's pattern is larger than an array
    /// can be (<c>PatternTooLarge</c>).
    /// </exception>
    public static IReadOnlyList<BrainPattern> Read(
        BrainImage image,
        BrainMask mask,
        IReadOnlyList<BrainLabel> labels,
        IReadOnlyList<string> stimulusId,
        string? subject,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(stimulusId);
        ArgumentNullException.ThrowIfNull(observer);
        Check(image, mask, stimulusId);
        VoxelSet[] voxels = [.. labels.Select(mask.GetVoxels)];
        float[][] values = [.. voxels.Select((set, i) => Allocate(labels[i], set.UnitCount, stimulusId.Count))];
        string file = Path.GetFileName(image.Path);
        image.VisitVolumes(
            (volume, all) =>
            {
                for (int i = 0; i < voxels.Length; i++)
                {
                    int count = voxels[i].UnitCount;
                    voxels[i].Gather(all, values[i].AsSpan(volume * count, count));
                }

                observer.Report(new RunProgress($"Reading {file}", volume + 1, image.VolumeCount, "volumes"));
            },
            token);
        InputFile[] inputs = [.. image.ToInputs(), .. mask.ToInputs()];
        return [.. labels.Select((label, i) =>
        {
            WarnOfUnusableVoxels($"Region '{label.Name}' of '{file}'", values[i], voxels[i].UnitCount, observer);
            var provenance = new Provenance
            {
                Operation = "Get-BrainPattern",
                Parameters = new Dictionary<string, string> { ["Label"] = FormattableString.Invariant($"{label.Number}") },
                Inputs = inputs,
            };
            return new BrainPattern(label.Name, file, subject, stimulusId, voxels[i], values[i], provenance);
        })];
    }

    private static void Check(BrainImage image, BrainMask mask, IReadOnlyList<string> stimulusId)
    {
        if (image.Space.FindDifference(mask.Space) is { } difference)
        {
            throw new DnnBrainException(
                "SpaceMismatch",
                ErrorKind.InvalidData,
                $"Image '{image.Path}' and mask '{mask.Path}' do not lie on the same grid: {difference}. Resample the mask to the image first.",
                mask.Path);
        }

        if (image.VolumeCount != stimulusId.Count)
        {
            throw new DnnBrainException(
                "VolumeCountMismatch",
                ErrorKind.InvalidData,
                $"'{image.Path}' has {image.VolumeCount} volumes, but {stimulusId.Count} stimuli were given; each volume answers to one stimulus, in this order.",
                image.Path);
        }

        Stimuli.StimulusIds.Index(stimulusId, image.Path);
    }

    private static float[] Allocate(BrainLabel label, int voxels, int stimuli)
    {
        long count = (long)voxels * stimuli;
        return count <= Array.MaxLength
            ? new float[count]
            : throw new DnnBrainException(
                "PatternTooLarge",
                ErrorKind.ResourceUnavailable,
                $"Region '{label.Name}' has {voxels:N0} voxels; with {stimuli:N0} stimuli that is more than one array holds. Take smaller regions.",
                label.Name);
    }

    private static void WarnOfUnusableVoxels(string region, float[] values, int voxels, IRunObserver observer)
    {
        int missing = 0;
        int constant = 0;
        for (int voxel = 0; voxel < voxels; voxel++)
        {
            bool finite = true;
            bool varies = false;
            for (int i = voxel; i < values.Length; i += voxels)
            {
                finite &= float.IsFinite(values[i]);
                varies |= values[i] != values[voxel];
            }

            missing += finite ? 0 : 1;
            constant += finite && !varies ? 1 : 0;
        }

        if (missing > 0)
        {
            observer.Warning($"{region}: {missing} of {voxels} voxels hold NaN or infinity for some stimulus. They are kept; what is computed from them is NaN.");
        }

        if (constant > 0)
        {
            observer.Warning($"{region}: {constant} of {voxels} voxels are constant over all stimuli. They are kept; correlations with them are NaN.");
        }
    }
}
