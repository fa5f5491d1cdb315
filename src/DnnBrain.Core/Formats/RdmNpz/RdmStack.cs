using System.Globalization;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.RdmNpz;

/// <summary>
/// The RDMs of an array that says nothing about itself. Two equal last axes, longer than 1, are square matrices; otherwise the
/// last axis is the upper triangle, row by row. Up to two axes in front count RDMs.
/// </summary>
internal sealed class RdmStack
{
    private const int MaxLeadingAxes = 2;

    private readonly NpyArray _array;
    private readonly string _path;
    private readonly string _name;
    private readonly bool _isSquare;

    /// <summary>Looks at an array's shape.</summary>
    /// <param name="array">The array.</param>
    /// <param name="path">The file for errors.</param>
    /// <param name="name">The array's name for errors.</param>
    /// <exception cref="InvalidFileContentException">The shape is not that of RDMs.</exception>
    /// <exception cref="UnsupportedFileContentException">There are more axes than are read.</exception>
    public RdmStack(NpyArray array, string path, string name)
    {
        _array = array;
        _path = path;
        _name = name;
        IReadOnlyList<int> shape = array.Shape;
        if (shape.Count == 0 || array.Count == 0)
        {
            throw Invalid("holds no RDM");
        }

        _isSquare = shape.Count >= 2 && shape[^1] == shape[^2] && shape[^1] > 1;
        LeadingShape = [.. shape.Take(shape.Count - (_isSquare ? 2 : 1))];
        StimulusCount = _isSquare ? shape[^1] : CondensedForm.StimulusCount(shape[^1], path, name);
        if (LeadingShape.Count > MaxLeadingAxes)
        {
            throw new UnsupportedFileContentException(
                path, $"'{name}' has the shape ({string.Join(", ", shape)}); in front of the matrices, at most {MaxLeadingAxes} axes (subject and time) are read.");
        }
    }

    /// <summary>The axes in front of the RDMs; empty for a single one.</summary>
    public IReadOnlyList<int> LeadingShape { get; }

    /// <summary>The number of stimuli.</summary>
    public int StimulusCount { get; }

    /// <summary>The upper triangles, in the order of the array.</summary>
    /// <exception cref="InvalidFileContentException">A matrix is not symmetric, its diagonal is not zero, or a value is infinite.</exception>
    public IEnumerable<double[]> ReadCondensed()
    {
        double[] all = _array.ToDouble();
        if (Array.FindIndex(all, double.IsInfinity) is >= 0 and int infinite)
        {
            throw Invalid($"holds an infinite value at element {infinite + 1}");
        }

        int size = _isSquare ? StimulusCount * StimulusCount : all.Length / LeadingShape.Aggregate(1, (a, b) => a * b);
        for (int start = 0; start < all.Length; start += size)
        {
            ReadOnlySpan<double> values = all.AsSpan(start, size);
            yield return _isSquare ? Condense(values, start / size) : values.ToArray();
        }
    }

    /// <summary>The RDMs of a file that says neither metric nor subjects.</summary>
    /// <param name="ids">The ids of the stimuli; null where the file has none: they are then the positions, and the provenance says so.</param>
    /// <param name="name">The name of the RDMs; a second axis in front appends <c>:1</c>, <c>:2</c>, …</param>
    /// <param name="cancellationToken">Looked at before every RDM.</param>
    /// <exception cref="InvalidFileContentException">As for <see cref="ReadCondensed"/>, or the ids are not as many as the stimuli.</exception>
    public IReadOnlyList<Rdm> ToRdms(string[]? ids, string name, CancellationToken cancellationToken)
    {
        if (ids is not null && ids.Length != StimulusCount)
        {
            throw new InvalidFileContentException(_path, $"'{_name}' is about {StimulusCount} stimuli, but there are {ids.Length} ids.");
        }

        Provenance provenance = PositionIds.UnknownProvenance("Import-Rdm", _path, ids is null) with { Inputs = [InputFile.FromFile(_path)] };
        ids ??= PositionIds.Create(StimulusCount);
        int second = LeadingShape.Count > 1 ? LeadingShape[1] : 1;
        var rdms = new List<Rdm>();
        foreach (double[] condensed in ReadCondensed())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int i = rdms.Count;
            string rdmName = second > 1 ? FormattableString.Invariant($"{name}:{(i % second) + 1}") : name;
            rdms.Add(new Rdm(rdmName, RdmHdf5Reader.UnknownMetric, ids, condensed, provenance)
            {
                Source = Path.GetFileName(_path),
                Subject = LeadingShape.Count > 0 ? FormattableString.Invariant($"{(i / second) + 1}") : null,
            });
        }

        return rdms;
    }

    private double[] Condense(ReadOnlySpan<double> square, int number)
    {
        int n = StimulusCount;
        double largest = 0;
        foreach (double value in square)
        {
            largest = double.IsNaN(value) ? largest : Math.Max(largest, Math.Abs(value));
        }

        // Half precision keeps 3 digits, and single precision through sums over thousands of units 5 to 6; what differs by more
        // was not meant to be symmetric.
        double tolerance = largest * (_array.DataType == NpyDataType.Float16 ? 4e-3 : 1e-5);
        double[] condensed = new double[n * (n - 1L) / 2];
        int k = 0;
        for (int i = 0; i < n; i++)
        {
            // The diagonal of a pattern without a dissimilarity is NaN in some programs.
            double own = square[(i * n) + i];
            if (Math.Abs(own) > tolerance)
            {
                throw Invalid($"has {Format(own)} on the diagonal of matrix {number + 1}, at position {i + 1}; an RDM has zeros there, a similarity matrix has not");
            }

            for (int j = i + 1; j < n; j++)
            {
                (double upper, double lower) = (square[(i * n) + j], square[(j * n) + i]);
                if (double.IsNaN(upper) != double.IsNaN(lower) || Math.Abs(upper - lower) > tolerance)
                {
                    throw Invalid($"is not symmetric: in matrix {number + 1}, row {i + 1}, column {j + 1} holds {Format(upper)} and row {j + 1}, column {i + 1} holds {Format(lower)}");
                }

                condensed[k++] = upper;
            }
        }

        return condensed;
    }

    private static string Format(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    private InvalidFileContentException Invalid(string reason) => new(_path, $"'{_name}' {reason}.");
}
