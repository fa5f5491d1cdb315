"""RDMs as MATLAB, Meadows, rsatoolbox and tables keep them, and their upper triangles by SciPy.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1, h5py 3.7.0, pandas 1.5.3 (Debian 12); seed 20260212.
Run: /usr/bin/python3 tests/data/generate/rdm_exchange_files.py  ->  tests/data/rdm_exchange/
expected.json: per file its RDMs as [name, subject, ids or null, triangle]; NaN is written as null.
MATLAB itself was not at hand: version 5 files are SciPy's, version 7.3 is laid out as its documentation says.
"""
import json
import math
import pathlib
import struct

import h5py
import numpy as np
import pandas as pd
from scipy.io import savemat
from scipy.sparse import csc_matrix
from scipy.spatial.distance import pdist, squareform

rng = np.random.default_rng(20260212)
folder = pathlib.Path(__file__).resolve().parents[1] / "rdm_exchange"
folder.mkdir(exist_ok=True)
expected = {}
n, subjects, times = 5, 3, 2
condensed = np.array([[pdist(rng.standard_normal((n, 30)), "correlation") for _ in range(times)] for _ in range(subjects)])
square = np.array([[squareform(c) for c in row] for row in condensed])
ids = ["face_01", "face_02", "haus_ä", "tool", "scene"]


def expect(file, rdms):
    expected[file] = [
        [name, subject, labels, [None if math.isnan(v) else v for v in np.asarray(values, float).tolist()]]
        for name, subject, labels, values in rdms
    ]


def mat(file, rdms, /, compress=True, **variables):
    savemat(folder / file, variables, do_compression=compress)
    expect(file, rdms)


def column(texts):
    return np.array(texts, dtype=object).reshape(-1, 1)


# Version 5.
one = condensed[0, 0]
missing = square[0, 0].copy()
missing[1, :] = missing[:, 1] = np.nan
np.fill_diagonal(missing, 0)
mat("square.mat", [("square", None, None, one)], rdm=square[0, 0])
mat("uncompressed.mat", [("uncompressed", None, None, one)], compress=False, data=square[0, 0], note="text")
mat("single.mat", [("single", None, None, one.astype("f4"))], RDM=square[0, 0].astype("f4"))
mat("integers.mat", [("integers", None, None, (one * 100).astype("u1"))], RDM=(square[0, 0] * 100).astype("u1"))
mat("missing.mat", [("missing", None, None, missing[np.triu_indices(n, 1)])], rdm=missing)
mat("cell_ids.mat", [("cell_ids", None, ids, one)], rdm=square[0, 0], stimuli=column(ids))
mat("char_ids.mat", [("char_ids", None, ["a", "bb", "ccc", "d", "e"], one)], rdm=square[0, 0], stimuli=np.array(["a", "bb", "ccc", "d", "e"]))
stack = [(s, condensed[s, 0]) for s in range(subjects)]
mat("matlab_stack.mat", [("matlab_stack", str(s + 1), None, v) for s, v in stack], RDMs=square[:, 0].transpose(1, 2, 0))
mat("python_stack.mat", [("python_stack", str(s + 1), None, v) for s, v in stack], subject_rdm=square[:, 0])
five = np.array([squareform(pdist(rng.standard_normal((n, 9)))) for _ in range(n)])
mat("as_many_subjects_as_stimuli.mat", [("as_many_subjects_as_stimuli", str(s + 1), None, squareform(five[s])) for s in range(n)], rdms=five)
mat(
    "times.mat",
    [(f"times:{t + 1}", str(s + 1), None, condensed[s, t]) for s in range(subjects) for t in range(times)],
    rdms=square.transpose(2, 3, 0, 1),
)
# What is not read, under the name of an RDM; in no list of expected values.
savemat(folder / "refused_complex.mat", {"rdm": square[0, 0] + 1j}, do_compression=True)
savemat(folder / "refused_sparse.mat", {"rdm": csc_matrix(square[0, 0])}, do_compression=True)
mat("row.mat", [("row", None, None, one)], rdm=one)
mat("column.mat", [("column", None, None, one)], rdm=one.reshape(-1, 1))
mat("rows.mat", [("rows", str(s + 1), None, v) for s, v in stack[:2]], rdm=condensed[:2, 0])
mat("columns.mat", [("columns", str(s + 1), None, v) for s, v in stack[:2]], rdm=condensed[:2, 0].T)
toolbox = np.zeros((1, 2), dtype=[("RDM", object), ("name", object), ("color", object)])
toolbox[0, 0] = (square[0, 0], "V1 | sub-01", np.array([1.0, 0, 0]))
toolbox[0, 1] = (square[1, 0], "IT | sub-01", np.array([0, 0, 1.0]))
mat("toolbox.mat", [("V1 | sub-01", None, None, condensed[0, 0]), ("IT | sub-01", None, None, condensed[1, 0])], RDMs=toolbox)

