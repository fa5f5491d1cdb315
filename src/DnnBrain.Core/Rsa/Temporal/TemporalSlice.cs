using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Temporal;

/// <summary>The part of a test that belongs to one model and region, and what is read off it.</summary>
/// <param name="values">The similarities.</param>
/// <param name="graph">Model times × times.</param>
/// <param name="first">Where the part begins.</param>
/// <param name="test">The test of all parts.</param>
internal sealed class TemporalSlice(TemporalValues values, NeighborGraph graph, int first, MapTestResult test)
{
    private double[] Mean { get; } = [.. Enumerable.Range(0, graph.Count).Select(cell => values.Value.Average(subject => subject[cell]))];

    /// <summary>The result.</summary>
    public TemporalRsa ToResult(TemporalRsaOptions options, InferenceOptions inference, IReadOnlyList<double> ownTime, PreparedComparison prepared)
    {
        double[] time = [.. options.Time ?? ownTime];

        // Times that are given are the region's, also where it is compared with itself; a model keeps its own.
        double[] modelTime = values.ModelTime.SequenceEqual(ownTime) && values.Name == values.Region ? time : [.. values.ModelTime];
        double[] t = test.TValue[first..(first + graph.Count)];
        double[] adjusted = [.. test.Test.AdjustedPValue.Skip(first).Take(graph.Count)];
        TimeCluster[] clusters = Clusters(t, adjusted, time, modelTime);
        int peak = CoursePeak.Find(Mean);
        bool isCourse = modelTime.Length == 1;
        (Interval ofPeak, Interval ofHalf) = isCourse && values.Subject.Count > 1 ? Bootstrap(options, time) : (Interval.None, Interval.None);
        var parameters = new Dictionary<string, string>();
        options.Comparison.DescribeSimilarity(parameters);
        parameters["Statistic"] = options.Statistic.ToString();
        inference.Describe(parameters);
        new BootstrapOptions { Factor = BootstrapFactor.Subject, Count = options.BootstrapCount }.Describe(parameters, IntervalMethod.Percentile, options.ConfidenceLevel);
        return new TemporalRsa
        {
            Name = values.Name,
            Source = values.Source,
            Region = values.Region,
            Method = prepared.MethodName,
            Time = Array.AsReadOnly(time),
            ModelTime = Array.AsReadOnly(modelTime),
            Subject = values.Subject,
            Similarity = Array.AsReadOnly(Mean),
            SubjectSimilarity = Array.AsReadOnly(values.Value.Select(subject => (IReadOnlyList<double>)Array.AsReadOnly(subject)).ToArray()),
            StandardError = Array.AsReadOnly(Mean.Select((_, cell) => Statistics.StandardError.OfMean([.. values.Value.Select(subject => subject[cell])])).ToArray()),
            TValue = Array.AsReadOnly(t),
            AdjustedPValue = Array.AsReadOnly(adjusted),
            Cluster = Array.AsReadOnly(clusters),
            Peak = peak < 0 ? double.NaN : Mean[peak],
            PeakTime = peak < 0 ? double.NaN : time[peak % time.Length],
            PeakConfidence = ofPeak,
            HalfPeakTime = isCourse ? CoursePeak.HalfTime(Mean, time) : double.NaN,
            HalfPeakConfidence = ofHalf,
            Onset = clusters.Length == 0 ? double.NaN : clusters.Min(cluster => cluster.Start),
            Statistic = options.Statistic.ToString(),
            ClusterThreshold = test.Threshold,
            PermutationCount = test.Test.DrawCount,
            PairCount = prepared.Aligned.PairCount,
            Provenance = new Provenance
            {
                Operation = "Invoke-TemporalRsa",
                Seed = inference.Seed,
                Parameters = parameters,
                Sources = values.Sources,
            },
        };
    }

    private TimeCluster[] Clusters(double[] t, double[] adjusted, double[] time, double[] modelTime)
    {
        double[] sign = [.. t.Select((value, cell) => adjusted[cell] <= TemporalRsa.SignificanceLevel ? Math.Sign(value) : 0)];
        return [.. ConnectedCells.Find(graph, sign)
            .Select(cells =>
            {
                int peak = cells.MaxBy(cell => Math.Abs(t[cell]));
                return new TimeCluster(
                    time[cells.Min(cell => cell % time.Length)],
                    time[cells.Max(cell => cell % time.Length)],
                    modelTime[cells.Min(cell => cell / time.Length)],
                    modelTime[cells.Max(cell => cell / time.Length)],
                    cells.Length,
                    time[peak % time.Length],
                    t[peak],
                    cells.Min(cell => adjusted[cell]));
            })
            .OrderBy(cluster => cluster.Start)];
    }

    private (Interval Peak, Interval Half) Bootstrap(TemporalRsaOptions options, double[] time)
    {
        double[] peaks = new double[options.BootstrapCount];
        double[] halves = new double[options.BootstrapCount];
        Parallel.For(0, peaks.Length, draw =>
        {
            int[] weights = new int[values.Value.Length];
            BootstrapWeights.Draw(options.Comparison.Inference.Seed, RandomPurpose.BootstrapSubject, draw, 1, weights);
            double[] sum = new double[graph.Count];
            for (int s = 0; s < weights.Length; s++)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(values.Value[s], weights[s], sum, sum);
            }

            int peak = CoursePeak.Find(sum);
            peaks[draw] = peak < 0 ? double.NaN : time[peak];
            halves[draw] = CoursePeak.HalfTime(sum, time);
        });
        double level = BootstrapInterval.ExpandedLevel(options.ConfidenceLevel, values.Subject.Count, values.Subject.Count - 1);
        return (BootstrapInterval.Percentile(peaks, level), BootstrapInterval.Percentile(halves, level));
    }
}
