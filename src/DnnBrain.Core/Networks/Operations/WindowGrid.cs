using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A map cut into square windows, shifted or not: what Swin's attention needs beside the attention itself.</summary>
internal sealed class WindowGrid
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _window;
    private readonly int _windowRows;
    private readonly int _windowColumns;
    private readonly int _rowShift;
    private readonly int _columnShift;

    /// <summary>Lays windows over a map.</summary>
    /// <param name="rows">Height of the map.</param>
    /// <param name="columns">Width of the map.</param>
    /// <param name="window">Height and width of a window.</param>
    /// <param name="shift">How far the map is rolled up and left before it is cut, in each direction that has more than one window.</param>
    public WindowGrid(int rows, int columns, int window, int shift)
    {
        (_rows, _columns, _window) = (rows, columns, window);
        _windowRows = (rows + window - 1) / window;
        _windowColumns = (columns + window - 1) / window;
        _rowShift = _windowRows > 1 ? shift : 0;
        _columnShift = _windowColumns > 1 ? shift : 0;
    }

    /// <summary>Number of windows.</summary>
    public int Count => _windowRows * _windowColumns;

    /// <summary>Whether the map is rolled.</summary>
    public bool IsShifted => _rowShift > 0 || _columnShift > 0;

    private int PaddedRows => _windowRows * _window;

    private int PaddedColumns => _windowColumns * _window;

    /// <summary>Batch × row × column × channel as (batch · window) × token × channel; what the caller's dispose scope gets.</summary>
    public Tensor Cut(Tensor map)
    {
        long channels = map.shape[3];
        Tensor rolled = nn.functional.pad(map, [0, 0, 0, PaddedColumns - _columns, 0, PaddedRows - _rows]);
        if (IsShifted)
        {
            rolled = rolled.roll([-_rowShift, -_columnShift], [1, 2]);
        }

        return rolled.view([-1, _windowRows, _window, _windowColumns, _window, channels])
            .permute([0, 1, 3, 2, 4, 5])
            .reshape([-1, _window * _window, channels]);
    }

    /// <summary>The way back.</summary>
    public Tensor Join(Tensor windows, long batch)
    {
        Tensor map = windows.view([batch, _windowRows, _windowColumns, _window, _window, windows.shape[2]])
            .permute([0, 1, 3, 2, 4, 5])
            .reshape([batch, PaddedRows, PaddedColumns, windows.shape[2]]);
        if (IsShifted)
        {
            map = map.roll([_rowShift, _columnShift], [1, 2]);
        }

        return map.narrow(1, 0, _rows).narrow(2, 0, _columns).contiguous();
    }

    /// <summary>The biases of a window's pairs, 1 × head × query × key, from the table of relative positions, offset × head.</summary>
    public Tensor PositionBias(Tensor table)
    {
        int tokens = _window * _window;
        long[] index = new long[tokens * tokens];
        for (int query = 0; query < tokens; query++)
        {
            for (int key = 0; key < tokens; key++)
            {
                int down = (query / _window) - (key / _window) + _window - 1;
                int right = (query % _window) - (key % _window) + _window - 1;
                index[(query * tokens) + key] = (down * ((2 * _window) - 1)) + right;
            }
        }

        Tensor rows = tensor<long>(index, [index.Length]).to(table.device);
        return table.index_select(0, rows).view([tokens, tokens, -1]).permute([2, 0, 1]).unsqueeze(0);
    }

    /// <summary>
    /// 0 for pairs of tokens that are neighbours on the map, −100 for those that only the rolling brought together: 1 × window × 1 ×
    /// query × key.
    /// </summary>
    public Tensor Mask(Tensor like)
    {
        int tokens = _window * _window;
        float[] mask = new float[Count * tokens * tokens];
        for (int window = 0; window < Count; window++)
        {
            for (int query = 0; query < tokens; query++)
            {
                int region = Region(window, query);
                for (int key = 0; key < tokens; key++)
                {
                    mask[(((window * tokens) + query) * tokens) + key] = Region(window, key) == region ? 0 : -100;
                }
            }
        }

        return tensor<float>(mask, [1, Count, 1, tokens, tokens]).to(like.device);
    }

    /// <summary>Which part of the map, before it was rolled, a token comes from: 0 to 2 down and across.</summary>
    private int Region(int window, int token)
    {
        int row = (window / _windowColumns * _window) + (token / _window);
        int column = (window % _windowColumns * _window) + (token % _window);
        return (3 * Part(row, PaddedRows, _rowShift)) + Part(column, PaddedColumns, _columnShift);
    }

    // Torchvision's slices: up to the last window, of that up to the shift, and the rest. Without a shift the last slice is -0:None,
    // the whole axis, and what it is numbered with covers the other two.
    private int Part(int place, int size, int shift) => shift == 0 ? 2 : place < size - _window ? 0 : place < size - shift ? 1 : 2;
}
