using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks;

/// <summary>Devices by the names people type.</summary>
public static class ComputeDevice
{
    /// <summary>Reads a device's name and makes sure that it is there.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, …</param>
    /// <exception cref="DnnBrainException">
    /// The name means nothing (<c>DeviceInvalid</c>), or LibTorch does not see the device (<c>DeviceNotAvailable</c>).
    /// </exception>
    public static Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Device parsed;
        try
        {
            parsed = device(name);
        }
        catch (ArgumentException e)
        {
            throw new DnnBrainException("DeviceInvalid", ErrorKind.InvalidArgument, e.Message, name, e);
        }

        bool available = parsed.type switch
        {
            DeviceType.CPU => true,
            DeviceType.CUDA => parsed.index < cuda.device_count(),
            _ => false,
        };
        return available
            ? parsed
            : throw new DnnBrainException("DeviceNotAvailable", ErrorKind.ResourceUnavailable, $"LibTorch {version} does not see the device '{name}'; there are cpu{CudaDevices()}.", name);
    }

    private static string CudaDevices() => string.Concat(Enumerable.Range(0, cuda.device_count()).Select(i => $", cuda:{i}"));
}
