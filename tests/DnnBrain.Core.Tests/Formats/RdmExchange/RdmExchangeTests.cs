using System.Text.Json;
using DnnBrain.Formats;
using DnnBrain.Formats.Meadows;
using DnnBrain.Formats.RdmCsv;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Formats.RdmMat;
using DnnBrain.Formats.RsatoolboxHdf5;
using DnnBrain.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmExchange;

/// <summary>Files of MATLAB, Meadows, rsatoolbox and tables, as tests/data/generate/rdm_exchange_files.py writes them.</summary>
public class RdmExchangeTests
{
    private static readonly JsonElement s_expected = TestData.Json("rdm_exchange/expected.json");

    public static TheoryData<string> Files => [.. s_expected.EnumerateObject().Select(file => file.Name)];

    public static TheoryData<string> Damaged => [.. s_expected.EnumerateObject().Select(file => file.Name).Where(name => name.EndsWith(".mat", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_OfAnotherProgramsFile_GivesItsTrianglesAndLabels(string name)
    {
        JsonElement[] expected = [.. s_expected.GetProperty(name).EnumerateArray()];
        string path = TestData.Path($"rdm_exchange/{name}");

        IReadOnlyList<Rdm> rdms = Read(path);

        Assert.Equal(expected.Length, rdms.Count);
        foreach ((JsonElement wanted, Rdm rdm) in expected.Zip(rdms))
        {
            bool byPosition = wanted[2].ValueKind == JsonValueKind.Null;
            Assert.Equal(wanted[0].GetString(), rdm.Name);
            Assert.Equal(wanted[1].GetString(), rdm.Subject);
            Assert.Equal(byPosition ? ["1", "2", "3", "4", "5"] : wanted[2].EnumerateArray().Select(id => id.GetString()), rdm.StimulusId);
            Assert.Equal(byPosition ? "Position" : null, rdm.Provenance.Parameters.GetValueOrDefault("StimulusId"));
            Assert.Equal(wanted[3].EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble()), rdm.Dissimilarity);
            Assert.Equal(InputFile.FromFile(path), Assert.Single(rdm.Provenance.Inputs));
        }
    }

    [Fact]
    public void Read_OfAFileThatSaysItsMetric_KeepsIt()
    {
        Assert.Equal([-0.1, 0.25], RsatoolboxRdmReader.Read(TestData.Path("rdm_exchange/rsatoolbox_movie.h5")).Select(rdm => rdm.Time!.Value));
        Assert.Equal("crossnobis", RsatoolboxRdmReader.Read(TestData.Path("rdm_exchange/rsatoolbox.h5"))[0].Metric);
        Assert.Equal("Unknown", RsatoolboxRdmReader.Read(TestData.Path("rdm_exchange/rsatoolbox_bare.h5"))[0].Metric);
        Assert.Equal("MultiArrangement", RdmMatReader.Read(TestData.Path("rdm_exchange/Meadows_myExp_v_v1_cuddly-bunny_3_1D.mat"))[0].Metric);
        Assert.Equal("myExp", MeadowsJsonReader.Read(TestData.Path("rdm_exchange/Meadows_myExp_v_v1_informed-mole_tree.json"))[0].Source);
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Read_OfATruncatedMatFile_IsAnErrorAboutTheFile(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(TestData.Path($"rdm_exchange/{name}"));
        string path = folder.File("cut.mat");
        HashSet<int> boundaries = Boundaries(whole);

        // Every end within the header and the first tags, then fewer: each is an end that a broken transfer may leave.
        foreach (int length in Enumerable.Range(0, Math.Min(whole.Length, 150)).Concat(Enumerable.Range(3, 20).Select(k => whole.Length * k / 23)))
        {
            if (boundaries.Contains(length))
            {
                // A file that ends behind a variable is whole, with fewer variables: the format has no directory.
                continue;
            }

            File.WriteAllBytes(path, whole[..length]);
            _ = Assert.ThrowsAny<DnnBrainException>(() => RdmMatReader.Read(path));
        }
    }

    [Theory]
    [InlineData("uncompressed.mat")]
    [InlineData("toolbox.mat")]
    [InlineData("cell_ids.mat")]
    public void Read_OfAVersion5FileWithForgedLengths_NeverTakesTheMemoryTheyAskFor(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(TestData.Path($"rdm_exchange/{name}"));
        string path = folder.File("forged.mat");
        long before = GC.GetAllocatedBytesForCurrentThread();
        int runs = 0;
        for (int position = 128; position + 4 <= whole.Length; position += 4, runs++)
        {
            byte[] forged = [.. whole];
            forged.AsSpan(position, 3).Fill(0xff);
            forged[position + 3] = 0x7f;
            File.WriteAllBytes(path, forged);
            try
            {
                RdmMatReader.Read(path);
            }
            catch (DnnBrainException)
            {
                // Refusing is right; so is reading, where the bytes were values or names.
            }
        }

        // Files of some KiB: the parse of one stays below a megabyte, whatever its lengths claim. This thread does all of it; others run other tests.
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / runs < 1 << 20);
    }

    [Fact]
    public void Read_OfCellsNestedWithoutEnd_IsRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] inner = [];
        for (int depth = 0; depth < 200; depth++)
        {
            // A cell array 1 × 1 without a name, which holds the one before.
            byte[] body = [.. Element(6, [1, 0, 0, 0, 0, 0, 0, 0]), .. Element(5, [1, 0, 0, 0, 1, 0, 0, 0]), .. Element(1, depth == 199 ? [(byte)'x'] : []), .. inner];
            inner = [.. BitConverter.GetBytes(14), .. BitConverter.GetBytes(body.Length), .. body];
        }

        byte[] header = new byte[128];
        header[125] = 1;
        (header[126], header[127]) = ((byte)'I', (byte)'M');
        File.WriteAllBytes(folder.File("deep.mat"), [.. header, .. inner]);

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => RdmMatReader.Read(folder.File("deep.mat")));

