"""What torchvision says of its ImageNet weights, for tests/DnnBrain.Core.Tests/Networks/ModelCatalogTests.

Run:     /usr/bin/python3 tests/data/generate/torchvision_catalogue.py
Made on: Python 3.11, torchvision 0.14.1a0 (Debian 12)

One entry for each network that has weights called IMAGENET1K_V1: address, number of parameters, accuracy, and the preprocessing.
"""
import json
import pathlib

import torchvision.models as models

OUT = pathlib.Path(__file__).resolve().parent.parent / "networks-torchvision.json"


def entry(weights):
    preset = weights.transforms()
    return {
        "url": weights.url,
        "parameters": weights.meta["num_params"],
        "top1": weights.meta["_metrics"]["ImageNet-1K"]["acc@1"],
        "resize": preset.resize_size[0],
        "crop": preset.crop_size[0],
        "interpolation": preset.interpolation.value,
        "mean": list(preset.mean),
        "std": list(preset.std),
    }


if __name__ == "__main__":
    found = {}
    for name in models.list_models(models):
        weights = models.get_model_weights(name)
        if "IMAGENET1K_V1" in weights.__members__:
            found[name] = entry(weights["IMAGENET1K_V1"])
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(found.items()))
    OUT.write_text("{\n" + lines + "\n}\n")
