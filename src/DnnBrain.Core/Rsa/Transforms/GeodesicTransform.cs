namespace DnnBrain.Rsa.Transforms;

/// <summary>
/// The length of the shortest path over other stimuli, once dissimilarities are scaled to 0 … 1 and the largest, which are 1, are no steps:
/// Lin and Kriegeskorte 2024. After Geotopological, only steps below the high quantile are.
/// </summary>
/// <remarks>
/// Floyd and Warshall, O(n³) time and 8 n² bytes. A pair without a path is NaN, and a warning says how many there are. A step of length 0
/// is a step; rsatoolbox, whose graphs have no edges of length 0, leaves the smallest dissimilarity out.
/// </remarks>
internal sealed class GeodesicTransform() : RdmTransform("Geodesic", "The shortest path over other stimuli; the largest dissimilarities are no steps (Lin and Kriegeskorte 2024).")
{
    internal override void Apply(double[] values, Rdm rdm, RdmTransformOptions options, IRunObserver observer, CancellationToken token)
    {
        MinMaxTransform.Apply(values, rdm, observer);
        int n = rdm.StimulusCount;
        double[][] path = new double[n][];
        for (int i = 0; i < n; i++)
        {
            path[i] = new double[n];
            for (int j = 0; j < n; j++)
            {
                double step = i == j ? 0 : values[Rdm.PairIndex(i, j, n)];
                path[i][j] = step < 1 ? step : double.PositiveInfinity;
            }
        }

        for (int over = 0; over < n; over++)
        {
            token.ThrowIfCancellationRequested();
            double[] onwards = path[over];
            Parallel.For(0, n, i =>
            {
                double[] row = path[i];
                double first = row[over];
                for (int j = 0; j < row.Length && first < double.PositiveInfinity; j++)
                {
                    row[j] = Math.Min(row[j], first + onwards[j]);
                }
            });
            observer.Report(new RunProgress($"Shortest paths of {rdm.Name}", over + 1, n, "stimuli"));
        }

        int none = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                bool reached = path[i][j] < double.PositiveInfinity;
                none += reached ? 0 : 1;
                values[Rdm.PairIndex(i, j, n)] = reached ? path[i][j] : double.NaN;
            }
        }

        if (none > 0)
        {
            observer.Warning($"{none} of {values.Length} pairs of {rdm} have no path between them; they are NaN.");
        }
    }
}
