using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DnnBrain.Statistics.Inference;

/// <summary>Tells a run from runs that give other numbers, by its options and by numbers it gives.</summary>
/// <remarks>
/// The observed values and those of the first draws stand for the data: data that give the same bits there give the same bits everywhere, for all that
/// a user can do by accident.
/// </remarks>
internal static class Fingerprint
{
    /// <summary>SHA-256, 32 bytes.</summary>
    /// <param name="options">What decides the draws.</param>
    /// <param name="values">Observed values and those of some draws.</param>
    public static byte[] Of(IEnumerable<object> options, params double[][] values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', options.Select(option => Convert.ToString(option, CultureInfo.InvariantCulture)))));
        foreach (double[] array in values)
        {
            hash.AppendData(MemoryMarshal.AsBytes<double>(array));
        }

        return hash.GetHashAndReset();
    }
}
