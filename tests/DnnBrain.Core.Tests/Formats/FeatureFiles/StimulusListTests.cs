using DnnBrain.Formats;
using DnnBrain.Formats.FeatureFiles;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.FeatureFiles;

public sealed class StimulusListTests
{
    [Fact]
    public void Read_OfAListLargerThanAnyIs_TakesNoMemory()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("file_names.txt");

        // Nothing is written: the file system notes the length alone.
        using (FileStream stream = File.Create(path))
        {
            stream.SetLength((1L << 30) + 1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidFileContentException>(() => StimulusList.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheIdsAndPassesOverBlankLinesAtTheEnd()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.stimuli.txt");
        StimulusList.Write(path, ["a b.png", "ü.png"], overwrite: false);
        File.AppendAllText(path, "\n\n");

        Assert.Equal(["a b.png", "ü.png"], StimulusList.Read(path));
    }
}
