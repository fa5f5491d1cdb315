using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

/// <summary>One argument for each type that a parameter of a public operation has.</summary>
internal static class MadeUpArguments
{
    private static readonly List<Tensor> s_made = [];

    private static Kind s_kind;

    public enum Kind
    {
        /// <summary>Square symmetric matrices: most operations take them.</summary>
        Matching,

        /// <summary>Shapes and numbers that do not fit together.</summary>
        Clashing,

        /// <summary>Tensors that are disposed.</summary>
        Disposed,
    }

    /// <summary>Disposes what was made so far and makes arguments of another kind from here on.</summary>
    internal static void Begin(Kind kind)
    {
        s_made.ForEach(tensor => tensor.Dispose());
        s_made.Clear();
        s_kind = kind;
    }

    public static Tensor ATensor()
    {
        Tensor made = s_kind == Kind.Clashing && s_made.Count % 2 == 1
            ? ones([5, 3, 7])
            : torch.tensor<float>([2, 1, 1, 3], [2, 2]);
        s_made.Add(made);
        if (s_kind == Kind.Disposed)
            made.Dispose();
        return made;
    }

    public static long ALong() => s_kind == Kind.Clashing ? 99 : 1;

    public static long? AnOptionalLong() => ALong();

    public static int AnInt() => (int)ALong();

    public static float AFloat() => 1.5f;

    public static double ADouble() => 0.5;

    public static double? AnOptionalDouble() => 0.5;

    public static bool ABool() => false;

    public static Scalar AScalar() => 1.5;

    public static Scalar? AnOptionalScalar() => 1.5;

    public static string AString() => s_kind == Kind.Clashing ? "aten::no_such" : "cpu";

    public static ScalarType AScalarType() => ScalarType.Float64;

    public static ScalarType? AnOptionalScalarType() => null;

    public static Device ADevice() => s_kind == Kind.Clashing ? CUDA : CPU;

    public static nn.Reduction AReduction() => nn.Reduction.Mean;

    public static nn.InterpolationMode AnInterpolationMode() => nn.InterpolationMode.Nearest;

    public static nn.init.FanInOut AFan() => nn.init.FanInOut.FanIn;

    public static Array AnArray() => new float[,] { { 1, 2 }, { 3, 4 } };

    public static Memory<float> AMemory() => new float[s_kind == Kind.Clashing ? 3 : 1];

    public static Span<float> ASpan() => new float[4];

    public static ReadOnlySpan<float> AReadOnlySpan() => new float[] { 1 };

    public static ReadOnlySpan<long> Sizes() => s_kind == Kind.Clashing ? [3, 77] : [1, 1];

    public static ReadOnlySpan<Tensor> Tensors() => new[] { ATensor(), ATensor() };

    public static ReadOnlySpan<object?> Objects() => new object?[] { ATensor() };

    public static object AnObject() => "another";
}
