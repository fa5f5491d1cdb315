using DnnBrain.Brain;

namespace DnnBrain.Core.Tests.Brain;

/// <summary>Small grids and images whose values are mental arithmetic.</summary>
internal static class BrainData
{
    /// <summary>Voxels of 2 × 2 × 3 mm, the first axis from right to left.</summary>
    public static double[,] Affine => new double[,] { { -2, 0, 0, 10 }, { 0, 2, 0, -20 }, { 0, 0, 3, 5 }, { 0, 0, 0, 1 } };

    public static VolumeSpace Space(int x = 3, int y = 2, int z = 2) => new(new VolumeDimensions(x, y, z), Affine);

    /// <summary>One volume with the values given.</summary>
    public static BrainImage Volume(VolumeSpace space, params double[] values) =>
        new("", new MemoryBrainVolumes(space, 1, (_, volume) => values.CopyTo(volume)));

    /// <summary>Volumes whose voxel i has the value 100 · volume + i, but where <paramref name="change"/> says otherwise.</summary>
    public static BrainImage Series(VolumeSpace space, int volumes, Action<int, Memory<double>>? change = null) =>
        new("", new MemoryBrainVolumes(space, volumes, (volume, destination) =>
        {
            double[] values = new double[destination.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (100 * volume) + i;
            }

            change?.Invoke(volume, values);
            values.CopyTo(destination);
        }));

    public static string[] Ids(int count) => [.. Enumerable.Range(1, count).Select(i => $"stim{i}")];
}
