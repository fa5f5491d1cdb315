using System.Text.Json;
using Xunit;
using static DnnBrain.Torch.Tests.TestData;
using static DnnBrain.Torch.torch;
using static DnnBrain.Torch.torch.nn;
using static DnnBrain.Torch.torch.nn.functional;

namespace DnnBrain.Torch.Tests;

/// <summary>Every named function against PyTorch; each case also has to leave no tensor behind.</summary>
public sealed class OperatorValueTests
{
    // Single precision carries 6e-8; the longest sums here have 36 terms, and another LibTorch may add them in another
    // order. Double precision cases are written with 8 digits.
    private const double Tolerance = 2e-6;

    private static readonly JsonElement s_expected = Json("torch", "operators.json");

    private static Tensor X => Values(1, 3, 4);

    private static Tensor Y => Values(2, 3, 4);

    private static Tensor Image => Values(3, 1, 4, 6, 5);

    private static Tensor Kernel => Values(4, 3, 4, 3, 3) / 4;

    private static Tensor Rows => Values(6, 5, 7);

    private static Tensor Spd
    {
        get
        {
            Tensor a = Values(7, 4, 4).@double();
            return a.matmul(a.t()) + 4 * eye(4, ScalarType.Float64);
        }
    }

    private static readonly Dictionary<string, Func<Tensor>> s_cases = new()
    {
        ["add"] = () => X + Y,
        ["add_alpha"] = () => X.add(Y, 2.5),
        ["sub"] = () => X - Y,
        ["sub_scalar"] = () => X - 1.5,
        ["rsub"] = () => 2 - X,
        ["mul"] = () => X * Y,
        ["div"] = () => X / Positive(2, 3, 4),
        ["rdiv"] = () => 3 / Positive(2, 3, 4),
        ["pow"] = () => Positive(1, 3, 4).pow(2.5),
        ["neg"] = () => -X,
        ["clamp"] = () => X.clamp(-0.5, 0.75),
        ["clamp_min"] = () => X.clamp(min: 0.1),
        ["abs"] = () => X.abs(),
        ["sign"] = () => X.sign(),
        ["sqrt"] = () => Positive(1, 3, 4).sqrt(),
        ["rsqrt"] = () => Positive(1, 3, 4).rsqrt(),
        ["exp"] = () => X.exp(),
        ["expm1"] = () => X.expm1(),
        ["log"] = () => Positive(1, 3, 4).log(),
        ["log1p"] = () => Positive(1, 3, 4).log1p(),
        ["tanh"] = () => X.tanh(),
        ["atanh"] = () => (X / 4).atanh(),
        ["erf"] = () => X.erf(),
        ["sigmoid"] = () => X.sigmoid(),
        ["round"] = () => (X * 2).round(),
        ["softmax"] = () => X.softmax(1),
        ["log_softmax"] = () => X.log_softmax(0),
        ["eq"] = () => X.eq(X.round()),
        ["ge"] = () => X.ge(Y),
        ["lt"] = () => X.lt(0.25),
        ["where"] = () => where(X.gt(0), X, Y),
        ["maximum"] = () => X.maximum(Y),
        ["any"] = () => X.gt(1.9).any(1),
        ["all"] = () => X.gt(-1.5).all(1),
        ["transpose"] = () => X.t(),
        ["permute"] = () => Image.permute([0, 2, 3, 1]),
        ["flatten"] = () => Image.flatten(1),
        ["narrow"] = () => X.narrow(1, 1, 2),
        ["select"] = () => X.select(0, 2),
        ["slice"] = () => X.slice(1, 0, 4, 2),
        ["index_select"] = () => X.index_select(1, tensor<long>([3, 0])),
        ["cat"] = () => cat([X, Y], 1),
        ["stack"] = () => stack([X, Y], 1),
        ["flip"] = () => X.flip([1]),
        ["triu"] = () => X.triu(1),
        ["diagonal"] = () => X.diagonal(),
        ["gather"] = () => X.gather(1, from_array(new long[,] { { 0, 3 }, { 1, 1 }, { 2, 0 } })),
        ["masked_select"] = () => X.masked_select(X.gt(0)),
        ["sum"] = () => X.sum(),
        ["sum_dim"] = () => Image.sum([2, 3]),
        ["sum_keepdim"] = () => X.sum([1], keepdim: true),
        ["mean"] = () => X.mean([0]),
        ["amax"] = () => X.amax([1]),
        ["amin"] = () => X.amin([0]),
        ["max"] = () => X.max(),
        ["max_values"] = () => X.max(1).values,
        ["max_indexes"] = () => X.max(1).indexes,
        ["argmax"] = () => X.argmax(1),
        ["argmin"] = () => X.argmin(),
        ["median"] = () => Rows.median(),
        ["median_dim"] = () => Rows.median(1).values,
        ["var"] = () => X.var(),
        ["var_dim"] = () => X.var([1], unbiased: false),
        ["std"] = () => X.std([0]),
        ["norm"] = () => X.norm(),
        ["norm_dim"] = () => X.norm(1, [1]),
        ["cumsum"] = () => X.cumsum(1),
        ["logsumexp"] = () => X.logsumexp([1]),
        ["topk"] = () => Rows.topk(3, 1).values,
        ["topk_indexes"] = () => Rows.topk(3, 1).indexes,
        ["sort"] = () => Rows.sort(1, descending: true).values,
        ["argsort"] = () => Rows.argsort(1),
        ["matmul"] = () => matmul(Values(8, 2, 3, 4), Values(9, 4, 5)),
        ["mm"] = () => X.mm(Y.t()),
        ["bmm"] = () => Values(8, 2, 3, 4).bmm(Values(10, 2, 4, 2)),
        ["addmm"] = () => Values(11, 3, 3).addmm(X, Y.t(), 0.5, 2),
        ["einsum"] = () => einsum("ij,kj->ik", [X, Y]),
        ["cdist"] = () => cdist(X, Y),
        ["outer"] = () => Values(12, 3).outer(Values(13, 4)),
        ["dot"] = () => Values(12, 5).dot(Values(13, 5)),
        ["solve"] = () => linalg.solve(Spd, Values(14, 4, 2).@double()),
        ["inv"] = () => linalg.inv(Spd),
        ["cholesky"] = () => linalg.cholesky(Spd),
        ["eigh"] = () => linalg.eigh(Spd).eigenvalues,
        ["singular_values"] = () => linalg.svd(Values(14, 4, 3).@double()).S,
        ["slogdet"] = () => linalg.slogdet(Spd).logabsdet,
        ["lstsq"] = () => linalg.lstsq(Values(15, 6, 3).@double(), Values(16, 6, 2).@double()),
        ["conv1d"] = () => conv1d(Values(17, 2, 3, 9), Values(18, 4, 3, 3), Values(19, 4), stride: 2, padding: 1),
        ["conv2d"] = () => conv2d(Image, Kernel, Values(5, 3), stride: 2, padding: 1),
        ["conv2d_pairs"] = () => conv2d(Image, Kernel, null, [2, 1], [0, 2], [1, 2]),
        ["conv2d_groups"] = () => conv2d(Image, Values(20, 4, 2, 3, 3), groups: 2),
        ["conv3d"] = () => conv3d(Values(21, 1, 2, 3, 3, 4), Values(22, 3, 2, 2, 2, 2), padding: 1),
        ["linear"] = () => linear(X, Values(23, 5, 4), Values(24, 5)),
        ["embedding"] = () => embedding(tensor<long>([2, 0, 2]), X),
        ["unfold"] = () => unfold(Image, [3, 2], [1, 1], [1, 0], [3, 3]),
        ["max_pool2d"] = () => max_pool2d(Image, 3, 2, 1),
        ["max_pool2d_ceil"] = () => max_pool2d(Image, [3, 2], [2, 2], [0, 0], [1, 1], ceil_mode: true),
        ["avg_pool2d"] = () => avg_pool2d(Image, 2, padding: 1),
        ["avg_pool2d_inside"] = () => avg_pool2d(Image, [2, 2], [2, 2], [1, 1], count_include_pad: false),
        ["adaptive_avg_pool2d"] = () => adaptive_avg_pool2d(Image, [3, 4]),
        ["adaptive_max_pool2d"] = () => adaptive_max_pool2d(Image, [2, 2]),
        ["batch_norm"] = () => batch_norm(Image, Values(25, 4) / 4, Positive(26, 4), Values(27, 4), Values(28, 4)),
        ["batch_norm_training"] = () => batch_norm(Image, null, null, Values(27, 4), Values(28, 4), training: true),
        ["layer_norm"] = () => layer_norm(X, [4], Values(27, 4), Values(28, 4)),
        ["group_norm"] = () => group_norm(Image, 2, Values(27, 4), Values(28, 4)),
        ["pad"] = () => pad(X, [1, 2, 0, 1], value: 0.5),
        ["pad_reflect"] = () => pad(Image, [2, 1, 1, 2], "reflect"),
        ["relu"] = () => relu(X),
        ["relu6"] = () => relu6(X * 4),
        ["silu"] = () => silu(X),
        ["hardswish"] = () => hardswish(X * 2),
        ["hardsigmoid"] = () => hardsigmoid(X * 2),
        ["mish"] = () => mish(X),
        ["gelu"] = () => gelu(X),
        ["gelu_tanh"] = () => gelu(X, "tanh"),
        ["leaky_relu"] = () => leaky_relu(X, 0.2),
        ["elu"] = () => elu(X),
        ["softplus"] = () => softplus(X),
        ["dropout_off"] = () => dropout(X, training: false),
        ["interpolate_nearest"] = () => interpolate(Image, [5, 9]),
        ["interpolate_bilinear"] = () => interpolate(Image, [5, 9], InterpolationMode.Bilinear),
        ["interpolate_bicubic"] = () => interpolate(Image, [9, 4], InterpolationMode.Bicubic, align_corners: true),
        ["cross_entropy"] = () => cross_entropy(X, tensor<long>([1, 3, 0])),
        ["cross_entropy_options"] = () => cross_entropy(
            X, tensor<long>([1, -100, 0]), Positive(29, 4), Reduction.Sum, label_smoothing: 0.1),
        ["nll_loss"] = () => nll_loss(X.log_softmax(1), tensor<long>([1, 3, 0]), reduction: Reduction.None),
        ["mse_loss"] = () => mse_loss(X, Y),
        ["l1_loss"] = () => l1_loss(X, Y, Reduction.Sum),
        ["binary_cross_entropy"] = () => binary_cross_entropy_with_logits(X, Y.gt(0).@float()),
        ["cosine_similarity"] = () => cosine_similarity(X, Y),
        ["arange"] = () => arange(1, 4, 0.5),
        ["linspace"] = () => linspace(-1, 2, 7),
        ["eye"] = () => eye(3),
        ["full"] = () => full([2, 2], 7),
        ["bincount"] = () => bincount(tensor<long>([1, 4, 1, 0])),
        ["inplace"] = () => X.clone().add_(Y, 2).mul_(0.5).sub_(1).div_(3).addcmul_(X, Y, 0.25).addcdiv_(X, Positive(2, 3, 4), -1),
        ["index_add"] = () => zeros([4, 4]).index_add_(0, tensor<long>([2, 0, 2]), X),
    };

    public static TheoryData<string> Cases => [.. s_expected.EnumerateObject().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Function_OnKnownInput_GivesPyTorchsValues(string name)
    {
        long before = live_tensor_count;
        using (NewDisposeScope())
            AssertMatches(s_expected.GetProperty(name), s_cases[name](), Tolerance);
        Assert.Equal(before, live_tensor_count);
    }

    [Fact]
    public void Cases_OfBothSides_AreTheSame()
        => Assert.Equal(s_expected.EnumerateObject().Select(property => property.Name).Order(), s_cases.Keys.Order());
}
