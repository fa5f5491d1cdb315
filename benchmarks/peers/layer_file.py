"""DNNBrain's way to an .act.h5: for every layer a pass over all images in batches of 8, the answers of all layers in memory,
then h5py with gzip 4. Preprocessing as DNNBrain's: squashed to 224 x 224, bilinear.

usage: layer_file.py IMAGE_FOLDER IMAGE_COUNT OUT_FOLDER      prints {"seconds": ...}
"""
import json
import pathlib
import sys
import time

import h5py
import numpy as np
import torch
import torchvision
from PIL import Image

folder, count, out = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
files = sorted(folder.iterdir())[:count]
transform = torchvision.transforms.Compose([
    torchvision.transforms.Resize((224, 224)),
    torchvision.transforms.ToTensor(),
    torchvision.transforms.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
])
torch.manual_seed(0)
model = torchvision.models.alexnet().eval()
layers = {f"features.{i}": model.features[i] for i in range(13)}
layers.update({f"classifier.{i}": model.classifier[i] for i in (1, 2, 4, 5, 6)})


class Images(torch.utils.data.Dataset):
    def __len__(self):
        return len(files)

    def __getitem__(self, index):
        return transform(Image.open(files[index]).convert("RGB"))


started = time.perf_counter()
answers = {}
for name, module in layers.items():
    caught = []
    handle = module.register_forward_hook(lambda _, __, output: caught.append(output.detach().numpy().copy()))
    for batch in torch.utils.data.DataLoader(Images(), batch_size=8):
        model(batch)
    handle.remove()
    answers[name] = np.concatenate(caught)
with h5py.File(out / "peer.act.h5", "w") as file:
    for name, values in answers.items():
        values = values if values.ndim == 4 else values[:, :, None, None]
        file.create_dataset(name, data=values, compression="gzip")
elapsed = time.perf_counter() - started
print(json.dumps({"seconds": elapsed, "threads": torch.get_num_threads(), "torch": torch.__version__, "h5py": h5py.__version__}))
