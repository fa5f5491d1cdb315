using System.Diagnostics;
using System.Globalization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Clustering;

/// <summary>Groups the stimuli, channels or units of a layer.</summary>
public static class ActivationClusterer
{
    private const int ListedIds = 5;

    /// <summary>Groups.</summary>
    /// <param name="activation">The layer.</param>
    /// <param name="options">What to group, and how.</param>
    /// <param name="observer">Told the progress, and which items have no distance to others; they are in no cluster.</param>
    /// <param name="token">Stops within a step.</param>
    /// <param name="maxMemory">Bytes for the values.</param>
    /// <exception cref="DnnBrainException">
    /// The options cannot be (see <see cref="ClusterOptions.Validate"/>), there are fewer items than clusters (<c>ItemTooFew</c>) or more than can be
    /// compared (<c>ItemTooMany</c>), or the values do not fit into memory (<c>ActivationTooLarge</c>).
    /// </exception>
    /// <remarks>k-means: O(n d k) an iteration. The others: O(n² d) for the distances of n items of d features, and n²/2 numbers.</remarks>
    public static ClusterResult Run(Activation activation, ClusterOptions options, IRunObserver observer, CancellationToken token, long maxMemory = 1L << 30)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        long started = Stopwatch.GetTimestamp();
        ItemMatrix items = ItemMatrix.Read(activation, options, maxMemory, observer, token);
        Check(activation, items, options, observer);
        ClusterAssignment found = Group(items, options, observer, token);
        observer.Verbose(string.Create(CultureInfo.InvariantCulture, $"Grouped {items.Rows.Length} items of {activation.Layer} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s."));
        return new ClusterResult(activation.Model, activation.Layer, options, items.Ids, Spread(found, items), Describe(activation, options));
    }

    private static ClusterAssignment Group(ItemMatrix items, ClusterOptions options, IRunObserver observer, CancellationToken token)
    {
        using DisposeScope scope = NewDisposeScope();
        using GradGuard guard = no_grad();
        if (options.Method == ClusterMethod.KMeans)
        {
            ClusterAssignment found = KMeans.Run(items.ToTensor(), options, observer, token);
            return found with { Center = [.. found.Center.Select(center => center.Zip(items.Offset, (value, offset) => value + offset).ToArray())] };
        }

        int n = items.Rows.Length;
        double[] distances = items.Distances(options.Metric, token);
        if (options.Method == ClusterMethod.Dbscan)
        {
            (int[] label, bool[] isCore) = Dbscan.Run((i, j) => distances[Hierarchy.Index(i, j, n)], n, options.Radius!.Value, options.MinimumNeighborCount, token);
            return new ClusterAssignment(ClusterAssignment.Number(label).Cluster) { IsCore = isCore };
        }

        ClusterMerge[] linkage = Hierarchy.Join(distances, n, options.Linkage, token);
        int[] cut = Hierarchy.Cut(linkage, n, options.ClusterCount, options.Height ?? 0);
        return new ClusterAssignment(ClusterAssignment.Number(cut).Cluster) { Linkage = linkage };
    }

    /// <summary>From the items that count to all.</summary>
    private static ClusterAssignment Spread(ClusterAssignment found, ItemMatrix items)
    {
        int[] cluster = new int[items.Ids.Length];
        bool[] isCore = new bool[found.IsCore.Length == 0 ? 0 : cluster.Length];
        for (int i = 0; i < items.Rows.Length; i++)
        {
            cluster[items.Rows[i]] = found.Cluster[i];
            if (isCore.Length > 0)
            {
                isCore[items.Rows[i]] = found.IsCore[i];
            }
        }

        return found with { Cluster = cluster, IsCore = isCore };
    }

    private static void Check(Activation activation, ItemMatrix items, ClusterOptions options, IRunObserver observer)
    {
        string what = options.Target switch { ClusterTarget.Stimulus => "stimuli", ClusterTarget.Channel => "channels", _ => "units" };
        string[] left = [.. items.Ids.Where((_, i) => Array.BinarySearch(items.Rows, i) < 0)];
        if (left.Length > 0)
        {
            string list = string.Join(", ", left.Take(ListedIds)) + (left.Length > ListedIds ? ", ..." : "");
            string reason = options.Metric switch { ClusterMetric.Correlation => "hold a NaN or are constant", ClusterMetric.Cosine => "hold a NaN or are 0", _ => "hold a NaN or an infinity" };
            observer.Warning($"{left.Length} of {items.Ids.Length} {what} of {activation.Layer} {reason} and are in no cluster: {list}.");
        }

        int fewest = Math.Max(options.ClusterCount ?? 1, options.Method == ClusterMethod.Hierarchical ? 2 : 1);
        if (items.Rows.Length < fewest)
        {
            throw new DnnBrainException("ItemTooFew", ErrorKind.InvalidArgument, $"Layer '{activation.Layer}' has {items.Rows.Length} {what} to group; at least {fewest} were expected.", activation.Layer);
        }
    }

    private static Provenance Describe(Activation activation, ClusterOptions options)
    {
        var parameters = new Dictionary<string, string> { ["Method"] = options.Method.ToString(), ["Target"] = options.Target.ToString(), ["Metric"] = options.Metric.ToString() };
        Add("ClusterCount", options.ClusterCount);
        Add("Height", options.Height);
        if (options.Method == ClusterMethod.Hierarchical)
        {
            parameters["Linkage"] = options.Linkage.ToString();
        }
        else if (options.Method == ClusterMethod.Dbscan)
        {
            Add("Radius", options.Radius);
            Add("MinimumNeighborCount", options.MinimumNeighborCount);
        }
        else
        {
            Add("StartCount", options.StartCount);
            Add("MaxIterationCount", options.MaxIterationCount);
        }

        return new Provenance
        {
            Operation = "Group-Activation",
            Model = activation.Provenance.Model,
            Parameters = parameters,
            Seed = options.Method == ClusterMethod.KMeans ? options.Seed : null,
            Sources = [activation.Provenance],
        };

        void Add(string name, IFormattable? value)
        {
            if (value is not null)
            {
                parameters[name] = value.ToString(null, CultureInfo.InvariantCulture);
            }
        }
    }
}
