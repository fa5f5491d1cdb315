using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;

namespace DnnBrain.Formats.ActivationNpz;

/// <summary>Reads activations from an .npz in which every array has the stimuli as its first axis: DnnBrain's, and those of other programs.</summary>
/// <remarks>
/// In DnnBrain's own, all that an activation carries comes back. In another program's, arrays of numbers with a first axis of one
/// length are the layers, called by their names (<c>arr_0</c> by the file's); an array of texts called <c>stimulus_id</c>,
/// <c>stimuli_name</c>, <c>file_names</c> or the like gives the ids, else they are positions. Values are read in blocks.
/// </remarks>
public static class ActivationNpzReader
{
    /// <summary>Opens all layers of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stimulusId">The ids of the rows; null for those of the file.</param>
    /// <exception cref="DataFileException">The file cannot be read, or holds no layers.</exception>
    /// <exception cref="DnnBrainException">
    /// The ids are not as many as the rows (<c>ShapeMismatch</c>), or one occurs twice (<c>StimulusDuplicate</c>).
    /// </exception>
    public static IReadOnlyList<Activation> Read(string path, IReadOnlyList<string>? stimulusId = null)
    {
        using var archive = new NpzReader(path);
        return IsOwn(archive) ? ReadOwn(archive, stimulusId) : ReadForeign(archive, stimulusId);
    }

    /// <summary>Whether DnnBrain wrote the file.</summary>
    internal static bool IsOwn(NpzReader archive) =>
        archive.Contains(ActivationNpzMembers.Format)
        && archive.Read(ActivationNpzMembers.Format) is { IsText: true, Count: 1 } format
        && format.ToText()[0] == ActivationNpzMembers.FormatName;

    /// <summary>The headers of the arrays of numbers, by name; what cannot be read, such as pickled settings, is passed over.</summary>
    internal static IReadOnlyList<(string Name, NpyHeader Header)> Numbers(NpzReader archive)
    {
        var found = new List<(string, NpyHeader)>();
        foreach (string name in archive.Names)
        {
            try
            {
                NpyHeader header = archive.Identify(name);
                if (!header.ElementType.IsText && header.Shape.Count > 0)
                {
                    found.Add((name, header));
                }
            }
            catch (UnsupportedFileContentException)
            {
                // Python objects: settings beside the values. They are never unpickled.
            }
        }

        return found;
    }

    /// <summary>Values of a member: read in blocks, or whole where it is in column-major order.</summary>
    internal static IActivationValues Open(NpzReader archive, string member, NpyHeader header, ActivationAxes? axes = null)
    {
        var values = new NpzActivationValues(archive.Path, member, header);
        ActivationShape shape = values.Shape with { Axes = axes ?? ActivationAxes.Map };
        return header.IsFortranOrder && header.Shape.Count > 1
            ? new MemoryActivationValues(shape, archive.Read(member).ToSingle())
            : new NpzActivationValues(archive.Path, member, header) { Shape = shape };
    }

    private static Activation[] ReadOwn(NpzReader archive, IReadOnlyList<string>? stimulusId)
    {
        if (archive.Read(ActivationNpzMembers.Version).ToInt64() is not [<= ActivationNpzMembers.CurrentVersion])
        {
            throw new UnsupportedFileContentException(
                archive.Path, $"the file was written by a later version of DnnBrain; version {ActivationNpzMembers.CurrentVersion} of its format is read.");
        }

        string[] layers = archive.Read(ActivationNpzMembers.Layer).ToText();
        string[] models = Texts(archive, ActivationNpzMembers.Model, layers.Length);
        string[] axes = Texts(archive, ActivationNpzMembers.Axes, layers.Length);
        string[] provenances = Texts(archive, ActivationNpzMembers.Provenance, layers.Length);
        stimulusId ??= archive.Read(ActivationNpzMembers.StimulusId).ToText();
        return
        [
            .. layers.Select((layer, i) => new Activation(
                models[i],
                layer,
                stimulusId,
                Open(archive, layer, Identify(archive, layer), ActivationAxes.TryParse(axes[i]) ?? throw new InvalidFileContentException(archive.Path, $"'{axes[i]}' are no axes.")),
                Provenance.FromJson(provenances[i]))),
        ];
    }

    private static NpyHeader Identify(NpzReader archive, string layer)
    {
        NpyHeader header = archive.Identify(layer);
        return header.ElementType.IsText || header.Shape.Count == 0
            ? throw new InvalidFileContentException(archive.Path, $"the layer '{layer}' is {header}.")
            : header;
    }

    private static Activation[] ReadForeign(NpzReader archive, IReadOnlyList<string>? stimulusId)
    {
        IReadOnlyList<(string Name, NpyHeader Header)> arrays = Numbers(archive);
        if (arrays.Count == 0)
        {
            throw new InvalidFileContentException(archive.Path, $"there is no array of numbers in it; it has {(archive.Names.Count == 0 ? "none at all" : string.Join(", ", archive.Names))}.");
        }

        if (arrays.FirstOrDefault(a => a.Header.Shape[0] != arrays[0].Header.Shape[0]) is { Name: not null } other)
        {
            throw new InvalidFileContentException(
                archive.Path,
                $"'{arrays[0].Name}' has {arrays[0].Header.Shape[0]} rows and '{other.Name}' {other.Header.Shape[0]}: these are not layers that answered the same stimuli.");
        }

        stimulusId ??= ActivationNpzMembers.ForeignIds
            .Where(name => archive.Contains(name) && archive.Identify(name).ElementType.IsText)
            .Select(name => archive.Read(name).ToText())
            .FirstOrDefault();
        return
        [
            .. arrays.Select(a => ForeignActivation.Create(
                archive.Path,
                arrays.Count == 1 && a.Name is "arr_0" or "features" ? ForeignActivation.NameOf(archive.Path) : a.Name,
                stimulusId,
                Open(archive, a.Name, a.Header))),
        ];
    }

    private static string[] Texts(NpzReader archive, string member, int count)
    {
        string[] texts = archive.Read(member).ToText();
        return texts.Length == count ? texts : throw new InvalidFileContentException(archive.Path, $"'{member}' has {texts.Length} entries; {count} were expected.");
    }
}
