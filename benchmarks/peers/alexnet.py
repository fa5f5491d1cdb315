"""The bare loop: AlexNet on tensors that are in memory already, conv5 caught by a hook and pooled.

usage: alexnet.py IMAGE_COUNT BATCH_SIZE      prints {"images_per_second": ...}
"""
import json
import sys
import time

import torch
import torchvision

count, batch = int(sys.argv[1]), int(sys.argv[2])
torch.manual_seed(0)
model = torchvision.models.alexnet().eval()
caught = []
model.features[10].register_forward_hook(lambda module, inputs, output: caught.append(output.amax(dim=(2, 3)).clone()))
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
