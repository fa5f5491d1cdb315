namespace DnnBrain.Activations.Clustering;

/// <summary>One joining of a hierarchy, as a row of SciPy's linkage matrix.</summary>
/// <param name="First">The cluster with the smaller number; the n items are clusters 0 … n − 1, joining i makes cluster n + i.</param>
/// <param name="Second">The other cluster.</param>
/// <param name="Height">Their distance.</param>
/// <param name="ItemCount">Items of both.</param>
public readonly record struct ClusterMerge(int First, int Second, double Height, int ItemCount);
