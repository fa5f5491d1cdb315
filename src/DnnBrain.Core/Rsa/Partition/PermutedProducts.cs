using System.Numerics.Tensors;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Partition;

/// <summary>Products of predictors, of the same under exchanged labels, and of references, over the pairs that are there before and after.</summary>
internal sealed class PermutedProducts
{
    private readonly PartitionPermutation _statistic;
    private readonly CondensedPermutation _permutation;
    private readonly double[] _original;
    private readonly double[] _permuted;
    private readonly double[] _reference;
    private readonly double[] _mask = [];
    private readonly double[] _permutedMask = [];
    private readonly int[] _pair = [];
    private readonly int _pairCount;
    private int _length;

    public PermutedProducts(PartitionPermutation statistic)
    {
        _statistic = statistic;
        _permutation = new CondensedPermutation(statistic.StimulusCount);
        _pairCount = statistic.Predictors[0].Length;
        int k = statistic.Predictors.Length;
        int m = statistic.References.Length;
        _original = new double[checked(k * _pairCount)];
        _permuted = new double[_original.Length];
        _reference = new double[checked(m * _pairCount)];
        Gram = new double[k * k];
        PermutedGram = new double[k * k];
        Cross = new double[k * k];
        Product = new double[m * k];
        PermutedProduct = new double[m * k];
        if (statistic.Present is not null)
        {
            _mask = [.. statistic.Present.Select(there => there ? 1.0 : 0)];
            _permutedMask = new double[_pairCount];
            _pair = new int[_pairCount];
            return;
        }

        _length = _pairCount;
        Fill(statistic.Predictors, _original);
        Fill(statistic.References, _reference);
        Normalize();
        RowProducts.Multiply(_original, k, _original, k, _pairCount, _length, Gram);
        Gram.CopyTo(PermutedGram, 0);
        RowProducts.Multiply(_reference, m, _original, k, _pairCount, _length, Product);
    }

    /// <summary>Number of pairs.</summary>
    public int Length => _length;

    /// <summary>Predictors with one another.</summary>
    public double[] Gram { get; }

    /// <summary>Predictors under exchanged labels with one another.</summary>
    public double[] PermutedGram { get; }

    /// <summary>Predictors under exchanged labels (rows) with predictors.</summary>
    public double[] Cross { get; }

    /// <summary>References, of length 1, with predictors.</summary>
    public double[] Product { get; }

    /// <summary>References, of length 1, with predictors under exchanged labels.</summary>
    public double[] PermutedProduct { get; }

    /// <summary>Takes a labelling.</summary>
    public void Take(ReadOnlySpan<int> labels)
    {
        int k = _statistic.Predictors.Length;
        int m = _statistic.References.Length;
        if (_statistic.Present is null)
        {
            // An exchange of all pairs leaves means and lengths as they are.
            for (int i = 0; i < k; i++)
            {
                _permutation.Apply(_original.AsSpan(i * _pairCount, _pairCount), labels, _permuted.AsSpan(i * _pairCount, _pairCount));
            }
        }
        else
        {
            TakePresent(labels);
            RowProducts.Multiply(_original, k, _original, k, _pairCount, _length, Gram);
            RowProducts.Multiply(_permuted, k, _permuted, k, _pairCount, _length, PermutedGram);
            RowProducts.Multiply(_reference, m, _original, k, _pairCount, _length, Product);
        }

        RowProducts.Multiply(_permuted, k, _original, k, _pairCount, _length, Cross);
        RowProducts.Multiply(_reference, m, _permuted, k, _pairCount, _length, PermutedProduct);
    }

    private void TakePresent(ReadOnlySpan<int> labels)
    {
        _permutation.Apply(_mask, labels, _permutedMask);
        _length = 0;
        for (int pair = 0; pair < _pairCount; pair++)
        {
            if (_mask[pair] > 0 && _permutedMask[pair] > 0)
            {
                _pair[_length++] = pair;
            }
        }

        Fill(_statistic.Predictors, _original);
        Fill(_statistic.References, _reference);
        double[] moved = new double[_pairCount];
        for (int i = 0; i < _statistic.Predictors.Length; i++)
        {
            _permutation.Apply(_statistic.Predictors[i], labels, moved);
            Gather(moved, _permuted.AsSpan(i * _pairCount, _length));
        }

        Normalize();
    }

    private void Fill(double[][] vectors, double[] rows)
    {
        for (int i = 0; i < vectors.Length; i++)
        {
            Gather(vectors[i], rows.AsSpan(i * _pairCount, _length));
        }
    }

    private void Gather(double[] vector, Span<double> row)
    {
        if (_statistic.Present is null)
        {
            vector.CopyTo(row);
        }
        else
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = vector[_pair[i]];
            }
        }

        Standardization.Center(row, row);
    }

    private void Normalize()
    {
        for (int i = 0; i < _statistic.References.Length; i++)
        {
            Span<double> row = _reference.AsSpan(i * _pairCount, _length);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<double>(row), row);
        }
    }
}
