using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Clustering;

/// <summary>
/// k-means: starts by k-means++ (Arthur and Vassilvitskii 2007: the best of 2 + ⌊ln k⌋ candidates each), Lloyd's iterations until no
/// item changes its cluster, the start with the smallest sum of squares.
/// </summary>
/// <remarks>
/// A cluster that loses all items takes the item that lies farthest from its centre, of those that are not alone. Equal distances go to the
/// earlier centre, equal sums to the earlier start. O(n d k) an iteration as matrix products in float64.
/// </remarks>
internal static class KMeans
{
    /// <summary>Groups.</summary>
    /// <param name="items">Item × feature, centred: a common offset would cost the digits of |x|² − 2 x·c + |c|².</param>
    /// <param name="options">Clusters, starts, iterations, seed; no more clusters than items.</param>
    /// <param name="observer">Told which start is done.</param>
    /// <param name="token">Stops between two iterations.</param>
    public static ClusterAssignment Run(Tensor items, ClusterOptions options, IRunObserver observer, CancellationToken token)
    {
        int k = options.ClusterCount!.Value;
        using DisposeScope scope = NewDisposeScope();

        Tensor squares = items.square().sum([1]);
        (int[] Label, Tensor Centers, double Inertia, int Iterations)? best = null;
        for (int start = 0; start < options.StartCount; start++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor centers = Start(items, squares, k, new RandomStream(options.Seed, RandomPurpose.ClusterStart, start), token);
            var found = Iterate(items, squares, centers, options.MaxIterationCount, token);
            if (best is null || found.Inertia < best.Value.Inertia)
            {
                best = found;
                found.Centers.MoveToOuterDisposeScope();
            }

            observer.Report(new RunProgress("k-means", start + 1, options.StartCount, "starts"));
        }

        (int[] cluster, int[] old) = ClusterAssignment.Number(best!.Value.Label);
        double[] all = best.Value.Centers.ToArray<double>();
        int d = all.Length / k;
        return new ClusterAssignment(cluster)
        {
            Center = [.. old.Select(label => all.AsSpan(label * d, d).ToArray())],
            Inertia = best.Value.Inertia,
            IterationCount = best.Value.Iterations,
        };
    }

    private static Tensor Start(Tensor x, Tensor squares, int k, RandomStream random, CancellationToken token)
    {
        int n = (int)x.size(0);
        int candidates = 2 + (int)Math.Log(k);
        var chosen = new List<int> { random.NextInt32(n) };
        double[] nearest = Distances(x, squares, [chosen[0]])[0];
        while (chosen.Count < k)
        {
            token.ThrowIfCancellationRequested();
            int[] drawn = [.. Enumerable.Range(0, candidates).Select(_ => Draw(nearest, random))];
            double[][] distances = Distances(x, squares, drawn);
            int best = 0;
            double smallest = double.PositiveInfinity;
            for (int c = 0; c < drawn.Length; c++)
            {
                double potential = 0;
                for (int i = 0; i < n; i++)
                {
                    distances[c][i] = Math.Min(distances[c][i], nearest[i]);
                    potential += distances[c][i];
                }

                (best, smallest) = potential < smallest ? (c, potential) : (best, smallest);
            }

            chosen.Add(drawn[best]);
            nearest = distances[best];
        }

        return x.index_select(0, tensor<long>([.. chosen.Select(i => (long)i)]));
    }

    /// <summary>An item with a probability in proportion to its squared distance; any, where all distances are 0.</summary>
    private static int Draw(double[] weight, RandomStream random)
    {
        double total = weight.Sum();
        if (!(total > 0))
        {
            return random.NextInt32(weight.Length);
        }

        double target = random.NextDouble() * total;
        int last = 0;
        for (int i = 0; i < weight.Length; i++)
        {
            if (weight[i] > 0)
            {
                last = i;
                target -= weight[i];
                if (target < 0)
                {
                    return i;
                }
            }
        }

        return last;
    }

    private static double[][] Distances(Tensor x, Tensor squares, int[] items)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor index = tensor<long>([.. items.Select(i => (long)i)]);
        Tensor centers = x.index_select(0, index);
        Tensor distances = ToCenters(x, squares, centers).t().contiguous();
        double[] all = distances.ToArray<double>();
        int n = (int)x.size(0);
        return [.. items.Select((_, c) => all.AsSpan(c * n, n).ToArray())];
    }

    private static Tensor ToCenters(Tensor x, Tensor squares, Tensor centers) =>
        (squares.unsqueeze(1) - (x.matmul(centers.t()) * 2) + centers.square().sum([1])).clamp(0.0);

    private static (int[] Label, Tensor Centers, double Inertia, int Iterations) Iterate(Tensor x, Tensor squares, Tensor centers, int most, CancellationToken token)
    {
        int n = (int)x.size(0);
        int k = (int)centers.size(0);
        long[] label = [];
        for (int iteration = 1; ; iteration++)
        {
            token.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            (Tensor nearest, Tensor index) = ToCenters(x, squares, centers).min(1);
            long[] next = index.ToArray<long>();
            FillEmpty(next, nearest.ToArray<double>(), k);
            bool settled = label.AsSpan().SequenceEqual(next);
            label = next;
            Tensor sums = zeros([k, x.size(1)], ScalarType.Float64).index_add_(0, tensor<long>(label), x);
            Tensor counts = tensor<double>([.. Enumerable.Range(0, k).Select(c => (double)label.Count(l => l == c))]);
            centers = (sums / counts.unsqueeze(1)).MoveToOuterDisposeScope();
            if (settled || iteration == most)
            {
                double inertia = (x - centers.index_select(0, tensor<long>(label))).square().sum().item<double>();
                return (Array.ConvertAll(label, l => (int)l), centers, inertia, iteration);
            }
        }
    }

    private static void FillEmpty(long[] label, double[] distance, int k)
    {
        int[] count = new int[k];
        foreach (long l in label)
        {
            count[l]++;
        }

        for (int empty = 0; empty < k; empty++)
        {
            if (count[empty] > 0)
            {
                continue;
            }

            int farthest = Enumerable.Range(0, label.Length).Where(i => count[label[i]] > 1).MaxBy(i => distance[i]);
            count[label[farthest]]--;
            label[farthest] = empty;
            distance[farthest] = 0;
            count[empty] = 1;
        }
    }
}
