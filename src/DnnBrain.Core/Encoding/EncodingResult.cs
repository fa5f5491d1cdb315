using System.Collections.ObjectModel;
using DnnBrain.Activations;

namespace DnnBrain.Encoding;

/// <summary>How well ONE layer predicts the voxels of ONE region, on stimuli that were not fitted.</summary>
public sealed class EncodingResult
{
    private readonly double[] _accuracy;

    internal EncodingResult(EncodingModel model, double[][] foldAccuracy, double[][] alpha, Provenance provenance)
    {
        Model = model.Model;
        Layer = model.Layer;
        Region = model.Region;
        Subject = model.Subject;
        Method = model.Method;
        UnitSpace = model.Target.UnitSpace;
        Provenance = provenance;
        FoldAccuracy = Freeze(foldAccuracy);
        Alpha = Freeze(alpha);
        _accuracy = [.. Enumerable.Range(0, model.VoxelCount).Select(voxel => foldAccuracy.Average(fold => fold[voxel]))];
        Accuracy = Array.AsReadOnly(_accuracy);
        double[] scored = [.. _accuracy.Where(r => !double.IsNaN(r)).Order()];
        MeanAccuracy = scored.Length == 0 ? double.NaN : scored.Average();
        MedianAccuracy = scored.Length == 0 ? double.NaN : (scored[(scored.Length - 1) / 2] + scored[scored.Length / 2]) / 2;
        ScoredVoxelCount = scored.Length;
    }

    /// <summary>The network.</summary>
    public string Model { get; }

    /// <summary>The layer.</summary>
    public string Layer { get; }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>The subject; null where it is not known.</summary>
    public string? Subject { get; }

    /// <summary>The method.</summary>
    public EncodingMethod Method { get; }

    /// <summary>The number of folds.</summary>
    public int FoldCount => FoldAccuracy.Count;

    /// <summary>The number of voxels.</summary>
    public int VoxelCount => _accuracy.Length;

    /// <summary>The number of voxels that have an accuracy.</summary>
    public int ScoredVoxelCount { get; }

    /// <summary>
    /// One value a voxel: Pearson's r of prediction and measurement over the test stimuli of a fold, averaged over the folds (not
    /// r over the concatenated predictions). NaN where it does not exist in some fold.
    /// </summary>
    public IReadOnlyList<double> Accuracy { get; }

    /// <summary>The accuracy in each fold: fold × voxel.</summary>
    public IReadOnlyList<IReadOnlyList<double>> FoldAccuracy { get; }

    /// <summary>The mean of <see cref="Accuracy"/> over the voxels that have one; NaN where none has.</summary>
    public double MeanAccuracy { get; }

    /// <summary>The median of <see cref="Accuracy"/> over the voxels that have one; NaN where none has.</summary>
    public double MedianAccuracy { get; }

    /// <summary>The penalty in each fold: fold × voxel. Empty for least squares; NaN for voxels that cannot be predicted.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Alpha { get; }

    /// <summary>Where the voxels lie; null where the target has no places.</summary>
    public IUnitSpace? UnitSpace { get; }

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>Layer, region, subject and median accuracy.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Layer} -> {Region}{(Subject is null ? "" : $" {Subject}")}: median r {MedianAccuracy:F3}");

    private static ReadOnlyCollection<IReadOnlyList<double>> Freeze(double[][] rows) =>
        Array.AsReadOnly(rows.Select(row => (IReadOnlyList<double>)Array.AsReadOnly(row)).ToArray());
}
