using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

public sealed class OperatorHandleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Call_WithTrailingArgumentsLeftOut_TakesTheSchemasDefaults()
    {
        var cumsum = new OperatorHandle("aten::cumsum");
        Assert.Equal([1f, 3, 6], cumsum.Call(tensor<float>([1, 2, 3]), 0).ToArray<float>());
        Assert.StartsWith("aten::cumsum(Tensor self, int dim", cumsum.Schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_WithEveryKindOfArgument_ReachesTheOperator()
    {
        Tensor x = tensor<float>([3, 1, 2], [1, 3]);
        Assert.Equal([1f, 2, 3], ((Tensor)ops.call_all("aten::sort", x, -1L, false)[0]!).ToArray<float>());
        Assert.Equal([1L, 2, 0], ops.call("aten::argsort", x, -1, false).ToArray<long>());
        Assert.Equal([6f], ops.call("aten::sum.dim_IntList", x, new[] { 0L, 1 }, false, null).reshape([1]).ToArray<float>());
        Assert.Equal([6f], ops.call("aten::sum.dim_IntList", x, new[] { 0, 1 }).reshape([1]).ToArray<float>());
        Assert.Equal(ScalarType.Float64, ops.call("aten::zeros", new[] { 2L }, ScalarType.Float64, null, CPU, false).dtype);
        Assert.Equal([9f, 3, 6], ops.call("aten::einsum", "ij,k->ij", new[] { x, 3 * ones([1]) }).ToArray<float>());
        // upsample takes a list of floats; the second row of a 1-row image doubled is the first again.
        Tensor doubled = ops.call("aten::upsample_nearest2d.vec", x.view([1, 1, 1, 3]), null, new[] { 2.0, 1.0 });
        Assert.Equal([3f, 1, 2, 3, 1, 2], doubled.ToArray<float>());
        Assert.Equal([3f, 1, 2, 3, 1, 2], ops.call("aten::upsample_nearest2d.vec", x.view([1, 1, 1, 3]), null, new[] { 2f, 1f }).ToArray<float>());
        // An integer where the schema asks for a float, and one number for a list of fixed size.
        Assert.Equal([3f, 1, 2], ops.call("aten::dropout", x, 0, true).ToArray<float>());
        Assert.Equal([3f], ops.call("aten::max_pool2d", x.view([1, 1, 1, 3]), new[] { 1L, 3 }, 1, 0).ToArray<float>());
        Assert.Equal([4f, 2, 3], ops.call("aten::add.Tensor", x, 1, (Scalar)1).ToArray<float>());
        Assert.Equal([1f, 2], ops.call("aten::index.Tensor", x, new[] { null!, tensor<long>([1, 2]) }).ToArray<float>());
        Assert.True((bool)ops.call_all("aten::is_floating_point", x)[0]!);
        Assert.Equal(1L, ops.call_all("aten::size.int", x, 0)[0]);
        Assert.Equal(2.5, ops.call_all("aten::item", tensor(2.5))[0]);
    }

    [Fact]
    public void Call_WithLongLists_TakesThemWhole()
    {
        Tensor[] parts = [.. Enumerable.Range(0, 500).Select(i => full([1], (float)i))];
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (float)i), cat(parts).ToArray<float>());
        Assert.Equal(500, ones([500]).split(1).Length);
        // Two lists of 20 numbers: the first must survive when the second needs more room than the stack has.
        Tensor deep = arange(6).view([.. Enumerable.Repeat(1L, 18), 2, 3]);
        Tensor rolled = deep.roll([.. Enumerable.Repeat(0L, 18), 1, 1], [.. Enumerable.Range(0, 20).Select(dim => (long)dim)]);
        Assert.Equal([5L, 3, 4, 2, 0, 1], rolled.ToArray<long>());
    }

    [Fact]
    public void Find_OfTheSameName_IsTheSameHandle()
    {
        Assert.Same(ops.find("aten::add.Tensor"), ops.find("aten::add.Tensor"));
        Assert.NotSame(ops.find("aten::add.Tensor"), ops.find("aten::add.Scalar"));
        Assert.Equal("aten::add.Tensor", ops.find("aten::add.Tensor").Name);
    }

    [Fact]
    public void Find_OfUnknownOperator_NamesItAndItsOverloads()
    {
        string unknown = Assert.Throws<TorchException>(() => ops.find("aten::no_such_thing")).Message;
        Assert.Contains("no operator 'aten::no_such_thing'", unknown, StringComparison.Ordinal);
        string overload = Assert.Throws<TorchException>(() => ops.find("aten::eq")).Message;
        Assert.Contains("Tensor", overload, StringComparison.Ordinal);
        Assert.Contains("Scalar", overload, StringComparison.Ordinal);
        Assert.Throws<TorchException>(() => new OperatorHandle("aten::eq", "Nothing").Schema);
        Assert.Throws<ArgumentException>(() => new OperatorHandle(""));
    }

    [Fact]
    public void Call_ThatLibTorchRefuses_NamesOperatorShapesAndTypes()
    {
        var error = Assert.Throws<TorchException>(
            () => nn.functional.conv2d(ones([1, 3, 8, 8]), ones([4, 2, 3, 3], ScalarType.Float64), padding: 1));
        Assert.Equal("aten::conv2d", error.Operator);
        Assert.StartsWith(
            "aten::conv2d(input=Float[1, 3, 8, 8], weight=Double[4, 2, 3, 3], bias=None, stride=1, padding=1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception raised from", error.Message, StringComparison.Ordinal);
        string list = Assert.Throws<TorchException>(() => cat([ones([2, 3]), ones([4, 5])])).Message;
        Assert.StartsWith("aten::cat(tensors=[Float[2, 3], Float[4, 5]], dim=0): ", list, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_WithArgumentOfTheWrongKind_NamesTheParameterAndWhatItTakes()
    {
        AssertMessage("argument 'dim' takes int, not \"rows\"", "aten::cumsum", ones([2]), "rows");
        AssertMessage("argument 'self' takes Tensor, not None", "aten::relu", [null]);
        AssertMessage("argument 'dim' is missing", "aten::cumsum", ones([2]));
        AssertMessage("takes 1 arguments, not 2", "aten::relu", ones([2]), 3);
        AssertMessage("argument 'train' takes bool, not 1", "aten::dropout", ones([2]), 0.5, 1);
        Assert.Throws<ArgumentException>(() => ops.call("aten::relu", new object()));
        Assert.Contains("does not return one tensor", Message("aten::sort", ones([2])), StringComparison.Ordinal);

        static void AssertMessage(string expected, string name, params object?[] arguments)
            => Assert.Contains(expected, Message(name, arguments), StringComparison.Ordinal);

        static string Message(string name, params object?[] arguments)
            => Assert.Throws<TorchException>(() => ops.call(name, arguments)).Message;
    }

    [Fact]
    public void Call_FromManyThreads_SharesHandlesAndTensors()
    {
        Tensor weight = TestData.Values(1, 16, 16);
        float[] expected = weight.mm(weight).relu().ToArray<float>();
        long before = live_tensor_count;
        Parallel.For(0, 200, i =>
        {
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            Tensor product = i % 2 == 0 ? weight.mm(weight) : ops.call("aten::mm", weight, weight);
            Assert.Equal(expected, product.relu().ToArray<float>());
            Assert.Throws<TorchException>(() => weight.mm(ones([i % 7 + 1, 3])));
        });
        Assert.Equal(before, live_tensor_count);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Dispose_WhileAnotherThreadCalls_NeverCrashes()
    {
        for (int round = 0; round < 50; round++)
        {
            Tensor shared = ones([64, 64]).DetachFromDisposeScope();
            using var start = new Barrier(2);
            var caller = new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    while (true)
                        shared.mm(shared).Dispose();
                }
                catch (ObjectDisposedException)
                {
                    // The only way the other thread's Dispose may show.
                }
            });
            caller.Start();
            start.SignalAndWait();
            shared.Dispose();
            caller.Join();
        }
    }
}
