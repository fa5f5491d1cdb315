"""Features as other programs save them, for the tests of Formats/Net2Brain, Thingsvision, ActivationNpy, ActivationNpz and ActivationCsv.

Python 3.11, NumPy 1.24.2, pandas 1.5.3, h5py 3.7.0, torch 1.13.1, SciPy 1.10.1 (Debian 12); no random numbers.
Run: /usr/bin/python3 tests/data/generate/feature_files.py  ->  tests/data/features/

Every value is (7 i + 3) mod 64 - 32, halved, where i counts the values of a layer row by row: exact in every type. Layer 'conv'
is 5 x 3 x 2 x 2, 'fc' 5 x 4. The layouts are those that thingsvision 2.7 (save_features, extract_features) and Net2Brain
(consolidated and separate files) write.
"""
import pathlib
import shutil

import h5py
import numpy as np
import pandas as pd
import torch
from scipy.io import savemat

folder = pathlib.Path(__file__).resolve().parents[1] / "features"
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir()


def values(*shape, dtype="<f4"):
    return (((np.arange(np.prod(shape)) * 7 + 3) % 64 - 32) / 2).reshape(shape).astype(dtype)


names = ["face_10", "face_2", "Größe", "house, old", "zebra"]
conv, fc = values(5, 3, 2, 2), values(5, 4)

np.save(folder / "conv.npy", conv)
np.save(folder / "fc_double_big.npy", fc.astype(">f8"))
np.save(folder / "fc_single_big.npy", fc.astype(">f4"))
np.save(folder / "fc_half.npy", fc.astype("<f2"))
np.save(folder / "conv_fortran.npy", np.asfortranarray(conv))
np.save(folder / "six_axes.npy", values(5, 2, 1, 2, 2, 3))
np.save(folder / "objects.npy", np.array([{"a": 1}], object), allow_pickle=True)
np.savez(folder / "layers.npz", conv=conv, fc=fc, stimuli_name=np.array(names), meta=np.array({"a": 1}, object))
np.savez_compressed(folder / "one.npz", fc)
np.savez(folder / "fortran.npz", conv=np.asfortranarray(conv))
np.savez(folder / "uneven.npz", conv=conv, fc=fc[:4])

pd.DataFrame(fc, index=names).to_csv(folder / "pandas.csv")
pd.DataFrame(fc, index=pd.Index(names, name="image"), columns=["a", "b", "c", "d"]).to_csv(folder / "named.csv")
np.savetxt(folder / "numbers.csv", fc, delimiter=",")
odd = fc.copy()
odd[1, 2], odd[2, 0] = np.nan, np.inf
pd.DataFrame(odd, index=names).to_csv(folder / "missing.csv")

# Net2Brain, consolidated: a file a layer, an array a stimulus with a batch of one in front.
consolidated = folder / "net2brain_consolidated"
consolidated.mkdir()
for layer, array in [("conv", conv), ("fc", fc)]:
    np.savez_compressed(consolidated / f"consolidated_{layer}.npz", **{n: array[i : i + 1] for i, n in enumerate(names)})
# Net2Brain of 2022, and separate files today: a file a stimulus, an array a layer.
separate = folder / "net2brain_separate"
separate.mkdir()
for i, name in enumerate(names):
    np.savez(separate / f"{name}.npz", conv=conv[i : i + 1], fc=fc[i : i + 1])

files = [n + ".jpg" for n in names]


def thingsvision(name, list_of_names=True):
    path = folder / f"thingsvision_{name}"
    path.mkdir()
    if list_of_names:
        (path / "file_names.txt").write_text("".join(f"{n}\n" for n in files))
    return path


np.save(thingsvision("npy") / "features.npy", conv)
torch.save(torch.from_numpy(conv), thingsvision("pt") / "features.pt")
np.savetxt(thingsvision("txt") / "features.txt", fc)
with h5py.File(thingsvision("hdf5") / "features.hdf5", "w") as file:
    file.create_dataset("features", data=conv)
parts = thingsvision("parts")
for a, b in [(0, 2), (2, 5)]:
    np.save(parts / f"features_{a}-{b}.npy", conv[a:b])
layers = thingsvision("layers")
for layer, array in [("conv", conv), ("fc", fc)]:
    (layers / layer).mkdir()
    for a, b in [(0, 4), (4, 5)]:
        np.save(layers / layer / f"features_{a}-{b}.npy", array[a:b])
np.save(thingsvision("unnamed", list_of_names=False) / "features.npy", fc)

# .mat: a variable a stimulus, without the file's ending; without a list of names one variable; parts where memory ran out.
savemat(thingsvision("mat") / "features.mat", dict(zip(names, conv)))
savemat(thingsvision("mat_vectors", list_of_names=False) / "features.mat", dict(zip(names, fc)))
savemat(thingsvision("mat_unnamed", list_of_names=False) / "features.mat", {"features": conv})
parts = thingsvision("mat_parts")
for part, (a, b) in enumerate([(0, 2), (2, 5)], 1):
    savemat(parts / f"features_{part:02d}.mat", dict(zip(names[a:b], conv[a:b])), do_compression=True)
parts = thingsvision("mat_copies", list_of_names=False)
for part in (1, 2):
    savemat(parts / f"features_{part:02d}.mat", {"features": fc})
savemat(thingsvision("mat_fewer") / "features.mat", dict(zip(names[:4], fc)))
