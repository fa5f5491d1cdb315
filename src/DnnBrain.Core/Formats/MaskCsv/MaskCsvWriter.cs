using System.Globalization;
using DnnBrain.Activations;

namespace DnnBrain.Formats.MaskCsv;

/// <summary>Writes DNNBrain's .dmask.csv: UTF-8 without a byte-order mark, '\n'. Axes that are all are not named.</summary>
public static class MaskCsvWriter
{
    /// <summary>Writes masks, one a layer, in their order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="masks">One or more.</param>
    /// <param name="overwrite">Replaces a file that is there already.</param>
    /// <exception cref="DnnBrainException">
    /// A layer comes twice (<c>LayerDuplicate</c>), or its name has a line end or '=' (<c>LayerNameInvalid</c>).
    /// </exception>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<DnnMask> masks, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentOutOfRangeException.ThrowIfZero(masks.Count, nameof(masks));
        if (masks.GroupBy(m => m.Layer).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new DnnBrainException("LayerDuplicate", ErrorKind.InvalidArgument, $"Layer '{twice.Key}' has {twice.Count()} masks; a file holds one a layer.", twice.Key);
        }

        if (masks.FirstOrDefault(m => m.Layer.AsSpan().ContainsAny('=', '\n', '\r')) is { } odd)
        {
            throw new DnnBrainException("LayerNameInvalid", ErrorKind.InvalidArgument, $"The layer name '{odd.Layer}' cannot stand in a {MaskCsvReader.Extension}: it has '=' or a line end.", odd.Layer);
        }

        AtomicFile.Write(path, overwrite, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (DnnMask mask in masks)
            {
                var axes = MaskCsvReader.Axes.Zip(new[] { mask.Channel, mask.Row, mask.Column }).Where(a => a.Second is not null).ToArray();
                writer.WriteLine($"{mask.Layer}={string.Join(',', axes.Select(a => a.First))}");
                foreach ((string _, IReadOnlyList<int>? indices) in axes)
                {
                    writer.WriteLine(string.Join(',', indices!.Select(i => i.ToString(CultureInfo.InvariantCulture))));
                }
            }
        });
    }
}
