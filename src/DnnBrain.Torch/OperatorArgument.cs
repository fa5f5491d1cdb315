using System.Runtime.InteropServices;

namespace DnnBrain.Torch;

/// <summary>
/// One argument of an operator call. It converts from whatever an operator takes: a tensor (null is "none"), a
/// number, a truth value, a text, a dtype, a device, a list of integers, reals or tensors. It lives on the stack and
/// borrows what it was made from.
/// </summary>
public readonly ref struct OperatorArgument
{
    internal readonly ArgumentKind Kind;
    internal readonly long Integer;
    internal readonly double Real;
    internal readonly object? Reference;
    internal readonly ReadOnlySpan<long> Words;
    internal readonly ReadOnlySpan<torch.Tensor> Tensors;

    private OperatorArgument(ArgumentKind kind) => Kind = kind;

    private OperatorArgument(ArgumentKind kind, long integer) => (Kind, Integer) = (kind, integer);

    private OperatorArgument(double real) => (Kind, Real) = (ArgumentKind.Real, real);

    private OperatorArgument(ArgumentKind kind, object? reference)
        => (Kind, Reference) = (reference is null ? ArgumentKind.None : kind, reference);

    private OperatorArgument(ArgumentKind kind, ReadOnlySpan<long> words)
    {
        Kind = kind;
        Words = words;
    }

    private OperatorArgument(ReadOnlySpan<torch.Tensor> tensors)
    {
        Kind = ArgumentKind.TensorList;
        Tensors = tensors;
    }

    // The default value means "left out", so that trailing parameters fall to the operator's own defaults.
    internal enum ArgumentKind : byte
    {
        Omitted,
        None,
        Tensor,
        Integer,
        Real,
        Truth,
        Text,
        IntegerList,
        RealList,
        TensorList,
        Device,
    }

    /// <summary>No value, for an optional parameter.</summary>
    public static OperatorArgument None => new(ArgumentKind.None);

    /// <summary>A tensor; null is no value.</summary>
    /// <param name="value">The tensor.</param>
    public static implicit operator OperatorArgument(torch.Tensor? value) => new(ArgumentKind.Tensor, value);

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(long value) => new(ArgumentKind.Integer, value);

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(int value) => new(ArgumentKind.Integer, value);

    /// <summary>An integer; null is no value.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(long? value)
        => value is { } number ? new(ArgumentKind.Integer, number) : None;

    /// <summary>A real number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(double value) => new(value);

    /// <summary>A real number; null is no value.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(double? value) => value is { } number ? new(number) : None;

    /// <summary>A truth value.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator OperatorArgument(bool value) => new(ArgumentKind.Truth, value ? 1 : 0);

    /// <summary>A number of any kind.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(Scalar value) => value.Kind switch
    {
        Scalar.ScalarKind.Integer => new(ArgumentKind.Integer, value.Integer),
        Scalar.ScalarKind.Real => new(value.Real),
        _ => new(ArgumentKind.Truth, value.Integer),
    };

    /// <summary>A number of any kind; null is no value.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator OperatorArgument(Scalar? value) => value is { } number ? number : None;

    /// <summary>A text; null is no value.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator OperatorArgument(string? value) => new(ArgumentKind.Text, value);

    /// <summary>A dtype.</summary>
    /// <param name="value">The dtype.</param>
    public static implicit operator OperatorArgument(torch.ScalarType value) => new(ArgumentKind.Integer, (long)value);

    /// <summary>A dtype; null is no value.</summary>
    /// <param name="value">The dtype.</param>
    public static implicit operator OperatorArgument(torch.ScalarType? value)
        => value is { } type ? new(ArgumentKind.Integer, (long)type) : None;

    /// <summary>A device; null is no value.</summary>
    /// <param name="value">The device.</param>
    public static implicit operator OperatorArgument(torch.Device? value) => new(ArgumentKind.Device, value);

    /// <summary>A list of integers.</summary>
    /// <param name="value">The numbers.</param>
    public static implicit operator OperatorArgument(ReadOnlySpan<long> value) => new(ArgumentKind.IntegerList, value);

    /// <summary>A list of integers.</summary>
    /// <param name="value">The numbers.</param>
    public static implicit operator OperatorArgument(long[] value) => new(ArgumentKind.IntegerList, value);

    /// <summary>A list of real numbers.</summary>
    /// <param name="value">The numbers.</param>
    public static implicit operator OperatorArgument(ReadOnlySpan<double> value)
        => new(ArgumentKind.RealList, MemoryMarshal.Cast<double, long>(value));

    /// <summary>A list of real numbers.</summary>
    /// <param name="value">The numbers.</param>
    public static implicit operator OperatorArgument(double[] value)
        => new(ArgumentKind.RealList, MemoryMarshal.Cast<double, long>(value.AsSpan()));

    /// <summary>A list of tensors.</summary>
    /// <param name="value">The tensors.</param>
    public static implicit operator OperatorArgument(ReadOnlySpan<torch.Tensor> value) => new(value);

    /// <summary>A list of tensors.</summary>
    /// <param name="value">The tensors.</param>
    public static implicit operator OperatorArgument(torch.Tensor[] value) => new(value.AsSpan());
}
