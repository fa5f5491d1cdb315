namespace DnnBrain.Formats.RdmHdf5;

/// <summary>What an .rdm.h5 is about, DNNBrain's root attribute <c>type</c>: it decides the axes of the datasets.</summary>
public enum RdmHdf5Kind
{
    /// <summary><c>dRDM</c>: layers of a network; a dataset has two axes, iteration (one, or one a channel) × pair.</summary>
    Network,

    /// <summary><c>bRDM</c>: regions of a brain; a dataset has one axis, pair.</summary>
    Brain,
}
