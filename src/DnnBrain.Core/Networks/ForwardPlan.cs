using DnnBrain.Networks.Operations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks;

/// <summary>
/// The part of a network that some nodes need, in order: what lies behind the last of them is left out, and an output is
/// released as soon as nobody reads it any more.
/// </summary>
internal sealed class ForwardPlan
{
    private readonly NetworkGraph _graph;
    private readonly bool[] _wanted;
    private readonly int[] _steps;
    private readonly int[] _lastReader;
    private readonly int[] _overwritten;

    public ForwardPlan(NetworkGraph graph, IEnumerable<NetworkNode> wanted)
    {
        _graph = graph;
        _wanted = new bool[graph.Nodes.Count];
        foreach (NetworkNode node in wanted)
        {
            _wanted[node.Index] = true;
        }

        bool[] needed = [.. _wanted];
        _lastReader = new int[graph.Nodes.Count];
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            foreach (int input in needed[i] ? graph.Nodes[i].Inputs.Where(input => input != NetworkGraph.Image) : [])
            {
                needed[input] = true;
                _lastReader[input] = Math.Max(_lastReader[input], i);
            }
        }

        _steps = [.. Enumerable.Range(0, needed.Length).Where(i => needed[i])];
        _overwritten = FindOverwritten();
    }

    /// <summary>How many nodes are computed.</summary>
    public int StepCount => _steps.Length;

    /// <summary>The most values of one stimulus that are alive at a time, the input not counted.</summary>
    public long PeakValueCount()
    {
        var alive = new HashSet<int>();
        long peak = 0;
        foreach (int step in _steps)
        {
            alive.Add(step);
            peak = Math.Max(peak, alive.Sum(node => _graph.Nodes[node].OutputShape.Count));
            alive.RemoveWhere(done => _lastReader[done] <= step);
        }

        return peak;
    }

    /// <summary>The convolutions of this plan that can do the work of the batch norm behind them; the caller's to dispose.</summary>
    /// <param name="model">The weights, in float32.</param>
    public BatchNormFolding Fold(DnnModel model) => new(
        model,
        _steps.Select(step => _graph.Nodes[step])
            .Where(node => node.Operation is BatchNorm2d && _overwritten[node.Index] >= 0 && _graph.Nodes[node.Inputs[0]].Operation is Conv2d)
            .Select(node => (_graph.Nodes[node.Inputs[0]], node)));

    /// <summary>Computes the nodes.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="images">A batch of inputs; remains the caller's.</param>
    /// <param name="training">Whether dropout and the like behave as in training.</param>
    /// <param name="captured">Given every wanted output as soon as it is there; the tensor is the plan's and is valid during the call.</param>
    /// <param name="token">Asked before every node.</param>
    /// <param name="folding">What <see cref="Fold"/> gave, for evaluation without gradients; null to compute every node as it is.</param>
    public void Run(
        DnnModel model, Tensor images, bool training, Action<NetworkNode, Tensor> captured, CancellationToken token, BatchNormFolding? folding = null)
    {
        var outputs = new Tensor?[_graph.Nodes.Count];
        try
        {
            foreach (int step in _steps)
            {
                token.ThrowIfCancellationRequested();
                NetworkNode node = _graph.Nodes[step];
                Tensor[] inputs = [.. node.Inputs.Select(input => input == NetworkGraph.Image ? images : outputs[input]!)];
                Tensor output = training
                    ? node.Operation.Train(inputs, model.ParametersOf(node))
                    : folding?.Apply(node, inputs) ?? Overwrite(node, inputs) ?? node.Operation.Apply(inputs, model.ParametersOf(node));
                outputs[step] = output;
                if (_wanted[step])
                {
                    captured(node, output);
                }

                Release(outputs, step);
            }
        }
        finally
        {
            foreach (Tensor? output in outputs)
            {
                output?.Dispose();
            }
        }
    }

    /// <summary>
    /// For each step the input whose memory its output may take, -1 where there is none: one that no other step reads and nobody wants.
    /// Large outputs are new pages of memory each time, which cost more than the operation.
    /// </summary>
    private int[] FindOverwritten()
    {
        int[] readers = new int[_graph.Nodes.Count];
        foreach (int input in _steps.SelectMany(step => _graph.Nodes[step].Inputs).Where(input => input != NetworkGraph.Image))
        {
            readers[input]++;
        }

        int[] overwritten = new int[_graph.Nodes.Count];
        Array.Fill(overwritten, -1);
        foreach (int step in _steps)
        {
            IReadOnlyList<int> inputs = _graph.Nodes[step].Inputs;
            for (int i = inputs.Count - 1; i >= 0; i--)
            {
                int input = inputs[i];
                if (input != NetworkGraph.Image && readers[input] == 1 && !_wanted[input] && _graph.Nodes[input].Operation.GivesOwnMemory)
                {
                    overwritten[step] = i;
                }
            }
        }

        return overwritten;
    }

    private Tensor? Overwrite(NetworkNode node, Tensor[] inputs) =>
        _overwritten[node.Index] < 0 || is_grad_enabled() ? null : node.Operation.Overwrite(inputs, _overwritten[node.Index]);

    private void Release(Tensor?[] outputs, int step)
    {
        foreach (int done in _graph.Nodes[step].Inputs.Append(step))
        {
            if (done != NetworkGraph.Image && _lastReader[done] <= step)
            {
                outputs[done]?.Dispose();
                outputs[done] = null;
            }
        }
    }
}
