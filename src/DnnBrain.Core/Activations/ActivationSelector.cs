using DnnBrain.Stimuli;

namespace DnnBrain.Activations;

/// <summary>Takes parts out of activations and puts activations together.</summary>
public static class ActivationSelector
{
    /// <summary>Some units, and some stimuli, of a layer. The values stay where they are; they are picked when they are read.</summary>
    /// <param name="activation">The layer.</param>
    /// <param name="units">The units.</param>
    /// <param name="stimulusId">The stimuli, in the order wanted; null for all in their order.</param>
    /// <exception cref="DnnBrainException">
    /// A unit (<c>UnitNotFound</c>) or a stimulus (<c>StimulusNotFound</c>) does not exist; a stimulus is asked for twice
    /// (<c>StimulusDuplicate</c>).
    /// </exception>
    public static Activation Select(Activation activation, UnitSelection units, IReadOnlyList<string>? stimulusId = null)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(units);
        LayerShape layer = activation.Shape.ForLayer(activation.Layer);
        LayerShape selected = units.Apply(layer);
        IReadOnlyList<string> ids = stimulusId ?? activation.StimulusId;
        int[] stimuli = Positions(activation, ids);
        ActivationShape shape = selected.ForStimuli(stimuli.Length);
        var parameters = new Dictionary<string, string>(units.Describe());
        if (stimulusId is not null)
        {
            parameters["StimulusId"] = string.Join(' ', stimulusId);
        }

        return new Activation(
            activation.Model,
            activation.Layer,
            ids,
            new SelectedActivationValues(activation, stimuli, units.ToUnits(layer), shape),
            new Provenance { Operation = "Select-Activation", Model = activation.Provenance.Model, Parameters = parameters, Sources = [activation.Provenance] });
    }

    /// <summary>The answers of one layer to several sets of stimuli as one set, in the order given.</summary>
    /// <param name="parts">One or more activations of one layer of one network.</param>
    /// <exception cref="DnnBrainException">
    /// The parts differ in layer, network or shape (<c>ShapeMismatch</c>), or a stimulus occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static Activation Join(IReadOnlyList<Activation> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
        Activation first = parts[0];
        foreach (Activation part in parts)
        {
            if (part.Layer != first.Layer || part.Model != first.Model || part.Shape with { Stimuli = 0 } != first.Shape with { Stimuli = 0 })
            {
                throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"'{first}' and '{part}' cannot be joined: only their numbers of stimuli may differ.", part);
            }
        }

        string[] ids = [.. parts.SelectMany(part => part.StimulusId)];
        StimulusIds.Index(ids, $"the joined stimuli of layer '{first.Layer}'");
        var provenance = new Provenance { Operation = "Join-Activation", Model = first.Provenance.Model, Sources = [.. parts.Select(part => part.Provenance)] };
        return new Activation(first.Model, first.Layer, ids, new JoinedActivationValues(parts), provenance);
    }

    private static int[] Positions(Activation activation, IReadOnlyList<string> ids)
    {
        Dictionary<string, int> positions = StimulusIds.Index(activation.StimulusId, activation.Layer);
        StimulusIds.Index(ids, "the stimuli asked for");
        return [.. ids.Select(id => positions.TryGetValue(id, out int position)
            ? position
            : throw new DnnBrainException("StimulusNotFound", ErrorKind.NotFound, $"Layer '{activation.Layer}' has no answer to stimulus '{id}'.", id))];
    }
}
