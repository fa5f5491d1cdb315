using Xunit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

public sealed class DisposeScopeTests
{
    private readonly long _before = live_tensor_count;

    [Fact]
    public void Dispose_OfScope_DisposesWhatWasMadeInIt()
    {
        Tensor kept = ones([2]);
        Tensor inside;
        using (DisposeScope scope = NewDisposeScope())
        {
            inside = kept + 1;
            (inside * 2).Dispose();
            _ = inside.sort();
            Assert.Equal(3, scope.TensorCount);
        }
        Assert.True(inside.IsDisposed);
        Assert.False(kept.IsDisposed);
        kept.Dispose();
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void MoveToOuterDisposeScope_FromInnerScope_LivesAsLongAsTheOuter()
    {
        Tensor moved, left;
        using (DisposeScope outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                left = ones([2]);
                moved = (left * 3).MoveToOuterDisposeScope();
            }
            Assert.True(left.IsDisposed);
            Assert.Equal(1, outer.TensorCount);
            Assert.Equal(3f, moved.max().item<float>());
        }
        Assert.True(moved.IsDisposed);
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void MoveToOuterDisposeScope_FromOutermostScope_IsTheCallers()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = ones([2]).MoveToOuterDisposeScope();
        Assert.False(moved.IsDisposed);
        moved.Dispose();
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void DetachFromDisposeScope_FromNestedScopes_OutlivesThemAll()
    {
        Tensor detached;
        using (NewDisposeScope())
        using (NewDisposeScope())
            detached = ones([2]).DetachFromDisposeScope().DetachFromDisposeScope();
        Assert.False(detached.IsDisposed);
        detached.Dispose();
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void Dispose_OfOuterScopeFirst_DisposesTheInnerToo()
    {
        DisposeScope outer = NewDisposeScope();
        Tensor first = ones([1]);
        DisposeScope inner = NewDisposeScope();
        Tensor second = ones([1]);
        outer.Dispose();
        Assert.True(first.IsDisposed && second.IsDisposed);
        inner.Dispose();
        Tensor free = ones([1]);
        Assert.False(free.IsDisposed);
        free.Dispose();
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void Dispose_AfterAnException_LeavesNothing()
    {
        Assert.Throws<TorchException>(() =>
        {
            using var scope = NewDisposeScope();
            Tensor x = ones([2, 3]);
            (x + 1).mm(x);
        });
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void Scope_OnItsThread_OwnsNoOtherThreadsTensors()
    {
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor? other = null;
            var thread = new Thread(() => other = ones([1]));
            thread.Start();
            thread.Join();
            Assert.Equal(0, scope.TensorCount);
            other!.Dispose();
        }
        Assert.Equal(_before, live_tensor_count);
    }

    [Fact]
    public void Dispose_OnAnotherThread_IsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        using GradGuard guard = no_grad();
        using InferenceGuard inference = inference_mode();
        Exception?[] errors = new Exception?[3];
        var thread = new Thread(() =>
        {
            errors[0] = Record.Exception(scope.Dispose);
            errors[1] = Record.Exception(guard.Dispose);
            errors[2] = Record.Exception(inference.Dispose);
        });
        thread.Start();
        thread.Join();
        Assert.All(errors, error => Assert.IsType<InvalidOperationException>(error));
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void Dispose_OfScopedTensorsOnOtherThreads_KeepsTheScopeWhole()
    {
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor[] tensors = [.. Enumerable.Range(0, 1000).Select(_ => ones([1]))];
            Parallel.ForEach(tensors, tensor =>
            {
                if (tensor.GetHashCode() % 3 != 0)
                    tensor.Dispose();
            });
            Assert.Equal(tensors.Count(tensor => !tensor.IsDisposed), scope.TensorCount);
        }
        Assert.Equal(_before, live_tensor_count);
    }
}
