using System.Security.Cryptography;
using DnnBrain.Activations;
using DnnBrain.Stimuli;

namespace DnnBrain.Networks.Extraction;

/// <summary>Whether the files of stimuli are still those that an earlier run read: one pass over their bytes, on several threads.</summary>
internal static class StimulusFiles
{
    private const int BlockLength = 1024;
    private const int Listed = 5;

    /// <summary>Hashes the files of stimuli that an earlier run answered and compares.</summary>
    /// <param name="stimuli">The stimuli.</param>
    /// <param name="outcomes">What became of the first of them; those that were left out are passed over.</param>
    /// <param name="threadCount">Threads that read.</param>
    /// <param name="observer">Is told how far it is.</param>
    /// <param name="token">Asked before every file.</param>
    /// <exception cref="DnnBrainException">
    /// Some files are others now, or cannot be read (<c>ResumeMismatch</c>; the message names the first of them).
    /// </exception>
    public static void RequireUnchanged(
        IReadOnlyList<Stimulus> stimuli, IReadOnlyList<StimulusOutcome> outcomes, int threadCount, IRunObserver observer, CancellationToken token)
    {
        var changed = new List<Stimulus>();
        foreach ((int first, byte[]?[] hashes) in Hash(stimuli, outcomes.Count, threadCount, observer, token))
        {
            changed.AddRange(Enumerable.Range(0, hashes.Length)
                .Where(i => outcomes[first + i].Sha256 is { } before && !(hashes[i]?.AsSpan().SequenceEqual(before) ?? false))
                .Select(i => stimuli[first + i]));
        }

        if (changed.Count > 0)
        {
            string more = changed.Count > Listed ? $", and {changed.Count - Listed} more" : "";
            throw new DnnBrainException(
                "ResumeMismatch",
                ErrorKind.InvalidArgument,
                $"The run cannot be resumed, because files of stimuli are others than those it read: {string.Join(", ", changed.Take(Listed).Select(s => $"'{s.Id}' ({s.Path})"))}{more}. Bring them back, or use -Force without -Resume to begin again.",
                changed[0]);
        }
    }

    /// <summary>One hash over ids and files, as an extraction makes it.</summary>
    /// <exception cref="DnnBrainException">A file cannot be read (<c>ResumeMismatch</c>).</exception>
    public static InputFile Digest(IReadOnlyList<Stimulus> stimuli, int threadCount, IRunObserver observer, CancellationToken token)
    {
        using var digest = new StimulusDigest();
        foreach ((int first, byte[]?[] hashes) in Hash(stimuli, stimuli.Count, threadCount, observer, token))
        {
            for (int i = 0; i < hashes.Length; i++)
            {
                Stimulus stimulus = stimuli[first + i];
                digest.Add(stimulus.Id, hashes[i] ?? throw new DnnBrainException(
                    "ResumeMismatch", ErrorKind.InvalidArgument, $"The run is finished, but whether it is about these stimuli cannot be told: '{stimulus.Id}' ({stimulus.Path}) cannot be read.", stimulus));
            }
        }

        return digest.ToInputFile();
    }

    /// <summary>Blocks of hashes in the stimuli's order; null for a file that cannot be read.</summary>
    private static IEnumerable<(int First, byte[]?[] Hashes)> Hash(
        IReadOnlyList<Stimulus> stimuli, int count, int threadCount, IRunObserver observer, CancellationToken token)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threadCount, CancellationToken = token };
        for (int first = 0; first < count; first += BlockLength)
        {
            byte[]?[] hashes = new byte[]?[Math.Min(BlockLength, count - first)];
            int offset = first;
            Parallel.For(0, hashes.Length, parallel, i => hashes[i] = Hash(stimuli[offset + i].Path));
            yield return (first, hashes);
            observer.Report(new RunProgress("Checking stimuli that are done", first + hashes.Length, count, "stimuli"));
        }
    }

    private static byte[]? Hash(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return SHA256.HashData(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
