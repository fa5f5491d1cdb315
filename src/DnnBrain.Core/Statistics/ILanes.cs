using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DnnBrain.Statistics;

/// <summary>Eight numbers that are computed side by side, whatever registers hold them: sums over lanes are the same bits on every processor.</summary>
/// <typeparam name="TSelf">The lanes.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static virtual int Count => Vector512<double>.Count;

    /// <summary>The numbers from a place on.</summary>
    static abstract TSelf Load(ref readonly double row, nint offset);

    /// <summary>x y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>The sum of all lanes, in one order.</summary>
    double Sum();
}

/// <summary>Lanes in one register of 512 bits.</summary>
internal readonly struct WideLanes(Vector512<double> all) : ILanes<WideLanes>
{
    private readonly Vector512<double> _all = all;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Load(ref readonly double row, nint offset) => new(Vector512.LoadUnsafe(in row, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes x, WideLanes y, WideLanes z) => new(Vector512.FusedMultiplyAdd(x._all, y._all, z._all));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => PairedLanes.Sum(_all.GetLower() + _all.GetUpper());
}

/// <summary>Lanes in two registers of 256 bits.</summary>
internal readonly struct PairedLanes(Vector256<double> lower, Vector256<double> upper) : ILanes<PairedLanes>
{
    private readonly Vector256<double> _lower = lower;
    private readonly Vector256<double> _upper = upper;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairedLanes Load(ref readonly double row, nint offset) =>
        new(Vector256.LoadUnsafe(in row, (nuint)offset), Vector256.LoadUnsafe(in row, (nuint)(offset + Vector256<double>.Count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairedLanes MultiplyAdd(PairedLanes x, PairedLanes y, PairedLanes z) =>
        new(Vector256.FusedMultiplyAdd(x._lower, y._lower, z._lower), Vector256.FusedMultiplyAdd(x._upper, y._upper, z._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => Sum(_lower + _upper);

    /// <summary>The sum of four lanes: the halves, then the rest.</summary>
    internal static double Sum(Vector256<double> lanes)
    {
        Vector128<double> half = lanes.GetLower() + lanes.GetUpper();
        return half.ToScalar() + half.GetElement(1);
    }
}
