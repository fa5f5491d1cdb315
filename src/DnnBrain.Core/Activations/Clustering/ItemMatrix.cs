using System.Globalization;
using System.Numerics.Tensors;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Clustering;

/// <summary>What is grouped: item × feature in float64, those items that are finite and have a distance.</summary>
/// <param name="Ids">The names of all items.</param>
/// <param name="Rows">Which of them count, 0-based, ascending.</param>
/// <param name="Values">Item that counts × feature, row-major.</param>
/// <param name="Offset">What was subtracted from every item; empty for nothing.</param>
internal sealed record ItemMatrix(string[] Ids, int[] Rows, double[] Values, double[] Offset)
{
    // Squared distances below this share of the squared lengths have lost four digits to cancellation and are taken from the items.
    private const double CancellationShare = 1e-4;

    private int Count => Rows.Length;

    private int FeatureCount => Values.Length / Math.Max(1, Count);

    /// <summary>Reads an activation once.</summary>
    /// <exception cref="DnnBrainException">It does not fit into memory (<c>ActivationTooLarge</c>).</exception>
    public static ItemMatrix Read(Activation activation, ClusterOptions options, long maxMemory, IRunObserver observer, CancellationToken token)
    {
        ActivationShape shape = activation.Shape;
        int n = shape.Stimuli;
        int p = shape.UnitCount;
        long bytes = (long)n * p * sizeof(double);
        if (bytes > maxMemory || (long)n * p > Array.MaxLength)
        {
            throw new DnnBrainException(
                "ActivationTooLarge",
                ErrorKind.ResourceUnavailable,
                $"Layer '{activation.Layer}' takes {bytes / 1e9:F1} GB to group; {maxMemory / 1e9:F1} GB are allowed. Pool or project it with Convert-Activation, or raise -MaxMemory.",
                activation.Layer);
        }

        // Stimuli are rows as they are; channels and units are made of columns.
        int map = options.Target switch { ClusterTarget.Stimulus => p, ClusterTarget.Channel => shape.Rows * shape.Columns, _ => 1 };
        int items = options.Target == ClusterTarget.Stimulus ? n : p / map;
        int features = (int)((long)n * p / Math.Max(1, items));
        double[] values = new double[n * p];
        double[] row = new double[p];
        for (int i = 0; i < n; i++)
        {
            token.ThrowIfCancellationRequested();
            activation.Read(i, 1, row.AsSpan());
            int offset = options.Target == ClusterTarget.Stimulus ? i * p : i * map;
            for (int item = 0; item < p / map; item++)
            {
                row.AsSpan(item * map, map).CopyTo(values.AsSpan(offset + (options.Target == ClusterTarget.Stimulus ? 0 : item * features)));
            }

            observer.Report(new RunProgress($"Reading {activation.Layer}", i + 1, n, "stimuli"));
        }

        string[] ids = options.Target == ClusterTarget.Stimulus
            ? [.. activation.StimulusId]
            : [.. Enumerable.Range(1, items).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return Keep(ids, values, features, options.Metric);
    }

    /// <summary>Item × feature as a tensor that shares the values.</summary>
    public Tensor ToTensor() => from_memory<double>(Values, [Count, FeatureCount]);

    /// <summary>The condensed upper triangle of distances, row-major.</summary>
    /// <remarks>O(n² d) as a matrix product; pairs that lie so close together that digits cancel are taken from the items themselves.</remarks>
    /// <exception cref="DnnBrainException">There are more pairs than one array holds (<c>ItemTooMany</c>).</exception>
    public double[] Distances(ClusterMetric metric, CancellationToken token)
    {
        int n = Count;
        if ((long)n * (n - 1) / 2 > Array.MaxLength)
        {
            throw new DnnBrainException("ItemTooMany", ErrorKind.NotSupported, $"The pairs of {n:N0} items do not fit into one array; k-means needs none.", n);
        }

        double[] distances = new double[(long)n * (n - 1) / 2];
        double[] squares = [.. Enumerable.Range(0, n).Select(i => TensorPrimitives.SumOfSquares<double>(Item(i)))];
        const int BlockRows = 512;
        for (int first = 0; first < n; first += BlockRows)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(BlockRows, n - first);
            using DisposeScope scope = NewDisposeScope();
            Tensor all = ToTensor();
            double[] products = all.narrow(0, first, count).matmul(all.narrow(0, first, n - first).t()).ToArray<double>();
            Parallel.For(0, count, row =>
            {
                int i = first + row;
                long index = ((long)i * ((2L * n) - i - 1) / 2) - i - 1;
                for (int j = i + 1; j < n; j++)
                {
                    double lengths = squares[i] + squares[j];
                    double squared = lengths - (2 * products[(row * (n - first)) + j - first]);
                    if (!(squared > CancellationShare * lengths))
                    {
                        double direct = TensorPrimitives.Distance<double>(Item(i), Item(j));
                        squared = direct * direct;
                    }

                    // Of unit vectors the squared distance is 2 − 2 cos.
                    distances[index + j] = metric == ClusterMetric.Euclidean ? Math.Sqrt(squared) : squared / 2;
                }
            });
        }

        return distances;
    }

    private ReadOnlySpan<double> Item(int index) => Values.AsSpan(index * FeatureCount, FeatureCount);

    /// <summary>Leaves out what has no distance, and makes unit vectors for the metrics of angles.</summary>
    private static ItemMatrix Keep(string[] ids, double[] values, int features, ClusterMetric metric)
    {
        bool[] keeps = new bool[ids.Length];
        Parallel.For(0, ids.Length, i =>
        {
            Span<double> item = values.AsSpan(i * features, features);
            keeps[i] = double.IsFinite(TensorPrimitives.Sum<double>(item));
            if (keeps[i] && metric == ClusterMetric.Correlation)
            {
                keeps[i] = Standardization.ToUnitVector(item, item);
            }
            else if (keeps[i] && metric == ClusterMetric.Cosine)
            {
                double norm = TensorPrimitives.Norm<double>(item);
                keeps[i] = norm > 0;
                TensorPrimitives.Divide(item, keeps[i] ? norm : 1, item);
            }
        });
        int[] rows = [.. Enumerable.Range(0, ids.Length).Where(i => keeps[i])];
        for (int i = 0; i < rows.Length && rows.Length < ids.Length; i++)
        {
            values.AsSpan(rows[i] * features, features).CopyTo(values.AsSpan(i * features, features));
        }

        double[] kept = rows.Length == ids.Length ? values : values[..(rows.Length * features)];
        double[] offset = metric == ClusterMetric.Euclidean && rows.Length > 0 ? Center(kept, rows.Length, features) : [];
        return new ItemMatrix(ids, rows, kept, offset);
    }

    /// <summary>Distances do not change, and a common offset costs no digits.</summary>
    private static double[] Center(double[] values, int count, int features)
    {
        double[] mean = new double[features];
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.Add<double>(mean, values.AsSpan(i * features, features), mean);
        }

        TensorPrimitives.Divide(mean, count, mean);
        Parallel.For(0, count, i => TensorPrimitives.Subtract<double>(values.AsSpan(i * features, features), mean, values.AsSpan(i * features, features)));
        return mean;
    }
}
