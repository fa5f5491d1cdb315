namespace DnnBrain.Networks;

/// <summary>The weights of ONE channel of a layer.</summary>
public sealed class DnnKernel
{
    private readonly float[] _weight;

    internal DnnKernel(string model, string layer, int channel, TensorShape shape, float[] weight, float? bias)
    {
        Model = model;
        Layer = layer;
        Channel = channel;
        Shape = shape;
        Bias = bias;
        _weight = weight;
        Weight = Array.AsReadOnly(weight);
    }

    /// <summary>The network's name.</summary>
    public string Model { get; }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>The channel, 1-based.</summary>
    public int Channel { get; }

    /// <summary>Input channel (within its group) × row × column for a convolution, input unit for a fully connected layer.</summary>
    public TensorShape Shape { get; }

    /// <summary>The weights, row-major in <see cref="Shape"/>.</summary>
    public IReadOnlyList<float> Weight { get; }

    /// <summary>The channel's bias; null where the layer has none.</summary>
    public float? Bias { get; }

    /// <summary>The vector norm √Σw² of the weights.</summary>
    public double Norm => Math.Sqrt(_weight.Sum(w => (double)w * w));

    /// <summary>Layer, channel and shape.</summary>
    public override string ToString() => FormattableString.Invariant($"{Model} {Layer} {Channel} {Shape}");
}
