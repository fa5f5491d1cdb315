namespace DnnBrain.Formats.FeatureFiles;

/// <summary>The ways in which activations are kept on disk.</summary>
public enum ActivationFormat
{
    /// <summary>DNNBrain's .act.h5.</summary>
    ActH5,

    /// <summary>All layers in an .npz, with ids and provenance.</summary>
    Npz,

    /// <summary>One layer as .npy, with a list of ids beside it.</summary>
    Npy,

    /// <summary>One layer as a table.</summary>
    Csv,

    /// <summary>A folder with a consolidated_layer.npz a layer.</summary>
    Net2Brain,

    /// <summary>A folder with features.npy and file_names.txt.</summary>
    Thingsvision,
}
