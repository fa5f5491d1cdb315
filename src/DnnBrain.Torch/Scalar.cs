using System.Globalization;

namespace DnnBrain.Torch;

/// <summary>
/// A number as an operator's argument: an integer, a real or a truth value. The kind decides the dtype of the result
/// as in PyTorch: an integer leaves an integer tensor an integer tensor, a real makes it a floating one.
/// </summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    private readonly long _integer;
    private readonly double _real;

    private Scalar(ScalarKind kind, long integer, double real) => (Kind, _integer, _real) = (kind, integer, real);

    internal enum ScalarKind : byte
    {
        Integer,
        Real,
        Truth,
    }

    internal ScalarKind Kind { get; }

    internal long Integer => _integer;

    internal double Real => _real;

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(long value) => new(ScalarKind.Integer, value, value);

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(int value) => new(ScalarKind.Integer, value, value);

    /// <summary>A real number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(float value) => new(ScalarKind.Real, 0, value);

    /// <summary>A real number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(double value) => new(ScalarKind.Real, 0, value);

    /// <summary>A truth value.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator Scalar(bool value) => new(ScalarKind.Truth, value ? 1 : 0, value ? 1 : 0);

    /// <summary>Same kind and same value.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Other kind or other value.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Scalar other) => Kind == other.Kind && _integer == other._integer && _real.Equals(other._real);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _integer, _real);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ScalarKind.Integer => _integer.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Real => _real.ToString("R", CultureInfo.InvariantCulture),
        _ => _integer != 0 ? "true" : "false",
    };
}
