namespace DnnBrain.Statistics;

/// <summary>
/// The counter-based generator Philox4x32-10: a bijection that turns a 128-bit counter and a 64-bit key into 128 random bits.
/// </summary>
/// <remarks>
/// Any block can be made on its own, in any order and on any thread. Salmon, Moraes, Dror, Shaw: Parallel random numbers: as
/// easy as 1, 2, 3. SC '11, https://doi.org/10.1145/2063384.2063405.
/// </remarks>
public static class Philox4x32
{
    private const int Rounds = 10;

    // Multipliers and Weyl increments of the paper's table 2.
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The 128 bits that belong to a counter and a key.</summary>
    /// <param name="counter">Four words, the first one counting fastest.</param>
    /// <param name="key">Two words.</param>
    /// <param name="destination">Takes four words.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Block(ReadOnlySpan<uint> counter, ReadOnlySpan<uint> key, Span<uint> destination)
    {
        if (counter.Length < 4 || key.Length < 2 || destination.Length < 4)
        {
            throw new ArgumentException("A block takes four counter words, two key words and gives four words.");
        }

        (uint c0, uint c1, uint c2, uint c3) = (counter[0], counter[1], counter[2], counter[3]);
        (uint k0, uint k1) = (key[0], key[1]);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = Multiplier0 * c0;
            ulong product1 = Multiplier1 * c2;
            (c0, c1, c2, c3) = (
                (uint)(product1 >> 32) ^ c1 ^ k0,
                (uint)product1,
                (uint)(product0 >> 32) ^ c3 ^ k1,
                (uint)product0);
            k0 = unchecked(k0 + Weyl0);
            k1 = unchecked(k1 + Weyl1);
        }

        (destination[0], destination[1], destination[2], destination[3]) = (c0, c1, c2, c3);
    }
}
