namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>Where a packed chunk lies in a file.</summary>
/// <param name="Layer">0-based number of the layer.</param>
/// <param name="Stimulus">0-based number of the chunk's first stimulus.</param>
/// <param name="Channel">0-based number of the chunk's first channel.</param>
/// <param name="FilterMask">As in <see cref="Hdf5.PackedChunk"/>.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Checksum">CRC-32C of the bytes.</param>
internal readonly record struct ChunkPlace(int Layer, int Stimulus, int Channel, uint FilterMask, long Offset, int Length, uint Checksum);
