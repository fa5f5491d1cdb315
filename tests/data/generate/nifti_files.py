"""NIfTI-1 images of every kind that is read, written by nibabel, with nibabel's affine and scaled values.

Python 3.11, NumPy 1.24.2, nibabel 5.0.0 (Debian 12); seed 20260103.
Run: /usr/bin/python3 tests/data/generate/nifti_files.py  ->  tests/data/nifti/*.nii, *.nii.gz, expected.json
expected.json: per file its shape, affine (row-major), values (first axis fastest) and what else the case is about.
NaN is written as null.
"""
import gzip
import json
import math
import pathlib

import nibabel as nib
import numpy as np

rng = np.random.default_rng(20260103)
folder = pathlib.Path(__file__).resolve().parents[1] / "nifti"
folder.mkdir(exist_ok=True)
expected = {}

theta, phi = 0.3, -1.1
turn = np.array([[math.cos(theta), -math.sin(theta), 0], [math.sin(theta), math.cos(theta), 0], [0, 0, 1]]) @ np.array(
    [[1, 0, 0], [0, math.cos(phi), -math.sin(phi)], [0, math.sin(phi), math.cos(phi)]]
)
oblique = nib.affines.from_matvec(turn @ np.diag([2, 2.5, 3]), [-90, 126.5, -72])
left_handed = nib.affines.from_matvec(turn @ np.diag([-2, 2.5, 3]), [90, -126.5, -72])
half_turn = nib.affines.from_matvec(np.diag([-3, -3, 3.0]), [30, 30, -20])
sheared = nib.affines.from_matvec(turn @ np.array([[2, 0.4, 0], [0, 2, 0.1], [0, 0, 2]]), [1, 2, 3])


def save(name, data, affine=oblique, endian="<", sform=1, qform=1, slope=None, inter=None, edit=None, **extra):
    image = nib.Nifti1Image(data, affine, nib.Nifti1Header(endianness=endian), dtype=data.dtype)
    image.set_sform(affine, sform)
    image.set_qform(affine, qform)
    image.header["descrip"] = f"case {name}".encode()
    raw = bytearray(image.to_bytes())
    header = nib.Nifti1Header(bytes(raw[:348]), endianness=endian)
    if slope is not None:
        header["scl_slope"], header["scl_inter"] = slope, inter
    if edit is not None:
        edit(header)
    raw[:348] = header.binaryblock
    path = folder / name
    path.write_bytes(gzip.compress(bytes(raw), mtime=0) if name.endswith(".gz") else bytes(raw))
    back = nib.load(path)
    values = back.get_fdata().ravel("F").tolist()
    expected[name] = {
        "shape": list(back.shape),
        "affine": back.affine.ravel().tolist(),
        "values": [None if math.isnan(v) else v for v in values],
        "dtype": back.get_data_dtype().name,
        **extra,
    }


small = np.arange(12).reshape(2, 3, 2)
for dtype in ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]:
    for order, endian in [("le", "<"), ("be", ">")]:
        if dtype[0] == "f":
            data = rng.standard_normal(small.shape) * 100
            data[0, 0, 0] = np.nan
        else:
            info = np.iinfo(dtype)
            data = np.array(small, dtype)
            data[0, 0, 0], data[1, 2, 1] = info.min, info.max
        save(f"{np.dtype(dtype).name}_{order}.nii", data.astype(dtype), endian=endian)

series = rng.standard_normal((3, 4, 5, 6)).astype("f4")


def milliseconds(header):
    header["pixdim"][4] = 1500
    header.set_xyzt_units("mm", "msec")


save("series.nii.gz", series, sform=4, qform=4, edit=milliseconds, repetition_time=1.5, frame=4)
save("five_dimensions.nii", rng.integers(-9, 9, (2, 2, 2, 2, 3)).astype("i2"))
save("plane.nii", rng.standard_normal((4, 3)).astype("f4"))
save("slope_le.nii.gz", rng.integers(-1000, 1000, (3, 4, 5)).astype("i2"), slope=0.0123, inter=-3.5)
save("slope_be.nii", rng.integers(-1000, 1000, (3, 4, 5, 2)).astype("i2"), endian=">", slope=0.0123, inter=-3.5)
save("slope_float.nii", rng.standard_normal((3, 4, 5)).astype("f4"), slope=2.5, inter=0)
save("slope_zero.nii", small.astype("i2"), slope=0, inter=7)
save("slope_nan.nii", small.astype("i2"), slope=np.nan, inter=np.nan)
save("qform_only.nii", small.astype("u1"), sform=0, qform=1, frame=1)
save("qform_left_handed.nii", small.astype("u1"), affine=left_handed, sform=0, qform=3, endian=">", frame=3)
save("qform_half_turn.nii", small.astype("u1"), affine=half_turn, sform=0, qform=2, frame=2)
save("sform_sheared.nii", small.astype("u1"), affine=sheared, sform=2, qform=0, frame=2)
save("no_form.nii", rng.integers(0, 9, (4, 3, 5)).astype("u1"), affine=np.diag([-2, 3, 4, 1]), sform=0, qform=0, frame=0)


def both(header):
    header.set_qform(half_turn, 1)


save("sform_wins.nii", small.astype("u1"), sform=4, qform=1, edit=both, frame=4)


def extension(header):
    header.extensions.append(nib.nifti1.Nifti1Extension("comment", b"forty-eight bytes of comment in an extension ..."))


image = nib.Nifti1Image(small.astype("i2"), oblique)
extension(image.header)
nib.save(image, folder / "extension.nii")
expected["extension.nii"] = {"shape": [2, 3, 2], "affine": nib.load(folder / "extension.nii").affine.ravel().tolist(),
                             "values": small.ravel("F").astype(float).tolist(), "dtype": "int16"}

nib.save(nib.Nifti2Image(small.astype("i2"), oblique), folder / "refused_nifti2.nii")
nib.save(nib.Nifti1Image(small.astype("c8"), oblique), folder / "refused_complex.nii")
nib.save(nib.Nifti1Pair(small.astype("i2"), oblique), folder / "refused_pair.hdr")
(folder / "refused_pair.img").unlink()
nib.save(nib.AnalyzeImage(small.astype("i2"), np.diag([-2, 2, 2, 1])), folder / "refused_analyze.img")
(folder / "refused_analyze.img").unlink()
(folder / "refused_analyze.mat").unlink(missing_ok=True)

(folder / "expected.json").write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
