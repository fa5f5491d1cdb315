using System.Security.Cryptography;
using DnnBrain.Networks.Extraction;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Extraction;

/// <summary>The hash by which two results are known to be about the same stimuli.</summary>
public sealed class StimulusDigestTests
{
    private static readonly (string Id, byte[] Sha256)[] s_stimuli = [("a.png", Hash(1)), ("b.png", Hash(2)), ("ü.png", Hash(3))];

    [Fact]
    public void ToInputFile_IsTheHashOfIdsZerosAndHashesInTurn()
    {
        byte[] text = [.. s_stimuli.SelectMany(s => (byte[])[.. System.Text.Encoding.UTF8.GetBytes(s.Id), 0, .. s.Sha256])];
        Assert.Equal(new InputFile("3 stimuli", Convert.ToHexStringLower(SHA256.HashData(text))), Digest(s_stimuli));
    }

    [Fact]
    public void ToInputFile_OfAnyOtherSet_IsAnother()
    {
        (string Id, byte[] Sha256)[][] sets =
        [
            s_stimuli,
            [("A.png", s_stimuli[0].Sha256), .. s_stimuli[1..]], // another id
            [("a.png", Hash(4)), .. s_stimuli[1..]], // another file under the same id
            [s_stimuli[1], s_stimuli[0], s_stimuli[2]], // another order
            [("a.png", Hash(2)), ("b.png", Hash(1)), s_stimuli[2]], // files that changed places
            s_stimuli[..2],
            [],
        ];

        Assert.Equal(sets.Length, sets.Select(set => Digest(set).Sha256).Distinct().Count());
    }

    [Fact]
    public void ToInputFile_BetweenTwoStimuli_DoesNotDisturbTheSum()
    {
        using var digest = new StimulusDigest();
        foreach ((string id, byte[] sha256) in s_stimuli)
        {
            digest.ToInputFile();
            digest.Add(id, sha256);
        }

        Assert.Equal(Digest(s_stimuli), digest.ToInputFile());
    }

    private static byte[] Hash(byte content) => SHA256.HashData([content]);

    private static InputFile Digest((string Id, byte[] Sha256)[] stimuli)
    {
        using var digest = new StimulusDigest();
        foreach ((string id, byte[] sha256) in stimuli)
        {
            digest.Add(id, sha256);
        }

        return digest.ToInputFile();
    }
}
