using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks;

/// <summary>
/// The part of the image that a unit of a map sees, in pixels, by the recursion of Araujo, Norris &amp; Sim (2019), Computing
/// receptive fields of convolutional neural networks, Distill, doi:10.23915/distill.00021.
/// </summary>
/// <remarks>
/// <para>Along one axis, a window of k at a step of s and a padding of p turns a field of size r, step j and centre c into one of
/// size r + (k − 1)·j, step s·j and centre c + ((k − 1)/2 − p)·j. Where paths come together, the field is the smallest that holds
/// those of all paths.</para>
/// <para>It is what a unit can see: weights are not looked at, and fields reach over the border of the image into the padding. A
/// unit of an operation that mixes all positions (a linear layer, attention, a mean over the map) sees the whole image. So does a
/// channel that a gate of squeeze and excitation scales; step and centre stay those of the map.</para>
/// </remarks>
/// <param name="Size">Rows and columns of pixels; those of the image where <paramref name="IsGlobal"/>.</param>
/// <param name="Stride">Pixels from one unit to the next; 0 where the output has no places to step between.</param>
/// <param name="Center">
/// Where the first unit's field is centred, 0-based; it may lie between two pixels. Unit (i, k) is centred i and k strides further
/// on. The middle of the image where there are no places.
/// </param>
/// <param name="IsGlobal">Whether every unit sees the whole image.</param>
public sealed record ReceptiveField(Extent Size, Extent Stride, PixelPosition Center, bool IsGlobal)
{
    /// <summary>The field of a pixel of the image itself.</summary>
    internal static ReceptiveField Pixel { get; } = new(1, 1, new PixelPosition(0, 0), IsGlobal: false);

    /// <summary>The field of a node from those of what it reads.</summary>
    /// <param name="inputs">One field an input; at least one.</param>
    /// <param name="window">The places of the inputs that a place of the output takes; null for all of them.</param>
    /// <param name="image">The shape of the network's input.</param>
    internal static ReceptiveField Of(IReadOnlyList<ReceptiveField> inputs, WindowGeometry? window, TensorShape image)
    {
        ReceptiveField[] maps = window is null ? [] : [.. inputs.Where(input => input.Stride != 0).Select(input => input.Through(window))];
        Extent all = image.Rank == 3 ? (image[1], image[2]) : 1;
        if (maps.Length == 0)
        {
            return new ReceptiveField(all, 0, new PixelPosition((all.Rows - 1) / 2.0, (all.Columns - 1) / 2.0), IsGlobal: true);
        }

        (double top, double rows) = Cover(maps, field => field.Center.Row, field => field.Size.Rows);
        (double left, double columns) = Cover(maps, field => field.Center.Column, field => field.Size.Columns);
        bool global = inputs.Any(input => input.IsGlobal);
        return new ReceptiveField(global ? all : ((int)rows, (int)columns), maps[0].Stride, new PixelPosition(top, left), global);
    }

    /// <summary>Size and step as <c>195×195 / 32</c>; <c>global</c> where every unit sees the whole image.</summary>
    public override string ToString() => IsGlobal ? "global" : $"{Size.Rows}×{Size.Columns} / {Stride}";

    private ReceptiveField Through(WindowGeometry window) => new(
        (Size.Rows + ((window.Kernel.Rows - 1) * Stride.Rows), Size.Columns + ((window.Kernel.Columns - 1) * Stride.Columns)),
        (Stride.Rows * window.Stride.Rows, Stride.Columns * window.Stride.Columns),
        new PixelPosition(
            Center.Row + ((((window.Kernel.Rows - 1) / 2.0) - window.Padding.Rows) * Stride.Rows),
            Center.Column + ((((window.Kernel.Columns - 1) / 2.0) - window.Padding.Columns) * Stride.Columns)),
        IsGlobal);

    /// <summary>Centre and size of what covers all fields along one axis.</summary>
    private static (double Center, double Size) Cover(ReceptiveField[] fields, Func<ReceptiveField, double> center, Func<ReceptiveField, int> size)
    {
        double first = fields.Min(field => center(field) - ((size(field) - 1) / 2.0));
        double last = fields.Max(field => center(field) + ((size(field) - 1) / 2.0));
        return ((first + last) / 2, last - first + 1);
    }
}
