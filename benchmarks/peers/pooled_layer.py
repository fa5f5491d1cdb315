"""The bare loop: a network of torchvision's on tensors that are in memory already, one module caught by a hook and pooled.

usage: pooled_layer.py MODEL MODULE WEIGHTS.safetensors IMAGE_COUNT BATCH_SIZE      prints {"images_per_second": ...}
"""
import json
import struct
import sys
import time

import numpy as np
import torch
import torchvision

name, layer, weights, count, batch = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
model = getattr(torchvision.models, name)().eval()
with open(weights, "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()
header.pop("__metadata__", None)
state = {}
for key, entry in header.items():
    first, end = entry["data_offsets"]
    state[key] = torch.from_numpy(np.frombuffer(data[first:end], dtype="<f4").reshape(entry["shape"]).copy())
missing, unexpected = model.load_state_dict(state, strict=False)
assert not unexpected and all(key.endswith("num_batches_tracked") for key in missing), (missing, unexpected)

caught = []
model.get_submodule(layer).register_forward_hook(lambda module, inputs, output: caught.append(output.amax(dim=(2, 3)).clone()))
images = torch.randn(count, 3, 224, 224)
with torch.no_grad():
    model(images[:batch])
    caught.clear()
    started = time.perf_counter()
    for first in range(0, count, batch):
        model(images[first:first + batch])
    elapsed = time.perf_counter() - started
assert sum(len(c) for c in caught) == count
print(json.dumps({"images_per_second": count / elapsed, "threads": torch.get_num_threads(), "torch": torch.__version__}))
