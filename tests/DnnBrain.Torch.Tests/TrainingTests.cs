using System.Text.Json;
using Xunit;
using static DnnBrain.Torch.Tests.TestData;
using static DnnBrain.Torch.torch;
using static DnnBrain.Torch.torch.nn.functional;

namespace DnnBrain.Torch.Tests;

public sealed class TrainingTests
{
    // Five steps through batch norm multiply the rounding of single precision by some tens.
    private const double Tolerance = 1e-5;

    private static readonly JsonElement s_expected = Json("torch", "training.json");

    private static readonly Dictionary<string, Func<Tensor[], optim.Optimizer>> s_optimizers = new()
    {
        ["sgd"] = parameters => new optim.SGD(parameters, 0.1),
        ["sgd_momentum"] = parameters => new optim.SGD(parameters, 0.05, momentum: 0.9, weight_decay: 0.01),
        ["sgd_nesterov"] = parameters => new optim.SGD(parameters, 0.05, momentum: 0.8, nesterov: true),
        ["sgd_dampening"] = parameters => new optim.SGD(parameters, 0.05, momentum: 0.8, dampening: 0.3),
        ["adam"] = parameters => new optim.Adam(parameters, 0.01),
        ["adam_decay"] = parameters => new optim.Adam(parameters, 0.02, 0.8, 0.95, 1e-6, 0.05),
    };

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    [Fact]
    public void Backward_OfSmallNet_GivesPyTorchsGradients()
    {
        long before = live_tensor_count;
        using (NewDisposeScope())
        {
            Tensor[] parameters = Parameters();
            Loss(parameters).backward();
            for (int i = 0; i < parameters.Length; i++)
                AssertMatches(s_expected.GetProperty($"gradient_{i}"), parameters[i].grad!, Tolerance);
        }
        Assert.Equal(before, live_tensor_count);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_FiveTimes_FollowsPyTorch(string name)
    {
        long before = live_tensor_count;
        int threads = get_num_threads();
        using (NewDisposeScope())
        {
            // Adam moves a parameter whose gradient is rounding error as far as any other: as many threads as the generator.
            set_num_threads(1);
            Tensor[] parameters = Parameters();
            using optim.Optimizer optimizer = s_optimizers[name](parameters);
            var losses = new float[5];
            for (int step = 0; step < losses.Length; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                Tensor loss = Loss(parameters);
                loss.backward();
                optimizer.step();
                losses[step] = loss.item<float>();
            }
            AssertMatches(s_expected.GetProperty($"{name}_losses"), tensor(losses), Tolerance);
            AssertMatches(
                s_expected.GetProperty($"{name}_weights"), cat(Array.ConvertAll(parameters, p => p.detach().flatten())), Tolerance);
        }
        set_num_threads(threads);
        Assert.Equal(before, live_tensor_count);
    }

    [Fact]
    public void Step_OutsideEveryScope_LeavesOnlyStateThatDisposeFrees()
    {
        long before = live_tensor_count;
        using (Tensor parameter = ones([3], requires_grad: true))
        {
            using (var optimizer = new optim.Adam([parameter]))
            {
                using (Tensor sum = parameter.sum())
                    sum.backward();
                long withGradient = live_tensor_count;
                optimizer.step();
                optimizer.step();
                Assert.Equal(withGradient + 2, live_tensor_count);
            }
        }
        Assert.Equal(before, live_tensor_count);
    }

    [Fact]
    public void Grad_OfSquare_GivesFirstAndSecondDerivative()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor<double>([3.0, -2.0]).requires_grad_();
        Tensor cube = x.pow(3).sum();
        Tensor first = autograd.grad([cube], [x], create_graph: true)[0]!;
        Tensor second = autograd.grad([first], [x], [ones_like(first)])[0]!;
        Assert.Equal([27.0, 12.0], first.detach().ToArray<double>());
        Assert.Equal([18.0, -12.0], second.ToArray<double>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_OfUnusedInput_IsNullOrAnError()
    {
        using var scope = NewDisposeScope();
        Tensor used = ones([2], requires_grad: true);
        Tensor unused = ones([2], requires_grad: true);
        Tensor sum = used.sum();
        Tensor?[] gradients = autograd.grad([sum], [used, unused], retain_graph: true, allow_unused: true);
        Assert.NotNull(gradients[0]);
        Assert.Null(gradients[1]);
        Assert.Throws<TorchException>(() => autograd.grad([sum], [unused]));
    }

    [Fact]
    public void KaimingUniform_WithRootFive_StaysWithinOneOverRootFanIn()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Tensor weight = nn.init.kaiming_uniform_(empty([64, 8, 5, 5]), Math.Sqrt(5));
        // Uniform within 1 / √(8 · 25): of 12,800 draws the largest comes within 1 % of the bound.
        double bound = 1 / Math.Sqrt(200);
        Assert.InRange(weight.abs().max().item<float>(), 0.99 * bound, bound);
    }

    [Theory]
    [InlineData(nn.init.FanInOut.FanIn, 200)]
    [InlineData(nn.init.FanInOut.FanOut, 1600)]
    public void KaimingNormal_ForRelu_HasVarianceTwoOverFan(nn.init.FanInOut mode, double fan)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        Tensor weight = nn.init.kaiming_normal_(empty([64, 8, 5, 5]), mode: mode);
        // 12,800 draws: the standard error of a standard deviation is 1 / √(2 · 12,800) = 0.6 %.
        Assert.Equal(1, weight.std().item<float>() / Math.Sqrt(2 / fan), 0.025);
    }

    [Fact]
    public void XavierUniform_OfMatrix_StaysWithinItsBound()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        Tensor weight = nn.init.xavier_uniform_(empty([100, 50]));
        double bound = Math.Sqrt(6.0 / 150);
        Assert.InRange(weight.abs().max().item<float>(), 0.99 * bound, bound);
        Assert.Throws<ArgumentException>(() => nn.init.xavier_normal_(empty([3])));
    }

    private static Tensor[] Parameters()
    {
        Tensor[] parameters =
        [
            Values(40, 3, 2, 3, 3) / 4, Values(41, 3) / 4, Positive(42, 3), Values(43, 3) / 4, Values(44, 3, 12) / 4, Values(45, 3) / 4,
        ];
        return Array.ConvertAll(parameters, parameter => parameter.requires_grad_());
    }

    private static Tensor Loss(Tensor[] p)
    {
        Tensor y = conv2d(Values(46, 4, 2, 4, 4), p[0], p[1], padding: 1);
        y = max_pool2d(relu(batch_norm(y, null, null, p[2], p[3], training: true)), 2);
        return cross_entropy(linear(y.flatten(1), p[4], p[5]), tensor<long>([0, 2, 1, 2]));
    }
}
