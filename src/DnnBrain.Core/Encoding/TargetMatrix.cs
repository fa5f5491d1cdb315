using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>The targets of a model in the predictors' order of stimuli, with the unusable voxels marked.</summary>
internal sealed class TargetMatrix
{
    /// <summary>Voxels that are worked on at a time, so that memory does not grow with the brain.</summary>
    private const int BlockVoxels = 8192;

    private readonly Tensor _values;
    private readonly bool[] _usable;

    private TargetMatrix(Tensor values, bool[] usable)
    {
        _values = values;
        _usable = usable;
    }

    /// <summary>The number of voxels.</summary>
    public int VoxelCount => _usable.Length;

    /// <summary>Voxels that hold NaN or infinity for some stimulus.</summary>
    public int MissingCount { get; private init; }

    /// <summary>Voxels that are the same for all stimuli.</summary>
    public int ConstantCount { get; private init; }

    /// <summary>Reads all targets; they take 4 bytes a value, 8 where they are stored so.</summary>
    /// <param name="target">The targets.</param>
    /// <param name="row">For each row of the result, the row of <paramref name="target"/>.</param>
    public static TargetMatrix Read(IPatternSet target, IReadOnlyList<int> row)
    {
        int voxels = target.UnitCount;
        Tensor all = zeros([row.Count, voxels], target.Precision == PatternPrecision.Float32 ? float32 : float64);
        double[] values = new double[voxels];
        double[] first = new double[voxels];
        bool[] missing = new bool[voxels];
        bool[] varies = new bool[voxels];
        for (int i = 0; i < row.Count; i++)
        {
            target.Read(row[i], 1, values);
            if (i == 0)
            {
                values.CopyTo(first, 0);
            }

            for (int voxel = 0; voxel < voxels; voxel++)
            {
                varies[voxel] |= values[voxel] != first[voxel];
                if (!double.IsFinite(values[voxel]))
                {
                    // Zero keeps the other voxels of a product clean; the voxel itself gets no result.
                    missing[voxel] = true;
                    values[voxel] = 0;
                }
            }

            using DisposeScope scope = NewDisposeScope();
            all.select(0, i).copy_(tensor<double>(values));
        }

        return new TargetMatrix(all, [.. missing.Zip(varies, (isMissing, isVarying) => !isMissing && isVarying)])
        {
            MissingCount = missing.Count(isMissing => isMissing),
            ConstantCount = missing.Zip(varies).Count(voxel => !voxel.First && !voxel.Second),
        };
    }

    /// <summary>Whether a voxel can be predicted at all.</summary>
    public bool IsUsable(int voxel) => _usable[voxel];

    /// <summary>Cuts the voxels into blocks.</summary>
    public IEnumerable<(int First, int Count)> Blocks()
    {
        for (int first = 0; first < VoxelCount; first += BlockVoxels)
        {
            yield return (first, Math.Min(BlockVoxels, VoxelCount - first));
        }
    }

    /// <summary>Some rows of some voxels, rows × voxels, float64.</summary>
    public Tensor Take(IReadOnlyList<int> rows, int firstVoxel, int voxelCount) =>
        _values.narrow(1, firstVoxel, voxelCount).index_select(0, RowIndex.Of(rows)).to(float64);
}
