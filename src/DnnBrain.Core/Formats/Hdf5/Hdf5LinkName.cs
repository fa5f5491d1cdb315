namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Layer names as HDF5 link names. HDF5 reads '/' as a path and "." as the group itself, so these are percent-encoded, and
/// '%' with them to keep two layers from sharing a link: <c>blocks/0</c> becomes <c>blocks%2F0</c>. Other names stay as they
/// are. The plain names stand in the root attribute <c>layer</c>.
/// </summary>
internal static class LayerNameEncoding
{
    public static string Encode(string layer)
    {
        if (layer == ".")
        {
            return "%2E";
        }

        return layer.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
    }
}
