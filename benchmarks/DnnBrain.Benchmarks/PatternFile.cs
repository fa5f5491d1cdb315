using System.Runtime.InteropServices;
using DnnBrain.Activations;

namespace DnnBrain.Benchmarks;

/// <summary>5,000 patterns of 10,000 units in float64 in a file, read in blocks.</summary>
internal sealed class PatternFile : IPatternSet
{
    private const int Stimuli = 5_000;
    private const int Units = 10_000;

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file = File.OpenHandle(Path);

    /// <summary>The file; made where it is not there.</summary>
    public static string Path
    {
        get
        {
            string path = System.IO.Path.Combine(Workspace.Scratch("rsa-memory"), $"{Stimuli}x{Units}.f64");
            if (!File.Exists(path))
            {
                Write(path);
            }

            return path;
        }
    }

    public string Name => "layer";

    public string Source => "net";

    public string? Subject => null;

    public IReadOnlyList<string> StimulusId { get; } = [.. Enumerable.Range(0, Stimuli).Select(i => $"s{i}")];

    public int UnitCount => Units;

    public PatternPrecision Precision => PatternPrecision.Float64;

    public Provenance Provenance { get; } = new() { Operation = "benchmark" };

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination) => throw new NotSupportedException("These patterns are read in float64.");

    public void Read(int firstStimulus, int stimulusCount, Span<double> destination)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(destination[..(stimulusCount * Units)]);
        long offset = (long)firstStimulus * Units * sizeof(double);
        for (int done = 0; done < bytes.Length;)
        {
            int read = RandomAccess.Read(_file, bytes[done..], offset + done);
            done += read > 0 ? read : throw new EndOfStreamException($"'{Path}' ends too early.");
        }
    }

    // Rows that repeat in pieces: memory does not depend on the values.
    private static void Write(string path)
    {
        double[] some = Comparison.Normal(0, 1_000_003);
        string unfinished = path + ".part";
        using (FileStream file = File.Create(unfinished))
        {
            double[] row = new double[Units];
            for (long i = 0; i < Stimuli; i++)
            {
                for (int j = 0; j < Units; j++)
                {
                    row[j] = some[((i * Units) + j) % some.Length];
                }

                file.Write(MemoryMarshal.AsBytes<double>(row));
            }
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