# Meadows: one participant, several participants.
files = ["face_01.png", "face_02.png", "house.png", "tool.png", "scene.png"]
mat("Meadows_myExp_v_v1_cuddly-bunny_3_1D.mat", [("task 3", "cuddly-bunny", files, one)], stimuli=np.array(files), rdmutv=one)
mat(
    "Meadows_myExp_v_v1_arrangement_1D.mat",
    [("arrangement", "cuddly-bunny", files, condensed[0, 0]), ("arrangement", "informed-mole", files, condensed[1, 0])],
    stimuli_cuddly_bunny=np.array(files), rdmutv_cuddly_bunny=condensed[0, 0],
    stimuli_informed_mole=np.array(files), rdmutv_informed_mole=condensed[1, 0],
)
short = [f.split(".")[0] for f in files]


def task(name, kind, triangle=None):
    result = {"status": "finished", "task": {"name": name, "task_type": kind}, "stimuli": [], "trials": []}
    if triangle is not None:
        result["stimuli"] = [{"id": f"{i:032x}", "name": s, "type": "png"} for i, s in enumerate(short)]
        result["rdm"] = triangle.tolist()
    return result


tree = {"token": None, "tasks": [task("hello", "info"), task("ma1", "multiarrange", condensed[0, 0]), task("ma2", "multiarrange", condensed[1, 0])]}
(folder / "Meadows_myExp_v_v1_informed-mole_tree.json").write_text(json.dumps(tree))
expect("Meadows_myExp_v_v1_informed-mole_tree.json", [("ma1", "informed-mole", short, condensed[0, 0]), ("ma2", "informed-mole", short, condensed[1, 0])])
(folder / "Meadows_myExp_v_v1_cuddly-bunny_3_tree.json").write_text(json.dumps(task("ma1", "multiarrange", one)))
expect("Meadows_myExp_v_v1_cuddly-bunny_3_tree.json", [("ma1", "cuddly-bunny", short, one)])


# Version 7.3: HDF5 behind 512 bytes, dimensions in reverse, texts and cells as references.
def mat73(file, rdms, write):
    path = folder / file
    with h5py.File(path, "w", userblock_size=512) as h5:
        write(h5)
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + bytes(8) + struct.pack("<H", 0x0200) + b"IM"
    with open(path, "r+b") as raw:
        raw.write(header.ljust(512, b"\0"))
    expect(file, rdms)


def number(group, name, array):
    data = group.create_dataset(name, data=np.asarray(array).T, compression="gzip" if np.size(array) > 1 else None)
    data.attrs["MATLAB_class"] = np.bytes_("double")
    return data


def text(group, name, value):
    data = group.create_dataset(name, data=np.array([[ord(c)] for c in value], "u2"))
    data.attrs["MATLAB_class"] = np.bytes_("char")
    return data


def ids73(h5):
    number(h5, "rdm", square[:, 0].transpose(1, 2, 0))
    refs = h5.create_group("#refs#")
    cells = h5.create_dataset("stimuli", (1, n), dtype=h5py.ref_dtype)
    for i, value in enumerate(ids):
        cells[0, i] = text(refs, f"r{i}", value).ref
    cells.attrs["MATLAB_class"] = np.bytes_("cell")


def struct73(h5):
    refs = h5.create_group("#refs#")
    rdms = h5.create_group("RDMs")
    rdms.attrs["MATLAB_class"] = np.bytes_("struct")
    matrices, names = (rdms.create_dataset(k, (2, 1), dtype=h5py.ref_dtype) for k in ("RDM", "name"))
    for i in range(2):
        matrices[i, 0] = number(refs, f"m{i}", square[i, 0]).ref
        names[i, 0] = text(refs, f"n{i}", f"V{i + 1}").ref


mat73("stack_73.mat", [("stack_73", str(s + 1), ids, v) for s, v in stack], ids73)
mat73("struct_73.mat", [("V1", None, None, condensed[0, 0]), ("V2", None, None, condensed[1, 0])], struct73)


