using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Shares of simulated studies, each with data of its own.</summary>
internal static class Calibration
{
    private const int Draws = 300;

    /// <summary>How often a bootstrap's test of an unrelated model rejects at 5 %, and its 95 % interval covers 0.</summary>
    public static (double Rejected, double Covered) Unrelated(BootstrapFactor factor, string method, int simulations, int stimuli, int subjects)
    {
        // Over subjects alone the null is a population without the relation: every subject has a geometry of its own.
        double shared = factor == BootstrapFactor.Subject ? 0 : 1;
        return Share(simulations, simulation =>
        {
            var study = new SimulatedStudy(simulation, stimuli, subjects, shared, related: 0).Draw();
            BootstrapResult result = Run(study, factor, method);
            Interval interval = result.Interval(new Contrast(0), 0.95);
            return (result.Test([new Contrast(0)], Alternative.TwoSided, Correction.None)[0].PValue <= 0.05, interval.Low <= 0 && interval.High >= 0);
        });
    }

    /// <summary>How often a bootstrap's test finds a difference between two models that are equally good.</summary>
    public static (double Rejected, double Covered) EqualModels(BootstrapFactor factor, string method, int simulations, int stimuli, int subjects) =>
        Share(simulations, simulation =>
        {
            var study = new SimulatedStudy(simulation, stimuli, subjects, shared: 1, related: 1).Draw();
            BootstrapResult result = Run(study, factor, method);
            Interval interval = result.Interval(new Contrast(0, 1), 0.95);
            return (result.Test([new Contrast(0, 1)], Alternative.TwoSided, Correction.None)[0].PValue <= 0.05, interval.Low <= 0 && interval.High >= 0);
        });

    /// <summary>How often the smallest adjusted p of two unrelated models is at most 5 %.</summary>
    public static double FamilyWise(BootstrapFactor factor, Correction correction, int simulations, int stimuli, int subjects) =>
        Share(simulations, simulation =>
        {
            var study = new SimulatedStudy(simulation, stimuli, subjects, 1, related: 0).Draw();
            IReadOnlyList<ContrastTest> tests = Run(study, factor, "Pearson").Test([new Contrast(0), new Contrast(1)], Alternative.TwoSided, correction);
            return (tests.Any(test => test.AdjustedPValue <= 0.05), false);
        }).Rejected;

    /// <summary>How often the true model's similarity lies between the bounds of the ceiling.</summary>
    public static double CeilingBrackets(string method, int simulations, int stimuli, int subjects) =>
        Share(simulations, simulation =>
        {
            ComparisonStatistic statistic = SimulatedStudy.Statistic(
                new SimulatedStudy(simulation, stimuli, subjects, shared: 1, related: 0).Draw(), RdmComparisonMethod.Parse(method).Form);
            double[] values = new double[statistic.ValueCount];
            statistic.CreateEvaluator().Evaluate(-1, [.. Enumerable.Repeat(1, stimuli)], [.. Enumerable.Repeat(1, subjects)], values);
            return (values[2] >= values[3] && values[2] <= values[4], false);
        }).Rejected;

    /// <summary>How often t over subjects rejects where every subject's geometry is unrelated.</summary>
    public static double SubjectT(int simulations, int stimuli, int subjects) =>
        Share(simulations, simulation =>
        {
            var study = new SimulatedStudy(simulation, stimuli, subjects, shared: 0, related: 0).Draw();
            double[,] r = new double[1, subjects];
            for (int s = 0; s < subjects; s++)
            {
                r[0, s] = DnnBrain.Statistics.Correlation.Pearson([.. study.Models[0].Dissimilarity], [.. study.Subjects[s].Dissimilarity]);
            }

            return (OneSampleTTest.Run(r, new InferenceOptions { Correction = Correction.None }, new RecordingObserver(), default).PValue[0] <= 0.05, false);
        }).Rejected;

    /// <summary>How often the cross-validated test of a choice between unrelated models rejects.</summary>
    public static double Choice(BootstrapFactor factor, int simulations, int stimuli, int subjects) =>
        Share(simulations, simulation =>
        {
            var study = new SimulatedStudy(simulation, stimuli, subjects, factor == BootstrapFactor.None ? 0 : 1, related: 0).Draw();
            return (RsaModelTester.Test(
                [new RsaModel("best", RsaModelKind.Select, study.Models)],
                study.Subjects,
                new RsaModelTestOptions
                {
                    Method = RdmComparisonMethod.Pearson,
                    Bootstrap = factor,
                    BootstrapCount = 100,
                    RepetitionCount = 4,
                    Inference = new InferenceOptions { PermutationCount = 1000, MaxThreads = 1 },
                },
                new RecordingObserver(),
                default)[0].PValue <= 0.05, false);
        }).Rejected;

    private static BootstrapResult Run((Rdm[] Models, Rdm Truth, Rdm[] Subjects) study, BootstrapFactor factor, string method) => Bootstrap.Run(
        SimulatedStudy.Statistic(study, RdmComparisonMethod.Parse(method).Form),
        new BootstrapOptions { Factor = factor, Count = Draws, MaxThreads = 1 },
        new RecordingObserver(),
        default);

    private static (double Rejected, double Covered) Share(int simulations, Func<int, (bool Rejected, bool Covered)> simulate)
    {
        int rejected = 0;
        int covered = 0;
        for (int simulation = 0; simulation < simulations; simulation++)
        {
            (bool reject, bool cover) = simulate(simulation);
            rejected += reject ? 1 : 0;
            covered += cover ? 1 : 0;
        }

        return ((double)rejected / simulations, (double)covered / simulations);
    }
}
