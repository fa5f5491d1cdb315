using DnnBrain.Rsa;
using DnnBrain.Rsa.Models;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Models;

public class BehaviorRdmTests
{
    private const double NaN = double.NaN;

    [Fact]
    public void FromPairRatings_SeveralTrials_AreAveragedInEitherOrder()
    {
        Rdm rdm = BehaviorRdm.FromPairRatings("people", [("a", "b", 1), ("b", "a", 4), ("c", "a", 3), ("b", "c", NaN)]);
        Assert.Equal(["a", "b", "c"], rdm.StimulusId);
        Assert.Equal([2.5, 3, NaN], rdm.Dissimilarity);
        Assert.Equal([2.0, 1, 0], rdm.Evidence!);
        Assert.Equal(("people", "PairRating"), (rdm.Name, rdm.Metric));
    }

    [Fact]
    public void FromPairRatings_Similarities_AreTakenFromTheEndOfTheScale()
    {
        (string, string, double)[] ratings = [("a", "b", 5), ("a", "b", 2), ("a", "c", 1), ("c", "b", NaN)];
        Assert.Equal([1.5, 4, NaN], BehaviorRdm.FromPairRatings("people", ratings, isSimilarity: true).Dissimilarity);
        Assert.Equal([3.5, 6, NaN], BehaviorRdm.FromPairRatings("people", ratings, isSimilarity: true, largest: 7).Dissimilarity);
    }

    [Fact]
    public void FromOddOneOut_Trials_IsTheShareThatPartsAPair()
    {
        // a b are parted in the second and the third of three trials, a c in both of two, b c in one of two.
        Rdm rdm = BehaviorRdm.FromOddOneOut("people", [("a", "b", "c", "c"), ("a", "b", "c", "a"), ("a", "b", "d", "b")]);
        Assert.Equal(["a", "b", "c", "d"], rdm.StimulusId);
        Assert.Equal([2 / 3.0, 1, 0, 0.5, 1, NaN], rdm.Dissimilarity);
        Assert.Equal([3.0, 2, 1, 2, 1, 0], rdm.Evidence!);
    }

    [Fact]
    public void FromArrangements_One_IsItsDistancesOverTheLargest()
    {
        Rdm rdm = BehaviorRdm.FromArrangements("people", [[("a", 0, 0), ("b", 3, 4), ("c", 0, 8)]], new RecordingObserver(), default);

        // 5, 8 and 5: scaled by the method to any unit, their ratios stay.
        Assert.Equal(8 / 5.0, rdm.Dissimilarity[1] / rdm.Dissimilarity[0], 1e-12);
        Assert.Equal(1, rdm.Dissimilarity[2] / rdm.Dissimilarity[0], 1e-12);
        Assert.Equal("Arrangement", rdm.Metric);
    }

    [Fact]
    public void FromArrangements_PartsOfOneMapInOtherUnits_FitTogether()
    {
        // Both show the same places; the second on a surface ten times as large.
        Rdm rdm = BehaviorRdm.FromArrangements(
            "people", [[("a", 0, 0), ("b", 3, 4), ("c", 0, 8)], [("b", 30, 40), ("c", 0, 80), ("d", 60, 80)]], new RecordingObserver(), default);
        Assert.Equal(["a", "b", "c", "d"], rdm.StimulusId);
        double[] d = [.. rdm.Dissimilarity];

        // ab 5, ac 8, bc 5, bd 5, cd 6; a and d were never together. The rescaling ends, some 1e-4 away, where a round changes no more than it was told.
        Assert.Equal(1.6, d[1] / d[0], 1e-3);
        Assert.Equal(1.0, d[3] / d[0], 1e-3);
        Assert.Equal(1.0, d[4] / d[0], 1e-3);
        Assert.Equal(1.2, d[5] / d[0], 1e-3);
        Assert.Equal(NaN, d[2]);
    }

    [Fact]
    public void From_BadTrials_AreRefusedWithTheirNumber()
    {
        Refused("TrialInvalid", "Trial 2", () => BehaviorRdm.FromPairRatings("p", [("a", "b", 1), ("a", "a", 2)]));
        Refused("TrialInvalid", "Trial 1", () => BehaviorRdm.FromPairRatings("p", [("", "b", 1)]));
        Refused("TrialInvalid", "Trial 1", () => BehaviorRdm.FromPairRatings("p", [("a", "", 1)]));
        Refused("ShapeMismatch", "", () => BehaviorRdm.FromPairRatings("p", []));
        Refused("TrialInvalid", "Trial 2", () => BehaviorRdm.FromOddOneOut("p", [("a", "b", "c", "a"), ("a", "b", "c", "d")]));
        foreach ((string, string, string, string) trial in new[] { ("a", "a", "b", "b"), ("a", "b", "a", "b"), ("b", "a", "a", "b"), ("a", "b", "", "a") })
        {
            Refused("TrialInvalid", "Trial 1", () => BehaviorRdm.FromOddOneOut("p", [trial]));
        }

        Refused("TrialInvalid", "Arrangement 2", () => Arranged([("a", 0, 0), ("b", 1, 0)], [("a", 1, 1), ("b", 1, 1)]));
        Refused("TrialInvalid", "Arrangement 1", () => Arranged([("a", 0, 0)]));
        Refused("TrialInvalid", "Arrangement 1", () => Arranged([("a", 0, 0), ("b", NaN, 0)]));
        Refused("StimulusDuplicate", "", () => Arranged([("a", 0, 0), ("a", 1, 0)]));

        static Rdm Arranged(params (string, double, double)[][] trials) => BehaviorRdm.FromArrangements("p", trials, SilentObserver.Instance, default);
    }

    private static void Refused(string errorId, string what, Func<object> work)
    {
        DnnBrainException error = Assert.ThrowsAny<DnnBrainException>(work);
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
