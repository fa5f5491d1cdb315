using System.Globalization;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Where tensors live; the numbers are LibTorch's.</summary>
    public enum DeviceType
    {
        /// <summary>Main memory.</summary>
        CPU = 0,

        /// <summary>An NVIDIA (or, through ROCm, AMD) GPU.</summary>
        CUDA = 1,

        /// <summary>An Apple GPU.</summary>
        MPS = 13,

        /// <summary>No device: shapes without values.</summary>
        META = 14,
    }

    /// <summary>The main memory.</summary>
    public static Device CPU { get; } = new(DeviceType.CPU);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>Reads a device's name: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>.</summary>
    /// <param name="name">The name as PyTorch writes it.</param>
    /// <exception cref="ArgumentException">There is no such kind of device. Whether it is there shows at first use.</exception>
    public static Device device(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split(':');
        DeviceType type = parts[0] switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "mps" => DeviceType.MPS,
            "meta" => DeviceType.META,
            _ => throw new ArgumentException($"'{name}' is no device; expected cpu, cuda, cuda:<index>, mps or meta.", nameof(name)),
        };
        int index = -1;
        if (parts.Length > 2 ||
            (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            throw new ArgumentException($"'{name}' is no device; its index is not a number.", nameof(name));
        }
        return new Device(type, index);
    }

    /// <summary>A device, and which of its kind.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="index">Which one, from 0; -1 is the current one.</param>
    public sealed record Device(DeviceType type, int index = -1)
    {
        /// <summary>The name as PyTorch writes it: <c>cpu</c>, <c>cuda:0</c>.</summary>
        public override string ToString()
        {
            string name = type switch
            {
                DeviceType.CPU => "cpu",
                DeviceType.CUDA => "cuda",
                DeviceType.MPS => "mps",
                DeviceType.META => "meta",
                _ => string.Create(CultureInfo.InvariantCulture, $"device {(int)type}"),
            };
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }
    }
}
