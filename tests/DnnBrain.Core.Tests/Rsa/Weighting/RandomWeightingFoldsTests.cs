using DnnBrain.Rsa.Weighting;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Weighting;

public class RandomWeightingFoldsTests
{
    private const int Stimuli = 20;

    [Fact]
    public void Assign_Draw_FoldsAreAsLargeAsOneAnother()
    {
        // The first draw, 0, is a draw too. 13 of 20 stimuli are in it: 4 and 4 and 5.
        int[] weights = [.. Enumerable.Range(0, Stimuli).Select(i => i % 3 == 1 ? 0 : 1 + (i % 2))];
        for (long draw = 0; draw < 50; draw++)
        {
            int[] fold = new int[Stimuli];
            Assert.Equal(3, new RandomWeightingFolds(1, 3, 2).Assign(weights, draw, fold));
            Assert.Equal([4, 4, 5], Enumerable.Range(0, 3).Select(f => fold.Count(of => of == f)).Order());
            Assert.All(Enumerable.Range(0, Stimuli), i => Assert.Equal(weights[i] == 0, fold[i] == -1));
        }
    }

    [Fact]
    public void Assign_ObservedWithoutAStimulus_OthersKeepTheirFolds()
    {
        var folds = new RandomWeightingFolds(1, 3, 2);
        int[] all = new int[Stimuli];
        folds.Assign([.. Enumerable.Repeat(1, Stimuli)], -1, all);
        for (int left = 0; left < Stimuli; left++)
        {
            int[] fold = new int[Stimuli];
            folds.Assign([.. Enumerable.Range(0, Stimuli).Select(i => i == left ? 0 : 1)], -1, fold);
            Assert.Equal(all.Select((of, i) => i == left ? -1 : of), fold);
        }
    }

    [Fact]
    public void AssignInner_OtherAssignmentOrFold_IsAnother()
    {
        var folds = new RandomWeightingFolds(1, 3, 4);
        var seen = new HashSet<string>();
        for (long index = -2; index < 6; index++)
        {
            for (int outer = -1; outer < 3; outer++)
            {
                int[] fold = new int[Stimuli];
                Assert.Equal(4, folds.AssignInner([.. Enumerable.Repeat(1, Stimuli)], index, outer, fold));
                Assert.True(seen.Add(string.Join(' ', fold)));
            }
        }
    }
}
