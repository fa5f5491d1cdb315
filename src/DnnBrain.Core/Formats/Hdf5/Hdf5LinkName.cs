namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// Names of layers and regions as HDF5 link names. HDF5 reads '/' as a path and "." as the group itself, so these are
/// percent-encoded, and '%' with them to keep two names from sharing a link: <c>blocks/0</c> becomes <c>blocks%2F0</c>. Other
/// names stay as they are. The plain names stand in attributes.
/// </summary>
internal static class Hdf5LinkName
{
    public static string Encode(string name)
    {
        if (name == ".")
        {
            return "%2E";
        }

        return name.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
    }
}
