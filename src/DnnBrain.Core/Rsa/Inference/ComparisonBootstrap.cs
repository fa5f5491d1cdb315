using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>The bootstrap of one call's comparisons; its results share it, so that they can be compared with one another.</summary>
internal sealed class ComparisonBootstrap
{
    private readonly BootstrapResult _bootstrap;
    private readonly RsaComparisonOptions _options;
    private readonly int _cellCount;
    private readonly int _regionCount;
    private readonly IReadOnlyList<ContrastTest> _againstZero;
    private readonly IReadOnlyList<ContrastTest> _againstCeiling;

    private ComparisonBootstrap(BootstrapResult bootstrap, RsaComparisonOptions options, int modelCount, int regionCount)
    {
        _bootstrap = bootstrap;
        _options = options;
        _cellCount = modelCount * regionCount;
        _regionCount = regionCount;
        IEnumerable<int> cells = Enumerable.Range(0, _cellCount);
        _againstZero = bootstrap.Test([.. cells.Select(cell => new Contrast(cell))], options.Inference.Alternative, options.Inference.Correction);
        _againstCeiling = bootstrap.Test([.. cells.Select(ToCeiling)], Alternative.TwoSided, options.Inference.Correction);
    }

    /// <summary>What was drawn.</summary>
    public BootstrapFactor Factor => _bootstrap.Factor;

    /// <summary>Runs the bootstrap.</summary>
    /// <param name="prepared">The RDMs.</param>
    /// <param name="modelIndex">The positions of the models among the aligned RDMs.</param>
    /// <param name="groups">The regions.</param>
    /// <param name="options">What is drawn and how often.</param>
    /// <param name="observer">Told how far the bootstrap is.</param>
    /// <param name="token">Stops the bootstrap.</param>
    public static ComparisonBootstrap Run(
        PreparedComparison prepared,
        IReadOnlyList<int> modelIndex,
        IReadOnlyList<ReferenceGroup> groups,
        RsaComparisonOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        var rdms = new WeightedRdms(prepared.Aligned, prepared.FirstReference, groups, options.Method.Form);
        var statistic = new ComparisonStatistic(prepared.Design(rdms), [.. modelIndex.Select(rdms.Vector)]);
        BootstrapResult bootstrap = Bootstrap.Run(
            statistic,
            options.Draws with { Memory = prepared.Memory },
            observer,
            token);
        return new ComparisonBootstrap(bootstrap, options, modelIndex.Count, groups.Count);
    }

    /// <summary>Adds what the bootstrap says of one cell.</summary>
    public RsaComparison AddTo(RsaComparison result, int cell)
    {
        (ContrastTest zero, ContrastTest ceiling) = (_againstZero[cell], _againstCeiling[cell]);
        return result with
        {
            Bootstrap = Factor,
            BootstrapCount = _bootstrap.DrawCount,
            Confidence = _bootstrap.Interval(new Contrast(cell), _options.ConfidenceLevel, _options.Interval),
            BootstrapStandardError = zero.StandardError,
            BootstrapPValue = _options.Method.IsSigned ? zero.PValue : double.NaN,
            AdjustedBootstrapPValue = _options.Method.IsSigned ? zero.AdjustedPValue : double.NaN,
            CeilingPValue = ceiling.PValue,
            AdjustedCeilingPValue = ceiling.AdjustedPValue,
            Origin = new ComparisonOrigin(this, cell),
        };
    }

    /// <summary>Tests differences of cells of this call.</summary>
    public IReadOnlyList<ContrastTest> Test(IReadOnlyList<Contrast> contrasts, Alternative alternative, Correction correction) =>
        _bootstrap.Test(contrasts, alternative, correction);

    /// <summary>The difference of a cell to the lower bound of its region's ceiling.</summary>
    public Contrast ToCeiling(int cell) => new(cell, _cellCount + (cell % _regionCount));
}
