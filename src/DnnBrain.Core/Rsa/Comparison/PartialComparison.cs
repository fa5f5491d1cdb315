using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// The correlation of what nuisance RDMs leave of both RDMs (partial), or of what they leave of the model with the whole reference (semipartial).
/// </summary>
/// <remarks>
/// Residuals are those of least squares with an intercept, on dissimilarities or on their ranks. Permutations follow Freedman and Lane 1983
/// (https://doi.org/10.1080/07350015.1983.10509354): the residuals of the model are relabelled, the fit stays where it is, and the nuisances are
/// taken out again. Legendre 2000 (https://doi.org/10.1080/00949650008812035) compares such procedures for partial Mantel tests.
/// </remarks>
internal sealed class PartialComparison : ProductComparison
{
    // Less of an RDM than this is the rounding of its fit by the nuisances.
    private const double RoundingShare = 1e-7;

    private readonly BoundComparison _inner;
    private readonly double[][] _scores;
    private readonly double[][] _basis;
    private readonly bool _isSemipartial;
    private readonly bool _poolsRanks;

    /// <param name="inner">Pearson or Spearman.</param>
    /// <param name="nuisanceScores">Standardized nuisances.</param>
    /// <param name="isSemipartial">Whether references keep what they share with nuisances.</param>
    /// <param name="poolsRanks">Whether subjects are pooled by their ranks.</param>
    public PartialComparison(BoundComparison inner, IReadOnlyList<double[]> nuisanceScores, bool isSemipartial, bool poolsRanks)
        : base(inner.Space)
    {
        _inner = inner;
        _scores = [.. nuisanceScores];
        _isSemipartial = isSemipartial;
        _poolsRanks = poolsRanks;
        var basis = new List<double[]>();
        foreach (double[] scores in _scores)
        {
            // A nuisance that follows from the others takes nothing more away.
            double[] rest = Residual(scores, basis);
            double length = TensorPrimitives.Norm<double>(rest);
            if (length > RoundingShare)
            {
                TensorPrimitives.Divide(rest, length, rest);
                basis.Add(rest);
            }
        }

        _basis = [.. basis];
    }

    protected override IReadOnlyList<double[]> Nuisances => _basis;

    public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
    {
        if (_inner.Prepare(dissimilarity) is not PreparedVectors scores)
        {
            return null;
        }

        double[] rest = Residual(scores.Model, _basis);
        double length = TensorPrimitives.Norm<double>(rest);
        if (length < RoundingShare)
        {
            return null;
        }

        double[] model = new double[rest.Length];
        TensorPrimitives.Divide(rest, length, model);
        return new PreparedVectors(model, model, _isSemipartial ? rest : model) { Scores = scores.Model };
    }

    protected override bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector) => Fill(Prepare(dissimilarity), isModel: true, vector);

    protected override bool FillReference(ReadOnlySpan<double> dissimilarity, Span<double> vector) => Fill(Prepare(dissimilarity), isModel: false, vector);

    // Residuals of length 1 have a mean that is most similar to all of them. Ranks are pooled as ranks; and a whole reference, less what is
    // taken out of the pool anyway, as it is.
    public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination)
    {
        if (_poolsRanks || _isSemipartial || Prepare(dissimilarity) is not PreparedVectors rest)
        {
            _inner.ToPoolable(dissimilarity, destination);
        }
        else
        {
            rest.Model.CopyTo(destination);
        }
    }

    public override BoundComparison OnPairs(int[] pairs)
    {
        // What moves are scores already: ranks are not taken again.
        BoundComparison inner = RdmComparisonMethod.Pearson.Bind(SpaceOf(pairs));
        double[][] scores = [.. _scores.Select(nuisance =>
        {
            double[] part = [.. pairs.Select(pair => nuisance[pair])];
            Standardization.ToUnitVector(part, part);
            return part;
        }).Where(part => !double.IsNaN(part[0]))];
        return new PartialComparison(inner, scores, _isSemipartial, _poolsRanks);
    }

    private static bool Fill(PreparedRdm? prepared, bool isModel, Span<double> vector)
    {
        if (prepared is not PreparedVectors vectors)
        {
            return false;
        }

        (isModel ? vectors.Model : vectors.Reference).CopyTo(vector);
        return true;
    }

    // Twice, so that what rounding leaves of the basis goes too.
    private static double[] Residual(double[] scores, IReadOnlyList<double[]> basis)
    {
        double[] rest = [.. scores];
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] vector in basis)
            {
                TensorPrimitives.MultiplyAdd(vector, -TensorPrimitives.Dot<double>(vector, rest), rest, rest);
            }
        }

        return rest;
    }
}