# rsatoolbox: texts as bytes of fixed length, single texts as attributes, nothing as an empty dataset.
def rsatoolbox(file, rdms, triangles, measure, of_rdms, of_patterns):
    with h5py.File(folder / file, "w") as h5:
        h5.attrs["rsatoolbox_version"] = "0.0.1"
        h5["dissimilarities"] = triangles
        if measure is None:
            h5["dissimilarity_measure"] = h5py.Empty("f")
        else:
            h5.attrs["dissimilarity_measure"] = measure
        h5.create_group("descriptors").attrs["session"] = "a"
        for name, entries in (("rdm_descriptors", of_rdms), ("pattern_descriptors", of_patterns)):
            group = h5.create_group(name)
            for key, values in entries.items():
                values = np.array(values)
                group[key] = np.char.encode(values, "utf8") if values.dtype.kind == "U" else values
    expect(file, rdms)


rsatoolbox(
    "rsatoolbox.h5",
    [("V1", "1", ids, condensed[0, 0]), ("V1", "2", ids, condensed[1, 0])],
    condensed[:2, 0], "crossnobis",
    {"roi": ["V1", "V1"], "subject": [1, 2], "index": [0, 1]},
    {"index": np.arange(n), "category": ["face", "face", "place", "tool", "place"], "conds": ids},
)
# What calc_rdm_movie gives: one RDM a time.
rsatoolbox(
    "rsatoolbox_movie.h5",
    [("meg:-0.1", None, ids, condensed[0, 0]), ("meg:0.25", None, ids, condensed[1, 0])],
    condensed[:2, 0], "crossnobis", {"name": ["meg", "meg"], "time": [-0.1, 0.25], "index": [0, 1]}, {"index": np.arange(n), "conds": ids},
)
rsatoolbox("rsatoolbox_bare.h5", [("rsatoolbox_bare", None, None, one)], one[None], None, {"index": [0]}, {"index": np.arange(n)})

# Tables.
frame = pd.DataFrame(square[0, 0], index=ids, columns=ids)
frame.to_csv(folder / "square.csv")
expect("square.csv", [("square", None, ids, one)])
pd.DataFrame(square[0, 0]).to_csv(folder / "numbers.csv", header=False, index=False)
expect("numbers.csv", [("numbers", None, None, one)])
frame.to_csv(folder / "tabs.tsv", sep="\t")
expect("tabs.tsv", [("tabs", None, ids, one)])
rows, columns = np.triu_indices(n, 1)
pairs = pd.DataFrame({"Subject": "s1", "Stimulus1": [ids[i] for i in rows], "Stimulus2": [ids[j] for j in columns], "Dissimilarity": one})
pairs.drop(index=3).sample(frac=1, random_state=1).sort_index().to_csv(folder / "pairs.csv", index=False)
incomplete = one.copy()
incomplete[3] = np.nan
expect("pairs.csv", [("pairs", "s1", [ids[0], ids[1], ids[2], ids[3], ids[4]], incomplete)])

(folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False))


# Datasets of rsatoolbox: observations with descriptors, and the same at several times. Values stand in the tests by formula.
def dataset(file, measurements, **groups):
    with h5py.File(folder / file, "w") as h5:
        h5.attrs["rsatoolbox_version"] = "0.0.1"
        h5.attrs["type"] = "Dataset"
        h5["measurements"] = measurements
        h5.create_group("descriptors").attrs["subject"] = "s1"
        for name, entries in groups.items():
            group = h5.create_group(name)
            for key, values in entries.items():
                values = np.array(values)
                group[key] = np.char.encode(values, "utf8") if values.dtype.kind == "U" else values


observations = {"conds": ["a", "b", "c"] * 2, "session": [1, 1, 1, 2, 2, 2]}
dataset(
    "dataset.h5", 10.0 * np.arange(6)[:, None] + np.arange(4),
    obs_descriptors=observations, channel_descriptors={"index": np.arange(4), "name": ["v1", "v2", "v3", "v4"]},
)
dataset(
    "temporal_dataset.h5", 100.0 * np.arange(6)[:, None, None] + 10.0 * np.arange(4)[:, None] + np.arange(2),
    obs_descriptors=observations, channel_descriptors={"index": np.arange(4)}, time_descriptors={"time": [-0.1, 0.25]},
)
