using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

public class NoiseCeilingTests
{
    [Fact]
    public void Estimate_OrthogonalSubjects_HasTheClosedForm()
    {
        // Four orthonormal vectors of sum zero: none is like the mean of the others; each has r = 1/√4 with the mean of all.
        double[][] subjects =
        [
            [1, -1, 0, 0, 0, 0, 0, 0],
            [0, 0, 1, -1, 0, 0, 0, 0],
            [0, 0, 0, 0, 1, -1, 0, 0],
            [0, 0, 0, 0, 0, 0, 1, -1],
        ];
        NoiseCeiling ceiling = NoiseCeiling.Estimate(subjects, (values, destination) => Standardization.ToUnitVector(values, destination));
        Assert.Equal(0, ceiling.Lower, 1e-15);
        Assert.Equal(0.5, ceiling.Upper, 1e-15);
    }

    [Fact]
    public void Estimate_EqualSubjects_IsOne()
    {
        double[][] subjects = [[1, 2, 4], [1, 2, 4]];
        NoiseCeiling ceiling = NoiseCeiling.Estimate(subjects, (values, destination) => Standardization.ToUnitVector(values, destination));
        Assert.Equal(1, ceiling.Lower, 1e-15);
        Assert.Equal(1, ceiling.Upper, 1e-15);
    }

    [Fact]
    public void Estimate_OppositeSubjects_HaveNoPool()
    {
        // What is left of 0.1 + 0.2 − 0.3 must not be taken for data.
        double[][] subjects = [[0.3, -0.1, -0.2], [-0.1 - 0.2, 0.1, 0.2]];
        NoiseCeiling ceiling = NoiseCeiling.Estimate(subjects, (values, destination) => Standardization.ToUnitVector(values, destination));
        Assert.Equal(-1, ceiling.Lower, 1e-15);
        Assert.Equal(double.NaN, ceiling.Upper);
    }

    [Fact]
    public void Estimate_OneSubject_IsNaN()
    {
        NoiseCeiling ceiling = NoiseCeiling.Estimate([[1, 2, 3]], (values, destination) => Standardization.ToUnitVector(values, destination));
        Assert.Equal(double.NaN, ceiling.Lower);
        Assert.Equal(double.NaN, ceiling.Upper);
    }
}