        Assert.Contains("deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithSeveralVariablesThatCouldBeRdms_NamesThem()
    {
        using var folder = new TemporaryFolder();
        DnnBrain.Formats.Mat.MatWriter.Write(folder.File("two.mat"), overwrite: false,
        [
            new("early", DnnBrain.Formats.Mat.MatVariable.FromNumbers([2, 2], [0, 1, 1, 0])),
            new("late", DnnBrain.Formats.Mat.MatVariable.FromNumbers([2, 2], [0, 2, 2, 0])),
        ]);

        DataFileException error = Assert.Throws<DataFileException>(() => RdmMatReader.Read(folder.File("two.mat")));

        Assert.Equal("RdmAmbiguous", error.ErrorId);
        Assert.Contains("early, late", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stimulus1,stimulus2,dissimilarity\na,b,1\nb,a,2\n", "second value")]
    [InlineData("stimulus1,stimulus2,dissimilarity\na,a,1\na,b,1\n", "itself")]
    [InlineData("stimulus1,dissimilarity\na,1\n", "no column 'stimulus2'")]
    [InlineData("stimulus1,stimulus2,dissimilarity\na,b\n", "2 cells")]
    [InlineData("stimulus1,stimulus2,dissimilarity\n", "no pair")]
    [InlineData("stimulus1,stimulus2,dissimilarity\na,b,much\n", "'much' in row 2")]
    [InlineData(",a,b\nb,0,1\na,1,0\n", "one order")]
    [InlineData(",a,b\na,0,1\nb,2,0\n", "not symmetric")]
    [InlineData("0,1,2\n1,0\n", "cells")]
    [InlineData("", "empty")]
    public void Read_OfATableThatIsNoRdm_SaysWhy(string table, string part)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.csv"), table);

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => RdmCsvReader.Read(folder.File("a.csv")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "no finished multi-arrangement task")]
    [InlineData("{\"tasks\": [{\"task\": {\"task_type\": \"multiarrange\"}, \"rdm\": [1, 2, 3]}]}", "no list of its stimuli")]
    [InlineData("{\"task\": {\"task_type\": \"multiarrange\"}, \"rdm\": [1, 2, 3], \"stimuli\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}", "2 are named")]
    [InlineData("{\"task\": {\"task_type\": \"multiarrange\"}, \"rdm\": [\"1\"], \"stimuli\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}", "no number")]
    [InlineData("{\"task\": ", "truncated")]
    public void Read_OfAMeadowsFileWithoutAnRdm_SaysWhy(string json, string part)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.json"), json);

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => MeadowsJsonReader.Read(folder.File("a.json")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    // As Import-Rdm chooses, but for files of NumPy's.
    private static IReadOnlyList<Rdm> Read(string path) =>
        RdmMatReader.CanRead(path) ? RdmMatReader.Read(path)
        : RsatoolboxRdmReader.CanRead(path) ? RsatoolboxRdmReader.Read(path)
        : RdmHdf5Reader.CanRead(path) ? RdmHdf5Reader.Read(path)
        : RdmCsvReader.HasExtension(path) ? RdmCsvReader.Read(path)
        : MeadowsJsonReader.Read(path);

    private static HashSet<int> Boundaries(byte[] version5)
    {
        HashSet<int> ends = [];
        bool is73 = version5.AsSpan().StartsWith("MATLAB 7.3"u8);
        for (int end = 128; !is73 && end < version5.Length; end += 8 + BitConverter.ToInt32(version5, end + 4))
        {
            ends.Add(end);
        }

        return ends;
    }

    private static byte[] Element(int type, byte[] data) =>
        [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[(8 - (data.Length % 8)) % 8]];
}
