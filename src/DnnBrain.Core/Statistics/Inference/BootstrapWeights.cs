namespace DnnBrain.Statistics.Inference;

/// <summary>The samples of a bootstrap, as functions of seed and number of the draw alone.</summary>
internal static class BootstrapWeights
{
    // A sample of n from n has at least three different ones in all but 1 of 10 draws even for n = 3; 10,000 draws in vain cannot happen.
    private const int MaxAttempts = 10_000;

    /// <summary>Draws as many units as there are, with replacement.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="purpose">Stimuli or subjects.</param>
    /// <param name="draw">The number of the draw.</param>
    /// <param name="fewest">The fewest different units; a sample with fewer is drawn again from the same stream.</param>
    /// <param name="weights">Takes how often each unit was drawn.</param>
    public static void Draw(long seed, RandomPurpose purpose, long draw, int fewest, Span<int> weights)
    {
        var random = new RandomStream(seed, purpose, draw);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            weights.Clear();
            int different = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                ref int weight = ref weights[random.NextInt32(weights.Length)];
                different += weight == 0 ? 1 : 0;
                weight++;
            }

            if (different >= fewest)
            {
                return;
            }
        }

        throw new InvalidOperationException($"No sample of {weights.Length} units had {fewest} different ones.");
    }
}
