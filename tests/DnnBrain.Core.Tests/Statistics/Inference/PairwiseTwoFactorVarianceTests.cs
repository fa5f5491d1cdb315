using System.Text.Json;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>Against closed forms of means over pairs, all partitions of the draws, and the bounded estimate integrated by SciPy (<c>pairwise_variance.py</c>).</summary>
public class PairwiseTwoFactorVarianceTests
{
    private static readonly JsonElement s_data = TestData.Json("pairwise_variance.json");

    [Fact]
    public void Estimate_MeasuredSpreads_EqualsTheBoundedEstimateIntegrated()
    {
        foreach (JsonElement one in s_data.GetProperty("estimates").EnumerateArray())
        {
            double Number(string name) => one.GetProperty(name).GetDouble();
            VarianceEstimate actual = PairwiseTwoFactorVariance.Estimate(new PairwiseSpread
            {
                StimulusCount = one.GetProperty("stimuli").GetInt32(),
                SubjectCount = one.GetProperty("subjects").GetInt32(),
                Both = Number("both"),
                Subject = Number("subject"),
                Stimulus = Number("stimulus"),
                Slope = Number("slope"),
                DrawnSlope = Number("drawnSlope"),
                ExcessKurtosis = Number("kurtosis"),
            });

            // Integrals to 12 digits of densities with a pole at 0.
            Assert.Equal(1, actual.Value / Number("variance"), 1e-9);
            Assert.Equal(1, actual.DegreesOfFreedom / Number("freedom"), 1e-8);
        }
    }

    [Fact]
    public void Drawn_FewStimuli_IsTheVarianceOverAllPartitions()
    {
        foreach (JsonElement one in s_data.GetProperty("weights").EnumerateArray())
        {
            // The series end at n⁻³; what is left falls as 60 and 160 by n⁴.
            int n = one.GetProperty("stimuli").GetInt32();
            Assert.Equal(one.GetProperty("a").GetDouble(), PairwiseTwoFactorVariance.DrawnStimulus(n), 70 / Math.Pow(n, 4));
            Assert.Equal(one.GetProperty("b").GetDouble(), PairwiseTwoFactorVariance.DrawnPair(n), 180 / Math.Pow(n, 4));
        }
    }

    /// <summary>A and S are large, so that no bound is near: the expectations of what is measured give back the variance.</summary>
    [Theory]
    [InlineData(12, 4)]
    [InlineData(24, 6)]
    [InlineData(100, 40)]
    public void Estimate_ExpectationsOfAMeanOverPairs_GiveTheVariance(int n, int subjects)
    {
        const double S = 2, A = 3, B = 0.3, D = 0.2, C = 0.1;
        double a = PairwiseTwoFactorVariance.DrawnStimulus(n);
        double b = PairwiseTwoFactorVariance.DrawnPair(n);
        double c = Math.Pow(n, 3) / (Math.Pow(n + 2, 2) * (n - 1));
        double j = 2 * (n - 1) / (n - 2.0);
        double less = 1 - (1.0 / subjects);
        var spread = new PairwiseSpread
        {
            StimulusCount = n,
            SubjectCount = subjects,
            Both = (a * A) + (b * B) + (less * S) + (((1 + a) * (1 + less)) - 1) * D + ((((1 + b) * (1 + less)) - 1) * C),
            Subject = less * (S + D + C),
            Stimulus = (a * (A + D)) + (b * (B + C)),
            Slope = c * (A + D + (j * (B + C))),
            DrawnSlope = c * (A + (j * B) + ((1 + less) * (D + (j * C)))),
        };
        VarianceEstimate actual = PairwiseTwoFactorVariance.Estimate(spread);

        // What the bounds add is taken off: with so few units, up to a twentieth here.
        Assert.InRange(actual.Value / (S + A + B + D + C), n < 100 ? 0.92 : 0.999, 1 + 1e-9);
        Assert.InRange(actual.DegreesOfFreedom, Math.Min(n, subjects) - 1, n + subjects);
    }

    [Fact]
    public void Slopes_OfAMeanOverPairs_AreTheClosedForm()
    {
        // Effects of stimuli alone: Σ (d − mean)² is c times the squared standard error. Of pairs: its expectation is c j σ²/P, here over all patterns of one pair.
        const int N = 9;
        double c = Math.Pow(N, 3) / (Math.Pow(N + 2, 2) * (N - 1));
        double[] effect = [0.3, 2.9, 1.1, 5.2, 4.1, 0.2, 3.3, 2.1, 1.6];
        double variance = effect.Sum(x => Math.Pow(x - effect.Average(), 2)) / (N - 1);
        Assert.Equal(c * 4 * variance / N, Slope((i, k) => effect[i] + effect[k]), 1e-12);

        const int Pairs = N * (N - 1) / 2;
        double ofPairs = 0;
        for (int i = 0; i < N; i++)
        {
            for (int k = i + 1; k < N; k++)
            {
                ofPairs += Slope((x, y) => (x, y) == (i, k) ? 1 : 0);
            }
        }

        Assert.Equal(c * 2 * (N - 1) / (N - 2.0) / Pairs, ofPairs, 1e-12);

        static double Slope(Func<int, int, double> value)
        {
            double[] slopes = [.. Enumerable.Range(0, N).Select(i => (Mean(value, i, 2) - Mean(value, i, 0)) / 2)];
            return slopes.Sum(slope => Math.Pow(slope - slopes.Average(), 2));
        }

        static double Mean(Func<int, int, double> value, int unit, int weight)
        {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < N; i++)
            {
                for (int k = i + 1; k < N; k++)
                {
                    double w = (i == unit || k == unit) ? weight : 1;
                    sum += w * value(i, k);
                    total += w;
                }
            }

            return sum / total;
        }
    }

    [Fact]
    public void Estimate_NothingVaries_IsZeroWithTheFewestDegreesOfFreedom()
    {
        var nothing = new PairwiseSpread { StimulusCount = 10, SubjectCount = 4, Both = 0, Subject = 0, Stimulus = 0, Slope = 0, DrawnSlope = 0 };
        Assert.Equal(new VarianceEstimate(0, 3), PairwiseTwoFactorVariance.Estimate(nothing));
        Assert.True(double.IsNaN(PairwiseTwoFactorVariance.Estimate(nothing with { Stimulus = double.NaN }).Value));
    }
}
