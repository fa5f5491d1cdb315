using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void FromArray_OfEveryElementType_KeepsTypeShapeAndValues()
    {
        AssertSame<float>(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, ScalarType.Float32, [1, 2, 3, 4, 5, 6]);
        AssertSame<double>(new double[,] { { 1, 2 } }, ScalarType.Float64, [1, 2]);
        AssertSame<long>(new long[] { long.MinValue, 7 }, ScalarType.Int64, [long.MinValue, 7]);
        AssertSame<int>(new int[,,] { { { 1 }, { -2 } } }, ScalarType.Int32, [1, -2]);
        AssertSame<short>(new short[] { -300 }, ScalarType.Int16, [-300]);
        AssertSame<byte>(new byte[] { 255, 0 }, ScalarType.Byte, [255, 0]);
        AssertSame<sbyte>(new sbyte[] { -1 }, ScalarType.Int8, [-1]);
        AssertSame<bool>(new[] { true, false }, ScalarType.Bool, [true, false]);
        AssertSame<Half>(new[] { (Half)0.5f }, ScalarType.Float16, [(Half)0.5f]);
        Assert.Throws<NotSupportedException>(() => from_array(new[] { "text" }));

        static void AssertSame<T>(Array array, ScalarType type, T[] values)
            where T : unmanaged
        {
            Tensor tensor = from_array(array);
            Assert.Equal(type, tensor.dtype);
            Assert.Equal(Enumerable.Range(0, array.Rank).Select(array.GetLongLength), tensor.shape);
            Assert.Equal(values, tensor.ToArray<T>());
        }
    }

    [Fact]
    public void Tensor_OfWrongNumberOfValues_SaysHowManyBytesAreNeeded()
    {
        var error = Assert.Throws<TorchException>(() => tensor<float>([1, 2, 3], [2, 2]));
        Assert.Contains("16 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
        Assert.Throws<TorchException>(() => tensor<float>([1], [-1]));
        Assert.Throws<TorchException>(() => tensor<float>([], [long.MaxValue, long.MaxValue]));
    }

    [Fact]
    public void Tensor_OfNothing_HasShapeAndNoElements()
    {
        Tensor empty = tensor<double>([], [0, 3]);
        Assert.Equal(0, empty.numel());
        Assert.Equal([0L, 3], empty.shape);
        Assert.Empty(empty.ToArray<double>());
        Assert.True(empty.AsReadOnlySpan<double>().IsEmpty);
    }

    [Fact]
    public void Shape_OfTransposedTensor_GivesSizesAndStrides()
    {
        Tensor turned = ones([2, 3, 4]).transpose(0, 2);
        Assert.Equal([4L, 3, 2], turned.shape);
        Assert.Equal([1L, 4, 12], turned.stride);
        Assert.Equal((3, 24L, 4), (turned.ndim, turned.numel(), turned.element_size));
        Assert.Equal((4L, 2L), (turned.size(0), turned.size(-1)));
        Assert.False(turned.is_contiguous);
        Assert.Throws<ArgumentOutOfRangeException>(() => turned.size(3));
        Assert.Equal("Float32[4, 3, 2] on cpu", turned.ToString());
    }

    [Fact]
    public void ToArray_OfTransposedTensor_IsRowMajor()
        => Assert.Equal([1f, 4, 2, 5, 3, 6], tensor<float>([1, 2, 3, 4, 5, 6], [2, 3]).t().ToArray<float>());

    [Fact]
    public void AsSpan_OfContiguousTensor_IsItsMemory()
    {
        Tensor values = zeros([2, 2]);
        values.AsSpan<float>()[3] = 5;
        Assert.Equal(5, values.select(0, 1).select(0, 1).item<float>());
    }

    [Fact]
    public void AsSpan_OfOtherLayoutOrType_SaysWhatToDo()
    {
        Tensor values = ones([2, 3]);
        Assert.Contains("contiguous()", Message(() => values.t().AsSpan<float>()), StringComparison.Ordinal);
        Assert.Contains("Float32, not Float64", Message(() => values.AsSpan<double>()), StringComparison.Ordinal);
        Assert.Contains("Float32, not Int64", Message(() => values.ToArray<long>()), StringComparison.Ordinal);
        Assert.Contains("6", Message(() => values.item<float>()), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => values.CopyTo<float>(new float[5]));
        Assert.Throws<NotSupportedException>(() => values.ToArray<decimal>());

        static string Message(Action action) => Assert.Throws<InvalidOperationException>(action).Message;
    }

    [Fact]
    public void Arithmetic_OfIntegersAndNumbers_PromotesAsPyTorch()
    {
        Tensor whole = tensor<long>([1, 2, 3]);
        Assert.Equal(ScalarType.Int64, (whole + 1).dtype);
        Assert.Equal(ScalarType.Float32, (whole + 1.5).dtype);
        Assert.Equal(ScalarType.Float32, (whole / 2).dtype);
        Assert.Equal(ScalarType.Float64, (tensor<double>([1]) * 2).dtype);
        // A number in a tensor's place is a wrapped number: it does not turn Float32 into Float64.
        Assert.Equal(ScalarType.Float32, ops.call("aten::add.Tensor", tensor(2f), 1.5).dtype);
    }

    [Fact]
    public void InPlace_ReturnsTheTensorItself()
    {
        Tensor values = ones([3]);
        long before = live_tensor_count;
        Assert.Same(values, values.add_(1).mul_(2).sqrt_());
        Assert.Equal(before, live_tensor_count);
        Assert.Equal(2f, values.select(0, 0).item<float>());
    }

    [Fact]
    public void ManualSeed_SetTwice_GivesTheSameNumbers()
    {
        manual_seed(42);
        Tensor first = randn([5]), order = randperm(9);
        manual_seed(42);
        Assert.True(randn([5]).equal(first));
        Assert.True(randperm(9).equal(order));
        Assert.False(randn([5]).equal(first));
    }

    [Fact]
    public void Device_ByName_IsReadAsPyTorchWritesIt()
    {
        Assert.Equal(CPU, device("cpu"));
        Assert.Equal(new Device(DeviceType.CUDA, 1), device("cuda:1"));
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal(CPU, ones([1]).device);
        foreach (string name in (string[])["gpu", "cuda:x", "cuda:1:2", "", "cuda:-1"])
            Assert.Throws<ArgumentException>(() => device(name));
    }

    [Fact]
    public void Cuda_WhereThereIsNone_IsRefusedInOneSentence()
    {
        if (cuda.is_available())
            return;
        Assert.Equal(0, cuda.device_count());
        foreach (Action action in (Action[])[() => zeros([2], device: CUDA), () => empty([2], device: CUDA), () => ones([2]).cuda()])
            Assert.Contains("'cuda' cannot be used", Assert.Throws<TorchException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DisposedTensor_AnswersWithObjectDisposedException()
    {
        Tensor gone = ones([2]);
        gone.Dispose();
        gone.Dispose();
        Assert.True(gone.IsDisposed);
        Assert.Equal("a disposed tensor", gone.ToString());
        Assert.Throws<ObjectDisposedException>(() => gone.shape);
        Assert.Throws<ObjectDisposedException>(() => gone + 1);
        Assert.Throws<ObjectDisposedException>(() => cat([ones([2]), gone]));
        Assert.Throws<ObjectDisposedException>(() => gone.AsReadOnlySpan<float>().Length);
    }

    [Fact]
    public void RequiresGrad_InGradientModes_IsRecordedOrNot()
    {
        Tensor weight = ones([2], requires_grad: true);
        Assert.True((weight * 2).requires_grad);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((weight * 2).requires_grad);
            using (enable_grad())
                Assert.True((weight * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        using (inference_mode())
            Assert.False((weight * 2).requires_grad);
        Assert.True(is_grad_enabled());
        Assert.False((weight * 2).is_leaf);
        Assert.False(weight.detach().requires_grad);
    }

    [Fact]
    public void Backward_OfManyElementsWithoutWeights_IsRefused()
    {
        Tensor weight = ones([2], requires_grad: true);
        Assert.Throws<TorchException>(() => (weight * 2).backward());
        (weight * 2).backward(tensor<float>([1, 10]));
        Assert.Equal([2f, 20f], weight.grad!.ToArray<float>());
        weight.zero_grad();
        Assert.Equal([0f, 0f], weight.grad!.ToArray<float>());
        Assert.Null(ones([1]).grad);
    }
}
