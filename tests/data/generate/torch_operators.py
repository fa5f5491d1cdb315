#!/usr/bin/env python3
"""What PyTorch answers to the calls of OperatorValueTests and TrainingTests, as ../torch/operators.json.

Made with PyTorch 1.13.0 (Debian 12), Python 3.11.2. No random numbers: inputs follow the integer formula of `values`, which the
tests repeat; every input is a multiple of 1/512 and thus exact in single precision. Cases are named alike on both sides.
"""
import json
import os

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def values(seed, *shape):
    """Element i of an input: a multiple of 1/512 between -1.96 and 1.96."""
    count = int(torch.tensor(shape).prod()) if shape else 1
    i = torch.arange(count, dtype=torch.int64)
    return (((i * i * 37 + i * (7919 + seed * 53) + seed * 104729 + 17) % 2003 - 1001).to(torch.float32) / 512).reshape(shape)


def positive(seed, *shape):
    return values(seed, *shape).abs() + 0.25


def symmetric(seed, n):
    """Symmetric positive definite."""
    a = values(seed, n, n).double()
    return a @ a.t() + n * torch.eye(n, dtype=torch.float64)


def operators():
    x, y = values(1, 3, 4), values(2, 3, 4)
    image = values(3, 1, 4, 6, 5)
    kernel, bias = values(4, 3, 4, 3, 3) / 4, values(5, 3)
    rows = values(6, 5, 7)
    spd = symmetric(7, 4)
    return {
        "add": x + y, "add_alpha": x.add(y, alpha=2.5), "sub": x - y, "sub_scalar": x - 1.5, "rsub": 2 - x, "mul": x * y,
        "div": x / positive(2, 3, 4), "rdiv": 3 / positive(2, 3, 4), "pow": positive(1, 3, 4) ** 2.5, "neg": -x,
        "clamp": x.clamp(-0.5, 0.75), "clamp_min": x.clamp(min=0.1),
        "abs": x.abs(), "sign": x.sign(), "sqrt": positive(1, 3, 4).sqrt(), "rsqrt": positive(1, 3, 4).rsqrt(),
        "exp": x.exp(), "expm1": x.expm1(), "log": positive(1, 3, 4).log(), "log1p": positive(1, 3, 4).log1p(),
        "tanh": x.tanh(), "atanh": (x / 4).atanh(), "erf": x.erf(), "sigmoid": x.sigmoid(), "round": (x * 2).round(),
        "softmax": x.softmax(1), "log_softmax": x.log_softmax(0),
        "eq": x.eq(x.round()), "ge": x.ge(y), "lt": x.lt(0.25), "where": torch.where(x > 0, x, y), "maximum": torch.maximum(x, y),
        "any": (x > 1.9).any(1), "all": (x > -1.5).all(1),
        "transpose": x.t(), "permute": image.permute(0, 2, 3, 1), "flatten": image.flatten(1), "narrow": x.narrow(1, 1, 2),
        "select": x.select(0, 2), "slice": x[:, 0:4:2], "index_select": x.index_select(1, torch.tensor([3, 0])),
        "cat": torch.cat([x, y], 1), "stack": torch.stack([x, y], 1), "flip": x.flip([1]), "triu": x.triu(1), "diagonal": x.diagonal(),
        "gather": x.gather(1, torch.tensor([[0, 3], [1, 1], [2, 0]])), "masked_select": x.masked_select(x > 0),
        "sum": x.sum(), "sum_dim": image.sum([2, 3]), "sum_keepdim": x.sum([1], keepdim=True), "mean": x.mean([0]),
        "amax": x.amax([1]), "amin": x.amin([0]), "max": x.max(), "max_values": x.max(1)[0], "max_indexes": x.max(1)[1],
        "argmax": x.argmax(1), "argmin": x.argmin(), "median": rows.median(), "median_dim": rows.median(1)[0],
        "var": x.var(), "var_dim": x.var([1], unbiased=False), "std": x.std([0]), "norm": x.norm(), "norm_dim": x.norm(1, [1]),
        "cumsum": x.cumsum(1), "logsumexp": x.logsumexp([1]), "topk": rows.topk(3, 1)[0], "topk_indexes": rows.topk(3, 1)[1],
        "sort": rows.sort(1, descending=True)[0], "argsort": rows.argsort(1),
        "matmul": values(8, 2, 3, 4) @ values(9, 4, 5), "mm": x @ y.t(), "bmm": torch.bmm(values(8, 2, 3, 4), values(10, 2, 4, 2)),
        "addmm": torch.addmm(values(11, 3, 3), x, y.t(), beta=0.5, alpha=2), "einsum": torch.einsum("ij,kj->ik", x, y),
        "cdist": torch.cdist(x, y), "outer": values(12, 3).outer(values(13, 4)), "dot": values(12, 5).dot(values(13, 5)),
        "solve": torch.linalg.solve(spd, values(14, 4, 2).double()), "inv": torch.linalg.inv(spd), "cholesky": torch.linalg.cholesky(spd),
        "eigh": torch.linalg.eigh(spd)[0], "singular_values": torch.linalg.svd(values(14, 4, 3).double())[1],
        "slogdet": torch.linalg.slogdet(spd)[1], "lstsq": torch.linalg.lstsq(values(15, 6, 3).double(), values(16, 6, 2).double())[0],
        "conv1d": F.conv1d(values(17, 2, 3, 9), values(18, 4, 3, 3), values(19, 4), stride=2, padding=1),
        "conv2d": F.conv2d(image, kernel, bias, stride=2, padding=1),
        "conv2d_pairs": F.conv2d(image, kernel, None, (2, 1), (0, 2), (1, 2)),
        "conv2d_groups": F.conv2d(image, values(20, 4, 2, 3, 3), groups=2),
        "conv3d": F.conv3d(values(21, 1, 2, 3, 3, 4), values(22, 3, 2, 2, 2, 2), padding=1),
        "linear": F.linear(x, values(23, 5, 4), values(24, 5)), "embedding": F.embedding(torch.tensor([2, 0, 2]), x),
        "unfold": F.unfold(image, (3, 2), 1, (1, 0), 3),
        "max_pool2d": F.max_pool2d(image, 3, 2, 1), "max_pool2d_ceil": F.max_pool2d(image, (3, 2), (2, 2), ceil_mode=True),
        "avg_pool2d": F.avg_pool2d(image, 2, padding=1), "avg_pool2d_inside": F.avg_pool2d(image, 2, padding=1, count_include_pad=False),
        "adaptive_avg_pool2d": F.adaptive_avg_pool2d(image, (3, 4)), "adaptive_max_pool2d": F.adaptive_max_pool2d(image, (2, 2)),
        "batch_norm": F.batch_norm(image, values(25, 4) / 4, positive(26, 4), values(27, 4), values(28, 4)),
        "batch_norm_training": F.batch_norm(image, None, None, values(27, 4), values(28, 4), training=True),
        "layer_norm": F.layer_norm(x, (4,), values(27, 4), values(28, 4)),
        "group_norm": F.group_norm(image, 2, values(27, 4), values(28, 4)),
        "pad": F.pad(x, (1, 2, 0, 1), value=0.5), "pad_reflect": F.pad(image, (2, 1, 1, 2), mode="reflect"),
        "relu": F.relu(x), "relu6": F.relu6(x * 4), "silu": F.silu(x), "hardswish": F.hardswish(x * 2), "hardsigmoid": F.hardsigmoid(x * 2),
        "mish": F.mish(x), "gelu": F.gelu(x), "gelu_tanh": F.gelu(x, approximate="tanh"), "leaky_relu": F.leaky_relu(x, 0.2),
        "elu": F.elu(x), "softplus": F.softplus(x), "dropout_off": F.dropout(x, training=False),
        "interpolate_nearest": F.interpolate(image, (5, 9)), "interpolate_bilinear": F.interpolate(image, (5, 9), mode="bilinear"),
        "interpolate_bicubic": F.interpolate(image, (9, 4), mode="bicubic", align_corners=True),
        "cross_entropy": F.cross_entropy(x, torch.tensor([1, 3, 0])),
        "cross_entropy_options": F.cross_entropy(x, torch.tensor([1, -100, 0]), positive(29, 4), label_smoothing=0.1, reduction="sum"),
        "nll_loss": F.nll_loss(x.log_softmax(1), torch.tensor([1, 3, 0]), reduction="none"),
        "mse_loss": F.mse_loss(x, y), "l1_loss": F.l1_loss(x, y, reduction="sum"),
        "binary_cross_entropy": F.binary_cross_entropy_with_logits(x, (y > 0).float()),
        "cosine_similarity": F.cosine_similarity(x, y),
        "arange": torch.arange(1, 4, 0.5), "linspace": torch.linspace(-1, 2, 7), "eye": torch.eye(3),
        "full": torch.full((2, 2), 7), "bincount": torch.bincount(torch.tensor([1, 4, 1, 0])),
        "inplace": x.clone().add_(y, alpha=2).mul_(0.5).sub_(1).div_(3).addcmul_(x, y, value=0.25).addcdiv_(x, positive(2, 3, 4), value=-1),
        "index_add": torch.zeros(4, 4).index_add_(0, torch.tensor([2, 0, 2]), x),
    }


