namespace DnnBrain.Statistics.Inference;

/// <summary>A place that outlives a run: what is saved there is there when the run is started again.</summary>
public interface ICheckpointStore
{
    /// <summary>The place in words, for messages.</summary>
    string Name { get; }

    /// <summary>What was saved last under a name; null where nothing was.</summary>
    /// <param name="part">One of the computations of a run, for example <c>Bootstrap</c>.</param>
    byte[]? Load(string part);

    /// <summary>Puts <paramref name="content"/> in the place of what was there under the name, whole or not at all.</summary>
    void Save(string part, byte[] content);
}
