using DnnBrain.Formats.Weights;
using DnnBrain.Networks;

namespace DnnBrain.PowerShell.Binding;

/// <summary>A network as people give it to <c>-Model</c>: the name of one whose weights come with DnnBrain, or one that is loaded.</summary>
public sealed class ModelReference
{
    private readonly DnnModel? _loaded;

    /// <summary>A network of the catalogue.</summary>
    /// <exception cref="DnnBrainException">There is none of that name (<c>ModelNotFound</c>; the message lists all).</exception>
    public ModelReference(string name)
    {
        Definition = ModelCatalog.Get(name);
    }

    /// <summary>A network of the catalogue.</summary>
    public ModelReference(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
    }

    /// <summary>A network that is loaded.</summary>
    public ModelReference(DnnModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _loaded = model;
        Definition = model.Definition;
    }

    /// <summary>What the network is.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>Runs <paramref name="work"/> with the network; one that had to be loaded for it is released afterwards.</summary>
    /// <param name="device">Where a network that has to be loaded is put; a loaded one stays where it is.</param>
    /// <param name="work">What to do with it.</param>
    public T Use<T>(string device, Func<DnnModel, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_loaded is not null)
        {
            return work(_loaded);
        }

        using DnnModel model = ModelWeights.Load(Definition, null, ComputeDevice.Parse(device));
        return work(model);
    }

    /// <summary>The network's name.</summary>
    public override string ToString() => Definition.Name;
}
