using System.Text.RegularExpressions;
using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Mat;

namespace DnnBrain.Formats.Thingsvision;

/// <summary>
/// Reads <c>features.mat</c>, or its parts: a variable a stimulus, named as its file without the ending of an image; where thingsvision
/// knew no names, one variable <c>features</c> for all.
/// </summary>
/// <remarks>
/// Read whole, as float32 row-major. MATLAB has no vectors: a 1 × p array is p channels. Parts without names are refused, because
/// thingsvision writes all rows into each.
/// </remarks>
internal static partial class ThingsvisionMatReader
{
    private const string WithoutNames = "features";

    /// <summary>Reads the rows of a layer.</summary>
    /// <param name="files">The file, or its parts in their order.</param>
    /// <param name="fileNames">
    /// The lines of <c>file_names.txt</c>, by which the rows are found and ordered; null to take the order of the files.
    /// </param>
    /// <param name="cancellationToken">Looked at before every variable.</param>
    /// <returns>The values, and the names of the variables in their order; null where there are none.</returns>
    /// <exception cref="DataFileException">
    /// A stimulus has no variable (<c>VariableNotFound</c>), or variables are not alike (<c>FileInvalid</c>).
    /// </exception>
    public static (IReadOnlyList<string>? Names, IActivationValues Values) Read(
        IReadOnlyList<string> files, IReadOnlyList<string>? fileNames, CancellationToken cancellationToken)
    {
        var variables = new List<(string Name, MatVariable Value)>();
        foreach (string file in files)
        {
            using IMatFile mat = MatReader.Open(file);
            foreach (string name in mat.Names)
            {
                cancellationToken.ThrowIfCancellationRequested();
                variables.Add((name, Numbers(file, name, mat.Read(name))));
            }
        }

        if (variables.Find(v => v.Name == WithoutNames) is ({ }, { } all) && (variables.Count == 1 || files.Count > 1))
        {
            return files.Count > 1
                ? throw new InvalidFileContentException(files[0], $"the parts have no names, and thingsvision writes all rows into each. Keep one of the {files.Count} and call it features.mat.")
                : (null, new MemoryActivationValues(FeatureShape.Of(all.Shape[0], all.Shape.Skip(1).Select(size => (long)size), files[0]), RowMajor(all)));
        }

        if (fileNames is not null)
        {
            variables = InOrder(variables, fileNames, files[0]);
        }

        (string first, MatVariable example) = variables.Count > 0 ? variables[0] : throw new InvalidFileContentException(files[0], "there are no variables in it.");
        if (variables.Find(v => !v.Value.Shape.SequenceEqual(example.Shape)) is ({ } other, { } odd))
        {
            throw new InvalidFileContentException(
                files[0], $"'{other}' is {string.Join(" × ", odd.Shape)}, but '{first}' is {string.Join(" × ", example.Shape)}: these are not answers of one layer.");
        }

        IEnumerable<int> axes = example.Shape is [1, int units] ? [units] : example.Shape;
        ActivationShape shape = FeatureShape.Of(variables.Count, axes.Select(size => (long)size), files[0]);
        return ([.. variables.Select(v => v.Name)], new MemoryActivationValues(shape, [.. variables.SelectMany(v => RowMajor(v.Value))]));
    }

    private static MatVariable Numbers(string file, string name, MatVariable value) => value.Class == MatClass.Numeric && value.Count > 0
        ? value
        : throw new InvalidFileContentException(file, $"the variable '{name}' holds no numbers; these are not thingsvision's features.");

    /// <summary>The variables of the stimuli, in their order.</summary>
    private static List<(string Name, MatVariable Value)> InOrder(List<(string Name, MatVariable Value)> variables, IReadOnlyList<string> fileNames, string file)
    {
        var byName = new Dictionary<string, MatVariable>(variables.Count, StringComparer.Ordinal);
        variables.ForEach(v => byName[v.Name] = v.Value);
        List<(string Name, MatVariable Value)> ordered = [];
        foreach (string fileName in fileNames)
        {
            // Two files that differ only in their ending are one variable: that of the second, under both names.
            string name = ImageEnding().Replace(fileName.Trim(), "");
            ordered.Add(byName.Remove(name, out MatVariable? value)
                ? (name, value)
                : throw new DataFileException("VariableNotFound", ErrorKind.NotFound, file, $"'{fileName}' of {StimulusList.Thingsvision} has no variable '{name}' of its own."));
        }

        return byName.Count == 0
            ? ordered
            : throw new InvalidFileContentException(file, $"the variable '{byName.Keys.First()}' is of no stimulus in {StimulusList.Thingsvision}.");
    }

    private static float[] RowMajor(MatVariable variable)
    {
        int[] shape = [.. variable.Shape];
        int[] index = new int[shape.Length];
        ReadOnlySpan<double> values = variable.Values;
        float[] rows = new float[values.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int position = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                position = (position * shape[axis]) + index[axis];
            }

            rows[i] = (float)values[position];
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return rows;
    }

    // What thingsvision takes off: its point stands for any character, and other endings stay.
    [GeneratedRegex(@".(?:eps|jpg|jpeg|png|PNG|tif|tiff)$", RegexOptions.CultureInvariant)]
    private static partial Regex ImageEnding();
}
