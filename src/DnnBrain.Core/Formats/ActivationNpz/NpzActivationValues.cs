using DnnBrain.Activations;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;

namespace DnnBrain.Formats.ActivationNpz;

/// <summary>
/// One layer of an .npz, read in blocks of rows. A member of a zip archive can only be read from its beginning on: rows in their
/// order are read once, a row that lies before the last one read begins anew.
/// </summary>
internal sealed class NpzActivationValues : IActivationValues
{
    private readonly string _member;
    private readonly NpyElementType _type;
    private readonly Lock _lock = new();
    private NpzReader? _archive;
    private Stream? _elements;
    private int _next;

    public NpzActivationValues(string path, string member, NpyHeader header)
    {
        (Path, _member, _type) = (path, member, header.ElementType);
        Shape = FeatureShape.Of(header.Shape[0], header.Shape.Skip(1).Select(size => (long)size), $"{path}[{member}]");
    }

    public ActivationShape Shape { get; init; }

    public string Path { get; }

    public void Read(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int units = Shape.UnitCount;
        lock (_lock)
        {
            if (_elements is null || firstStimulus < _next)
            {
                _elements?.Dispose();
                _archive ??= new NpzReader(Path);
                _elements = _archive.OpenElements(_member, out NpyHeader _);
                _next = 0;
            }

            byte[] row = new byte[checked(units * _type.ItemSize)];
            for (; _next < firstStimulus; _next++)
            {
                _archive!.ReadElements(_elements, _member, row);
            }

            for (int i = 0; i < stimulusCount; i++, _next++)
            {
                _archive!.ReadElements(_elements, _member, row);
                NpyNumbers.ToSingle(_type, row, units, destination.Slice(i * units, units));
            }
        }
    }
}
