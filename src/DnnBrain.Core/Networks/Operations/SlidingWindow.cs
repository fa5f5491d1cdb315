namespace DnnBrain.Networks.Operations;

/// <summary>How many places a window finds along one axis.</summary>
internal static class SlidingWindow
{
    /// <summary>Number of places; 0 or less where there is none.</summary>
    /// <param name="size">Length of the axis.</param>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="stride">Its step.</param>
    /// <param name="padding">What is added on either side.</param>
    /// <param name="ceiling">Whether a last window may hang over; it must begin within the axis or the padding before it.</param>
    public static int Places(int size, int kernel, int stride, int padding, bool ceiling)
    {
        int room = size + (2 * padding) - kernel;
        if (room < 0)
        {
            return 0;
        }

        int places = ((room + (ceiling ? stride - 1 : 0)) / stride) + 1;
        return ceiling && (places - 1) * stride >= size + padding ? places - 1 : places;
    }
}
