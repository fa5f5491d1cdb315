using DnnBrain.Brain;

namespace SimulateBrain;

/// <summary>The ground truth of the example data. What is here is written to truth.json beside them.</summary>
public sealed record SimulationDesign
{
    /// <summary>Everything random follows it.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The number of subjects.</summary>
    public int SubjectCount { get; init; } = 8;

    /// <summary>The network that the regions follow.</summary>
    public string Model { get; init; } = "fashionnet";

    /// <summary>The full width at half maximum of the noise's smoothness, in voxels.</summary>
    public double NoiseWidth { get; init; } = 2;

    /// <summary>A small volume of 3 mm voxels; its place in a head is invented too.</summary>
    public VolumeSpace Space { get; init; } = new(
        new VolumeDimensions(12, 12, 8),
        new double[,] { { 3, 0, 0, -16.5 }, { 0, 3, 0, -84 }, { 0, 0, 3, -18 }, { 0, 0, 0, 1 } },
        CoordinateFrame.Aligned);

    /// <summary>The regions.</summary>
    public IReadOnlyList<SimulatedRegion> Regions { get; init; } =
    [
        new SimulatedRegion(1, "early", new Dictionary<string, double> { ["conv1_relu"] = 0.7, ["conv2_relu"] = 0.3 }, NoiseDeviation: 1.1, [5.5, 2.6, 3.5], [5.1, 2.8, 3.6]),
        new SimulatedRegion(2, "late", new Dictionary<string, double> { ["fc1_relu"] = 0.9, ["fc2"] = 0.1 }, NoiseDeviation: 1.8, [5.5, 8.4, 3.5], [5.1, 2.8, 3.6]),
    ];
}
