namespace DnnBrain.Formats.Hdf5;

/// <summary>Reads and multiplies dimensions that come from a file.</summary>
internal static unsafe class Hdf5Shape
{
    /// <summary>The dimensions of a dataspace; empty for a scalar.</summary>
    public static long[] Read(Hdf5Handle space, string path)
    {
        int rank = (int)Hdf5Library.Check(Hdf5Native.H5Sget_simple_extent_ndims(space.Id), path, "a shape could not be read.");
        ulong[] dimensions = new ulong[rank];
        fixed (ulong* buffer = dimensions)
        {
            Hdf5Library.Check(Hdf5Native.H5Sget_simple_extent_dims(space.Id, buffer, null), path, "a shape could not be read.");
        }

        return Array.ConvertAll(dimensions, d => d <= long.MaxValue
            ? (long)d
            : throw new InvalidFileContentException(path, $"a dimension of {d} cannot be."));
    }

    /// <summary>The product of the dimensions, 1 for a scalar; a product beyond 64 bits is corrupt content.</summary>
    public static long ElementCount(ReadOnlySpan<long> shape, string path)
    {
        long count = 1;
        foreach (long dimension in shape)
        {
            if (dimension != 0 && count > long.MaxValue / dimension)
            {
                throw new InvalidFileContentException(path, "a shape has more elements than can be counted.");
            }

            count *= dimension;
        }
        return count;
    }
}
