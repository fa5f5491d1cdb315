using System.Globalization;
using DnnBrain.Brain;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>Cuts maps of one grid into the same slices.</summary>
internal sealed class MapCut
{
    private readonly AxialGrid _grid;
    private readonly HashSet<int> _mask;
    private readonly int[] _planes;
    private readonly (int First, int Last) _columns;
    private readonly (int First, int Last) _rows;
    private readonly SlicePlane?[] _underlay;

    /// <exception cref="DnnBrainException">No voxel lies in any slice, or a slice lies outside the volume (<c>SliceNotFound</c>).</exception>
    public MapCut(IReadOnlyList<BrainMap> maps, SliceSettings settings)
    {
        _grid = new AxialGrid(maps[0].Voxels.Space);
        _mask = [.. settings.Mask?.VoxelIndex ?? maps.SelectMany(map => map.Voxels.VoxelIndex)];
        HashSet<int> drawn = [.. _mask, .. maps.SelectMany(map => map.Voxels.VoxelIndex)];
        bool[] planes = new bool[_grid.PlaneCount];
        (_columns, _rows) = ((int.MaxValue, -1), (int.MaxValue, -1));
        for (int plane = 0; plane < planes.Length; plane++)
        {
            double z = _grid.Height(plane);
            for (int row = 0; row < _grid.RowCount; row++)
            {
                for (int column = 0; column < _grid.ColumnCount; column++)
                {
                    if (drawn.Contains(_grid.VoxelAt(column, row, z)))
                    {
                        planes[plane] = true;
                        _columns = (Math.Min(_columns.First, column), Math.Max(_columns.Last, column));
                        _rows = (Math.Min(_rows.First, row), Math.Max(_rows.Last, row));
                    }
                }
            }
        }

        if (_columns.Last < 0)
        {
            throw new DnnBrainException("VoxelMissing", ErrorKind.InvalidData, $"Map '{maps[0]}' has no voxel.", maps[0].Name);
        }

        _planes = settings.Position.Count > 0 ? [.. settings.Position.Select(Plane)] : Choose(planes, settings.Count);
        _underlay = Underlay(settings.Underlay);
    }

    /// <summary>The slices of a map.</summary>
    /// <param name="map">Its values.</param>
    /// <param name="adjusted">Adjusted p of the same voxels; null where there was no test.</param>
    public IReadOnlyList<MapSlice> Slices(BrainMap map, BrainMap? adjusted)
    {
        Dictionary<int, int> place = map.Voxels.VoxelIndex.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        bool tested = adjusted is not null && adjusted.Values.Any(p => !float.IsNaN(p));
        return [.. _planes.Select((plane, i) =>
        {
            (double[,] values, bool[,] mask, bool[,] significant) = (Table<double>(), Table<bool>(), Table<bool>());
            for (int row = 0; row < values.GetLength(0); row++)
            {
                for (int column = 0; column < values.GetLength(1); column++)
                {
                    int voxel = _grid.VoxelAt(_columns.First + column, _rows.First + row, _grid.Height(plane));
                    bool has = place.TryGetValue(voxel, out int at);
                    values[row, column] = has ? map.Values[at] : double.NaN;
                    mask[row, column] = _mask.Contains(voxel);
                    significant[row, column] = has && tested && adjusted!.Values[at] <= BrainMapTest.SignificanceLevel;
                }
            }

            return new MapSlice(_grid.Height(plane), new SlicePlane(
                values, _grid.First.X + (_columns.First * _grid.Step.X), _grid.First.Y + (_rows.First * _grid.Step.Y), _grid.Step.X, _grid.Step.Y))
            {
                Mask = mask,
                Significant = tested ? significant : null,
                Underlay = _underlay[i],
            };
        })];
    }

    private T[,] Table<T>() => new T[_rows.Last - _rows.First + 1, _columns.Last - _columns.First + 1];

    private int Plane(double z)
    {
        int plane = _grid.PlaneAt(z);
        return plane >= 0 ? plane : throw new DnnBrainException(
            "SliceNotFound",
            ErrorKind.NotFound,
            string.Create(CultureInfo.InvariantCulture, $"There is no slice at z = {z} mm; slices lie from {_grid.Height(0):0.#} to {_grid.Height(_grid.PlaneCount - 1):0.#} mm."),
            z);
    }

    // Evenly from the lowest to the highest plane with a voxel; where there are no more than asked for, all of them.
    private static int[] Choose(bool[] has, int count)
    {
        int[] all = [.. Enumerable.Range(0, has.Length).Where(plane => has[plane])];
        return all.Length <= count
            ? all
            : [.. Enumerable.Range(0, count).Select(i => all[(int)Math.Round((i + 0.5) * all.Length / count - 0.5, MidpointRounding.AwayFromZero)]).Distinct()];
    }

    private SlicePlane?[] Underlay(BrainImage? image)
    {
        if (image is null)
        {
            return new SlicePlane?[_planes.Length];
        }

        double[] volume = [];
        image.VisitVolumes((index, values) => volume = index == 0 ? values.ToArray() : volume);
        var grid = new AxialGrid(image.Space);
        return [.. _planes.Select(plane =>
        {
            double[,] values = new double[grid.RowCount, grid.ColumnCount];
            for (int row = 0; row < grid.RowCount; row++)
            {
                for (int column = 0; column < grid.ColumnCount; column++)
                {
                    int voxel = grid.VoxelAt(column, row, _grid.Height(plane));

                    // Nothing is measured outside the head: the paper stays white there.
                    values[row, column] = voxel < 0 || volume[voxel] == 0 ? double.NaN : volume[voxel];
                }
            }

            return new SlicePlane(values, grid.First.X, grid.First.Y, grid.Step.X, grid.Step.Y);
        })];
    }
}
