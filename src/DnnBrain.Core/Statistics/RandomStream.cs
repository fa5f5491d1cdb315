namespace DnnBrain.Statistics;

/// <summary>
/// Random numbers that depend on nothing but a seed, a purpose and an index: permutation number 17 is the same whichever
/// thread draws it and however many were drawn before.
/// </summary>
/// <remarks>
/// <see cref="Philox4x32"/> with the seed as key and (block, purpose, index) as counter: 2^34 words an index. Not thread-safe;
/// every thread makes streams of its own.
/// </remarks>
public sealed class RandomStream
{
    private readonly uint[] _key;
    private readonly uint[] _counter;
    private readonly uint[] _block = new uint[4];
    private int _used = 4;
    private double _spareNormal = double.NaN;

    /// <summary>Opens the stream of one index.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="index">Which draw, for example the number of the permutation.</param>
    public RandomStream(long seed, RandomPurpose purpose, long index = 0)
    {
        _key = [unchecked((uint)seed), unchecked((uint)(seed >> 32))];
        _counter = [0, (uint)purpose, unchecked((uint)index), unchecked((uint)(index >> 32))];
    }

    /// <summary>32 random bits.</summary>
    /// <exception cref="InvalidOperationException">All 2^34 words of the index are used up.</exception>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            if (_counter[0] == uint.MaxValue)
            {
                throw new InvalidOperationException("All random numbers of this index are used up; take the next index.");
            }

            Philox4x32.Block(_counter, _key, _block);
            _counter[0]++;
            _used = 0;
        }

        return _block[_used++];
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    /// <remarks>Without bias: Lemire 2019, https://doi.org/10.1145/3230636.</remarks>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = unchecked(0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number in [0, 1), a multiple of 2^−53.</summary>
    public double NextDouble()
    {
        ulong high = NextUInt32() >> 5;
        ulong low = NextUInt32() >> 6;
        return ((high << 26) | low) * (1.0 / (1UL << 53));
    }

    /// <summary>A number from the normal distribution with mean 0 and variance 1 (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        // 1 − u lies in (0, 1], so the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareNormal = radius * sin;
        return radius * cos;
    }

    /// <summary>Fills with a random order of 0 … n−1, each of the n! equally likely (Fisher and Yates).</summary>
    public void NextPermutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = i;
        }

        Shuffle(destination);
    }

    /// <summary>Puts items into a random order, each of the n! equally likely.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
