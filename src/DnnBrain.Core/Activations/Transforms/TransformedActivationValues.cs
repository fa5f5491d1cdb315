using System.Numerics.Tensors;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>The values of an activation under a transformation, computed when they are read, in blocks.</summary>
internal sealed class TransformedActivationValues : ITransformedValues
{
    private const long BlockBytes = 64L << 20;
    private readonly Activation _source;
    private readonly FittedTransform _fit;
    private readonly IRunObserver _observer;
    private readonly int _blockRows;
    private readonly bool[] _notFinite;
    private readonly bool[] _undefined;

    /// <summary>Stands for the transformed values.</summary>
    /// <param name="source">What is transformed.</param>
    /// <param name="fit">How.</param>
    /// <param name="maxMemory">Bytes for a block.</param>
    /// <param name="observer">Told how many stimuli are transformed.</param>
    public TransformedActivationValues(Activation source, FittedTransform fit, long maxMemory, IRunObserver observer)
    {
        _source = source;
        _fit = fit;
        _observer = observer;
        LayerShape output = fit.OutputShape;
        Shape = output.ForStimuli(source.Shape.Stimuli);
        _blockRows = (int)Math.Clamp(Math.Min(maxMemory, BlockBytes) / fit.BytesPerStimulus, 1, Math.Max(1, source.Shape.Stimuli));
        _notFinite = new bool[source.Shape.Stimuli];
        _undefined = new bool[source.Shape.Stimuli];
    }

    public ActivationShape Shape { get; }

    public string? Path => null;

    /// <summary>Stimuli among those read that hold a NaN or an infinity.</summary>
    public IEnumerable<int> NotFinite => Enumerable.Range(0, _notFinite.Length).Where(i => _notFinite[i]);

    /// <summary>Stimuli among those read that are finite and whose features are not.</summary>
    public IEnumerable<int> Undefined => Enumerable.Range(0, _undefined.Length).Where(i => _undefined[i]);

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int units = _source.UnitCount;
        int features = Shape.UnitCount;
        float[] block = new float[Math.Min(_blockRows, stimulusCount) * units];
        for (int done = 0; done < stimulusCount; done += _blockRows)
        {
            int first = firstStimulus + done;
            int count = Math.Min(_blockRows, stimulusCount - done);
            Memory<float> rows = block.AsMemory(0, count * units);
            _source.Read(first, count, rows.Span);
            Span<float> output = destination.Slice(done * features, count * features);
            Transform(rows, count, output);
            for (int i = 0; i < count; i++)
            {
                bool finite = IsFinite(rows.Span.Slice(i * units, units));
                _notFinite[first + i] = !finite;
                _undefined[first + i] = finite && !IsFinite(output.Slice(i * features, features));
            }

            _observer.Report(new RunProgress($"Transforming {_source.Layer}", first + count, Shape.Stimuli, "stimuli"));
        }
    }

    private void Transform(Memory<float> rows, int count, Span<float> output)
    {
        using DisposeScope scope = NewDisposeScope();
        using GradGuard guard = no_grad();
        _fit.Apply(from_memory(rows, [count, _source.UnitCount])).CopyTo(output);
    }

    private static bool IsFinite(ReadOnlySpan<float> values) => float.IsFinite(TensorPrimitives.MaxMagnitude(values));
}
