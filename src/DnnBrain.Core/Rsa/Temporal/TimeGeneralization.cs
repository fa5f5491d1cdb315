using System.Numerics.Tensors;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa.Temporal;

/// <summary>Each subject's RDMs at all times with those of the other subjects, pooled, at all times, for RDMs as they are and negated ones.</summary>
/// <remarks>
/// Two subjects' likeness stands in the values of both, so that values of S subjects have a mean of about twice the variance that
/// independent ones would have, and a test that flips values rejects too often (for correlations between subjects: Chen et al. 2016,
/// https://doi.org/10.1016/j.neuroimage.2016.05.023). Flips of RDMs keep this: the likeness of two subjects changes its sign with either of
/// them.
/// </remarks>
internal sealed class TimeGeneralization
{
    private readonly PreparedComparison _prepared;
    private readonly RdmMovie[] _movies;
    private readonly CancellationToken _token;

    // Subject × time × pair.
    private readonly double[][][] _poolable;

    public TimeGeneralization(PreparedComparison prepared, RdmMovie[] movies, CancellationToken token)
    {
        _prepared = prepared;
        _movies = movies;
        _token = token;
        _poolable = [.. movies.Select(movie => movie.Frame.Select(r => Poolable(prepared, r)).ToArray())];
    }

    /// <summary>For each subject a table, row by row: the others' times × the subject's.</summary>
    /// <param name="signs">+1 or −1 for each subject, which its RDMs are multiplied by.</param>
    /// <remarks>Thread-safe. O(S T² P) for S subjects, T times and P pairs, and S T RDMs to prepare.</remarks>
    public double[][] Evaluate(int[] signs)
    {
        int times = _movies[0].Frame.Count;
        double[][] tables = [.. _movies.Select(_ => new double[times * times])];
        double[] all = new double[_poolable[0][0].Length];
        double[] others = new double[all.Length];
        for (int time = 0; time < times; time++)
        {
            _token.ThrowIfCancellationRequested();
            Array.Clear(all);
            for (int s = 0; s < signs.Length; s++)
            {
                TensorPrimitives.MultiplyAdd(_poolable[s][time], signs[s], all, all);
            }

            for (int s = 0; s < signs.Length; s++)
            {
                TensorPrimitives.MultiplyAdd(_poolable[s][time], -signs[s], all, others);
                TensorPrimitives.Divide(others, signs.Length - 1, others);
                PreparedRdm? pooled = _prepared.Comparison.Prepare(others);
                for (int own = 0; own < times; own++)
                {
                    tables[s][(time * times) + own] = pooled is null
                        ? double.NaN
                        : signs[s] * _prepared.Comparison.Similarity(pooled, _prepared.PreparedReferences[_movies[s].Frame[own]]);
                }
            }
        }

        return tables;
    }

    private static double[] Poolable(PreparedComparison prepared, int reference)
    {
        ReadOnlySpan<double> values = prepared.Aligned.Values(prepared.FirstReference + reference);
        double[] poolable = new double[values.Length];
        prepared.Comparison.ToPoolable(values, poolable);
        return poolable;
    }
}
