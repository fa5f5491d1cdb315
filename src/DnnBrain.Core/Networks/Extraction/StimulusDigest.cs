using System.Security.Cryptography;

namespace DnnBrain.Networks.Extraction;

/// <summary>One SHA-256 over the ids and files of a set of stimuli, in order.</summary>
internal sealed class StimulusDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _count;

    /// <summary>Adds a stimulus: its id, a zero byte and the hash of its file.</summary>
    public void Add(string id, ReadOnlySpan<byte> sha256)
    {
        _hash.AppendData(System.Text.Encoding.UTF8.GetBytes(id));
        _hash.AppendData([0]);
        _hash.AppendData(sha256);
        _count++;
    }

    /// <summary>The set as an input of a result.</summary>
    public InputFile ToInputFile() =>
        new(FormattableString.Invariant($"{_count} stimuli"), Convert.ToHexStringLower(_hash.GetCurrentHash()));

    public void Dispose() => _hash.Dispose();
}
