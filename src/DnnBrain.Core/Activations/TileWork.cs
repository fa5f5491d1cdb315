namespace DnnBrain.Activations;

/// <summary>What is done with a pair of blocks of patterns.</summary>
/// <param name="MaxProducts">
/// Pairs × units of a tile: so many that it ends within some 100 ms on one core, and a computation stops soon after it is asked to.
/// </param>
/// <param name="PairBytes">Bytes that it takes a pair.</param>
/// <param name="RowBytes">Bytes that it takes a row of a block, on top.</param>
internal readonly record struct TileWork(double MaxProducts, long PairBytes = 0, long RowBytes = 0);
