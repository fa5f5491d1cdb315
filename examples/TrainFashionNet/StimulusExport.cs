using System.Globalization;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Stimuli;

namespace TrainFashionNet;

/// <summary>Writes the first test images of each class as PNG, with a stimulus table. No network has a say in the choice.</summary>
internal static class StimulusExport
{
    private const int ImagesPerClass = 12;

    /// <param name="test">The test images.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="folder">Gets <c>fashion.stim.csv</c> and <c>images/</c>.</param>
    public static void Write(FashionMnist test, IReadOnlyList<string> classes, string folder)
    {
        string images = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(folder), "images")).FullName;
        var stimuli = new List<Stimulus>();
        for (int label = 0; label < classes.Count; label++)
        {
            int[] chosen = [.. Enumerable.Range(0, test.Count).Where(i => test.Label(i) == label).Take(ImagesPerClass)];
            string name = classes[label].ToLowerInvariant().Replace(' ', '-');
            for (int i = 0; i < chosen.Length; i++)
            {
                string file = string.Create(CultureInfo.InvariantCulture, $"{name}-{i + 1:D2}.png");
                string path = Path.Combine(images, file);
                GreyPng.Write(path, test.Pixels(chosen[i]), FashionMnist.Size, FashionMnist.Size);
                stimuli.Add(new Stimulus
                {
                    Id = file,
                    Kind = StimulusKind.Image,
                    Path = path,
                    Label = label.ToString(CultureInfo.InvariantCulture),
                    Condition = classes[label],
                });
            }
        }

        StimulusCsvWriter.Write(Path.Combine(folder, "fashion.stim.csv"), stimuli, "Fashion-MNIST, the first 12 test images of each class", overwrite: true);
    }
}
