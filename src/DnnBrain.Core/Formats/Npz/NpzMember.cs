using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.Npz;

/// <summary>One array of a .npz file.</summary>
/// <param name="Name">Its name, without the .npy it has in the file.</param>
/// <param name="Array">The array.</param>
public sealed record NpzMember(string Name, NpyArray Array);
