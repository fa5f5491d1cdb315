using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Stimuli;

namespace DnnBrain.Formats.ActivationNpz;

/// <summary>
/// Writes activations as .npz: one float32 array a layer, called by its name, and beside them all that an activation carries
/// (docs/design/formats.md). Values are read and written in blocks, not packed; the same activations give the same bytes.
/// </summary>
public static class ActivationNpzWriter
{
    /// <summary>Writes a file; it appears under its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="activations">
    /// One or more, about the same stimuli; the order of the first holds for all, the others' rows are matched by id.
    /// </param>
    /// <param name="overwrite">Whether a file of this name may be replaced.</param>
    /// <param name="cancellationToken">Ends the writing within a block; nothing is left behind.</param>
    /// <exception cref="DnnBrainException">
    /// The stimuli differ (<c>StimulusMismatch</c>), a layer comes twice (<c>LayerDuplicate</c>) or has a name that means something
    /// else in the file (<c>LayerNameInvalid</c>).
    /// </exception>
    /// <exception cref="DataFileException">The file exists (<c>FileExists</c>) or its folder is missing (<c>FolderNotFound</c>).</exception>
    public static void Write(string path, IReadOnlyList<Activation> activations, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activations);
        ArgumentOutOfRangeException.ThrowIfZero(activations.Count, nameof(activations));
        RequireNames(activations);
        IReadOnlyList<string> ids = activations[0].StimulusId;
        int[][] rows = [.. activations.Select(a => StimulusIds.Align(ids, a.StimulusId, activations[0].Layer, a.Layer))];
        (string, Action<Stream>) Texts(string name, Func<Activation, string> text) =>
            (name, stream => NpyWriter.Write(stream, NpyArray.FromText([.. activations.Select(text)], activations.Count)));

        NpzWriter.Write(
            path,
            overwrite,
            [
                (ActivationNpzMembers.Format, stream => NpyWriter.Write(stream, NpyArray.FromText([ActivationNpzMembers.FormatName]))),
                (ActivationNpzMembers.Version, stream => NpyWriter.Write(stream, NpyArray.FromInt64([ActivationNpzMembers.CurrentVersion]))),
                (ActivationNpzMembers.StimulusId, stream => NpyWriter.Write(stream, NpyArray.FromText(ids, ids.Count))),
                Texts(ActivationNpzMembers.Layer, a => a.Layer),
                Texts(ActivationNpzMembers.Model, a => a.Model),
                Texts(ActivationNpzMembers.Axes, a => a.Shape.Axes.ToString()),
                Texts(ActivationNpzMembers.Provenance, a => a.Provenance.ToJson()),
                .. activations.Select((a, i) => (a.Layer, (Action<Stream>)(stream => WriteLayer(stream, a, rows[i], cancellationToken)))),
            ],
            compress: false);
    }

    private static void WriteLayer(Stream stream, Activation activation, int[] rows, CancellationToken cancellationToken)
    {
        var type = new NpyElementType(NpyDataType.Float32, sizeof(float), IsBigEndian: false);
        NpyWriter.WriteHeader(stream, type, isFortranOrder: false, FeatureShape.Dimensions(activation.Shape));
        ActivationBlocks.Write(stream, activation, rows, cancellationToken);
    }

    private static void RequireNames(IReadOnlyList<Activation> activations)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Activation activation in activations)
        {
            if (!names.Add(activation.Layer))
            {
                throw new DnnBrainException("LayerDuplicate", ErrorKind.InvalidArgument, $"Layer '{activation.Layer}' comes twice; a file holds each name once.", activation.Layer);
            }

            if (activation.Layer.Length == 0 || ActivationNpzMembers.Reserved.Contains(activation.Layer))
            {
                throw new DnnBrainException(
                    "LayerNameInvalid", ErrorKind.InvalidArgument, $"'{activation.Layer}' cannot be a layer's name in an .npz; {string.Join(", ", ActivationNpzMembers.Reserved)} mean other things there.", activation.Layer);
            }
        }
    }
}
