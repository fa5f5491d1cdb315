using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Brain;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace SimulateBrain;

/// <summary>
/// Simulated subjects. A region's pattern to a stimulus is the pattern of its layers, projected onto the voxels by random weights
/// that are the subject's own, plus noise:
/// <code>Y = Σ √share · Z · W + σ · E</code>
/// Z holds the layer's patterns, each centred over its units and brought to length 1; W (units × voxels) and E are normal with
/// variance 1, E smooth in space. So the expected correlation of two patterns is the layers' own correlation of them, weighted by
/// the shares, over 1 + σ².
/// </summary>
public sealed class BrainSimulation
{
    // The next power of ten above all that a subject draws apart.
    private const int StreamsPerSubject = 1000;
    private const int StreamsPerRegion = 10;
    private const int NoiseStream = 999;

    private readonly SimulationDesign _design;
    private readonly Dictionary<string, double[]> _layers;
    private readonly Dictionary<string, int> _units;
    private readonly int _stimulusCount;
    private readonly SmoothNoise _noise;

    /// <summary>Prepares the layers.</summary>
    /// <param name="design">The truth.</param>
    /// <param name="activations">At least the layers that the regions follow, to the same stimuli.</param>
    public BrainSimulation(SimulationDesign design, IReadOnlyList<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(activations);
        _design = design;
        _stimulusCount = activations[0].StimulusId.Count;
        _layers = activations.ToDictionary(activation => activation.Layer, UnitPatterns);
        _units = activations.ToDictionary(activation => activation.Layer, activation => activation.UnitCount);
        _noise = new SmoothNoise(design.Space.Dimensions, design.NoiseWidth);
    }

    /// <summary>All volumes of a subject, one a stimulus; 0 outside the regions.</summary>
    /// <param name="subject">0-based.</param>
    public IBrainVolumes Simulate(int subject)
    {
        double[][] volumes = Noise(subject);
        var inside = new bool[_design.Space.Dimensions.VoxelCount];
        for (int r = 0; r < _design.Regions.Count; r++)
        {
            SimulatedRegion region = _design.Regions[r];
            VoxelSet voxels = region.FindVoxels(_design.Space);
            double[] signal = Signal(subject, r, voxels.UnitCount);
            for (int stimulus = 0; stimulus < _stimulusCount; stimulus++)
            {
                for (int i = 0; i < voxels.UnitCount; i++)
                {
                    int voxel = voxels.VoxelIndex[i];
                    inside[voxel] = true;
                    volumes[stimulus][voxel] = Round(signal[(stimulus * voxels.UnitCount) + i] + (region.NoiseDeviation * volumes[stimulus][voxel]));
                }
            }
        }

        return new MemoryBrainVolumes(_design.Space, _stimulusCount, (stimulus, destination) =>
        {
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = inside[i] ? volumes[stimulus][i] : 0;
            }
        });
    }

    private double[][] Noise(int subject)
    {
        var random = new RandomStream(_design.Seed, RandomPurpose.Simulation, ((long)subject * StreamsPerSubject) + NoiseStream);
        return [.. Enumerable.Range(0, _stimulusCount).Select(_ =>
        {
            double[] volume = new double[_design.Space.Dimensions.VoxelCount];
            _noise.Fill(random, volume);
            return volume;
        })];
    }

    private double[] Signal(int subject, int region, int voxels)
    {
        double[] signal = new double[_stimulusCount * voxels];
        int part = 0;
        foreach ((string layer, double share) in _design.Regions[region].Layers)
        {
            long stream = ((long)subject * StreamsPerSubject) + (region * StreamsPerRegion) + part++;
            var random = new RandomStream(_design.Seed, RandomPurpose.Simulation, stream);
            double[] weights = new double[_units[layer] * voxels];
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = Math.Sqrt(share) * random.NextNormal();
            }

            using DisposeScope scope = NewDisposeScope();
            double[] projected = tensor<double>(_layers[layer], [_stimulusCount, _units[layer]]).matmul(tensor<double>(weights, [_units[layer], voxels])).ToArray<double>();
            TensorPrimitives.Add(signal, projected, signal);
        }

        return signal;
    }

    private static double[] UnitPatterns(Activation activation)
    {
        int units = activation.UnitCount;
        double[] patterns = new double[activation.StimulusId.Count * units];
        activation.Read(0, activation.StimulusId.Count, patterns.AsSpan());
        for (int i = 0; i < patterns.Length; i += units)
        {
            Standardization.ToUnitVector(patterns.AsSpan(i, units), patterns.AsSpan(i, units));
        }

        return patterns;
    }

    // Noise does not compress; the twelve lower bits of the mantissa are noise below a four-thousandth of the value.
    private static double Round(double value)
    {
        const int dropped = 12;
        int bits = BitConverter.SingleToInt32Bits((float)value) + (1 << (dropped - 1));
        return BitConverter.Int32BitsToSingle(bits >> dropped << dropped);
    }
}