class Net:
    """conv - batch norm - relu - pool - linear, on 4 images of 3 classes: the smallest net with each kind of parameter."""

    def __init__(self):
        self.parameters = [(values(40, 3, 2, 3, 3) / 4), values(41, 3) / 4, positive(42, 3), values(43, 3) / 4, values(44, 3, 12) / 4, values(45, 3) / 4]
        for p in self.parameters:
            p.requires_grad_()
        self.target = torch.tensor([0, 2, 1, 2])

    def loss(self):
        weight, bias, scale, shift, head, offset = self.parameters
        y = F.conv2d(values(46, 4, 2, 4, 4), weight, bias, padding=1)
        y = F.max_pool2d(F.relu(F.batch_norm(y, None, None, scale, shift, training=True)), 2)
        return F.cross_entropy(F.linear(y.flatten(1), head, offset), self.target)


def training():
    net = Net()
    net.loss().backward()
    results = {f"gradient_{i}": p.grad for i, p in enumerate(net.parameters)}
    optimizers = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "sgd_momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01),
        "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
        "sgd_dampening": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, dampening=0.3),
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "adam_decay": lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.05),
    }
    for name, make in optimizers.items():
        net = Net()
        optimizer = make(net.parameters)
        losses = []
        for _ in range(5):
            optimizer.zero_grad()
            loss = net.loss()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        results[f"{name}_losses"] = torch.tensor(losses)
        results[f"{name}_weights"] = torch.cat([p.detach().flatten() for p in net.parameters])
    return results


def as_json(tensor):
    tensor = tensor.detach()
    return {"dtype": str(tensor.dtype).removeprefix("torch."), "shape": list(tensor.shape),
            "values": [float(f"{v:.8g}") if isinstance(v, float) else v for v in tensor.flatten().tolist()]}


if __name__ == "__main__":
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "torch")
    for name, cases in (("operators", operators()), ("training", training())):
        with open(os.path.join(folder, f"{name}.json"), "w") as file:
            file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(as_json(v), separators=(',', ':'))}" for k, v in cases.items()) + "\n}\n")
