using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>Chooses the penalty on the training rows alone, by a cross-validation among them.</summary>
internal static class AlphaSearch
{
    /// <summary>The penalty with the smallest mean squared error, averaged over the inner folds; of equals, the largest.</summary>
    /// <returns>One penalty a voxel; all equal when they are shared. NaN for voxels that cannot be predicted.</returns>
    /// <param name="design">The predictors.</param>
    /// <param name="target">The targets.</param>
    /// <param name="train">The training rows, in the order in which they are cut into folds.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="token">Looked at before every block of voxels.</param>
    public static double[] Choose(IDesign design, TargetMatrix target, IReadOnlyList<int> train, EncodingOptions options, CancellationToken token)
    {
        double[] grid = [.. options.Alpha.Order()];
        double[] loss = grid.Length > 1 ? Loss(design, target, train, grid, options.InnerFoldCount, token) : new double[target.VoxelCount];
        int voxels = target.VoxelCount;
        if (options.SharedAlpha)
        {
            double[] total = [.. grid.Select((_, i) => Enumerable.Range(0, voxels).Where(target.IsUsable).Sum(voxel => loss[(i * voxels) + voxel]))];
            int best = Best(grid.Length, i => total[i]);
            return [.. Enumerable.Range(0, voxels).Select(voxel => target.IsUsable(voxel) ? grid[best] : double.NaN)];
        }

        return [.. Enumerable.Range(0, voxels).Select(voxel =>
            target.IsUsable(voxel) ? grid[Best(grid.Length, i => loss[(i * voxels) + voxel])] : double.NaN)];
    }

    private static double[] Loss(IDesign design, TargetMatrix target, IReadOnlyList<int> train, double[] grid, int foldCount, CancellationToken token)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = zeros([grid.Length, target.VoxelCount], float64);
        foreach (Fold fold in KFold.Split(train, foldCount))
        {
            using DisposeScope foldScope = NewDisposeScope();
            RidgePath path = design.Decompose(fold.Train, fold.Test);
            foreach ((int first, int count) in target.Blocks())
            {
                token.ThrowIfCancellationRequested();
                using DisposeScope blockScope = NewDisposeScope();
                Tensor y = target.Take(fold.Train, first, count);
                Tensor mean = y.mean([0]);
                Tensor projected = path.Project(y.sub(mean));
                Tensor expected = target.Take(fold.Test, first, count).sub(mean);
                for (int i = 0; i < grid.Length; i++)
                {
                    using DisposeScope alphaScope = NewDisposeScope();
                    Tensor error = path.Predict(projected, tensor(grid[i])).sub(expected).square().mean([0]);
                    loss.select(0, i).narrow(0, first, count).add_(error.div(foldCount));
                }
            }
        }

        return loss.ToArray<double>();
    }

    private static int Best(int count, Func<int, double> loss)
    {
        int best = 0;
        for (int i = 1; i < count; i++)
        {
            best = loss(i) <= loss(best) ? i : best;
        }

        return best;
    }
}
