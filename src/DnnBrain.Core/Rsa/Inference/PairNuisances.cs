using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Inference;

/// <summary>Nuisance RDMs under one weighted sample of stimuli, as vectors that are orthonormal there.</summary>
/// <remarks>
/// With them, residuals of weighted least squares are the residuals that copied pairs would have. O(K² P) a sample for K nuisances and P
/// pairs, O(K P) a vector.
/// </remarks>
internal sealed class PairNuisances
{
    // Less of a vector than this is the rounding of its fit by the others, as in PartialComparison.
    private const double RoundingShare = 1e-7;

    private readonly IReadOnlyList<PairVector> _vectors;
    private readonly PairForm _form;
    private readonly double[][] _basis;
    private readonly double[][] _weighted;
    private int _count;
    private int _length;

    /// <summary>Makes room for samples.</summary>
    /// <param name="vectors">Nuisance RDMs.</param>
    /// <param name="form">How they are scored: by ranks where references are.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    public PairNuisances(IReadOnlyList<PairVector> vectors, PairForm form, int stimulusCount)
    {
        (_vectors, _form) = (vectors, form);
        int pairs = checked(stimulusCount * (stimulusCount - 1) / 2);
        _basis = [.. vectors.Select(_ => new double[pairs])];
        _weighted = [.. vectors.Select(_ => new double[pairs])];
    }

    /// <summary>Takes a sample. A nuisance that is constant there, or follows from the others, takes nothing away.</summary>
    public void Take(PairSample sample)
    {
        (_count, _length) = (0, sample.Count);
        foreach (PairVector vector in _vectors)
        {
            Span<double> row = _basis[_count].AsSpan(0, _length);
            Span<double> weighted = _weighted[_count].AsSpan(0, _length);
            ReadOnlySpan<double> weight = sample.Weight.AsSpan(0, _length);
            if (!vector.Take(sample, _form, row))
            {
                continue;
            }

            TensorPrimitives.Multiply(row, weight, weighted);
            TensorPrimitives.Divide(row, Math.Sqrt(TensorPrimitives.Dot<double>(row, weighted)), row);
            RemoveBasis(row);
            TensorPrimitives.Multiply(row, weight, weighted);
            double length = Math.Sqrt(TensorPrimitives.Dot<double>(row, weighted));
            if (length > RoundingShare)
            {
                TensorPrimitives.Divide(row, length, row);
                TensorPrimitives.Divide(weighted, length, weighted);
                _count++;
            }
        }
    }

    /// <summary>Takes the nuisances' share out of centred scores.</summary>
    /// <returns>False where the nuisances explain all of them.</returns>
    public bool Remove(PairSample sample, Span<double> row)
    {
        double before = Length(sample, row);
        RemoveBasis(row[.._length]);
        return Length(sample, row) > RoundingShare * before;
    }

    private double Length(PairSample sample, ReadOnlySpan<double> row)
    {
        double square = 0;
        for (int k = 0; k < _length; k++)
        {
            square += sample.Weight[k] * row[k] * row[k];
        }

        return Math.Sqrt(square);
    }

    // Twice, so that what rounding leaves of the basis goes too.
    private void RemoveBasis(Span<double> row)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < _count; k++)
            {
                TensorPrimitives.MultiplyAdd(_basis[k].AsSpan(0, _length), -TensorPrimitives.Dot<double>(_weighted[k].AsSpan(0, _length), row), row, row);
            }
        }
    }
}
