using System.Globalization;
using DnnBrain.Benchmarks;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

// usage: DnnBrain.Benchmarks [--write] [NAME ...]     --write puts the table into benchmarks/RESULTS.md
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--job", .. string[] job])
{
    return JobProcess.Serve(job);
}

IBenchmark[] all =
[
    new PooledExtraction("alexnet", "features.10", rounds: 4),
    new PooledExtraction("resnet50", "layer4", rounds: 1),
    new LayerFile(),
    new LayerFileMemory(),
    new GramStreaming(),
    new OperatorCall(),
    new SpearmanPermutation(),
    new KendallTau(),
    new CorrelationRdm(),
    new LargeCorrelationRdm(),
    new NoiseCovarianceJob(),
    new PcaFromFile(),
    new ManyRdms("compare-cosine", 200, 0.5, ("Cosine", "cosine"), ("Pearson", "correlation")),
    new ManyRdms("compare-ranks", 200, 0.5, ("Spearman", "spearman"), ("RhoA", "spearman")),
    new ManyRdms("compare-whitened", 200, 0.5, ("CosineCov", "whitened"), ("CorrelationCov", "whitened")),
    new ManyRdms("compare-tau", 20, 0.4, ("KendallTauA", "kendall-pairs")),
    new BootstrapComparison("bootstrap", RdmComparisonMethod.Pearson, BootstrapFactor.Stimulus, bar: 1),
    new BootstrapComparison("bootstrap-rho-a", RdmComparisonMethod.RhoA, BootstrapFactor.Stimulus, bar: 3),
    new BootstrapComparison("bootstrap-two-factor", RdmComparisonMethod.CosineCov, BootstrapFactor.Both, bar: 30),
    new Searchlight(),
    new RsaMemory(),
    new ClusterEnhancementJob("tfce-map", MapStatistic.Tfce, flips: 0, bar: 0.2),
    new ClusterEnhancementJob("tfce", MapStatistic.Tfce, flips: 1000, bar: 10),
    new ClusterEnhancementJob("cluster-mass", MapStatistic.ClusterMass, flips: 1000, bar: 5),
    new Demo(),
];
string[] wanted = [.. args.Where(arg => arg != "--write")];
string[] unknown = [.. wanted.Except(all.Select(benchmark => benchmark.Name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no benchmark '{string.Join("', '", unknown)}'; there are {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
    return 2;
}

var rows = new List<BenchmarkRow>();
foreach (IBenchmark benchmark in all.Where(benchmark => wanted.Length == 0 || wanted.Contains(benchmark.Name)))
{
    Console.Error.WriteLine($"{benchmark.Name} ...");
    rows.Add(benchmark.Run());
}

string table = ResultTable.ToMarkdown(rows);
Console.Write(table);
if (args.Contains("--write"))
{
    string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    File.WriteAllText(
        Path.Combine(Workspace.Repository, "benchmarks", "RESULTS.md"),
        $"# Results\n\nWritten by `dotnet run --project benchmarks/DnnBrain.Benchmarks -c Release -- --write` on {date}.\n{ResultTable.Machine()}\n\n{table}");
}

return rows.Any(row => row.Met == false) ? 1 : 0;
