"""SIMULATED epochs of eight subjects; README.md has the truth. Written with NumPy 1.24 and Pillow 9.4:

    python3 examples/data/meg/simulate.py
"""
import csv
import json
from pathlib import Path

import numpy as np
from PIL import Image

folder = Path(__file__).parent
truth = {
    "Seed": 1,
    "SubjectCount": 8,
    "RunCount": 4,
    "Season": {"summer": ["t-shirt", "dress", "sandal"], "winter": ["pullover", "coat", "ankle-boot"]},
    "ImagesOfClass": 3,
    "SamplingRate": 50,
    "StartTime": -0.1,
    "SampleCount": 26,
    "Geometry": {
        "pixels": {"Amplitude": 2.0, "Peak": 0.1, "Width": 0.025, "Sensor": "O"},
        "season": {"Amplitude": 0.3, "Peak": 0.2, "Width": 0.035, "Sensor": "T"},
    },
    "OtherSensorShare": 0.3,
    "LatencyDeviation": 0.008,
    "NoiseDeviation": 0.5,
    "NoiseAutocorrelation": 0.5,
}
sensors = [f"{group}{i + 1}" for group in "OT" for i in range(6)]
time = np.round(truth["StartTime"] + np.arange(truth["SampleCount"]) / truth["SamplingRate"], 6)
stimuli = [
    (f"{name}-{i + 1:02d}.png", name, season)
    for season, classes in truth["Season"].items() for name in classes for i in range(truth["ImagesOfClass"])
]

with open(folder / "stimuli.csv", "w", newline="") as file:
    csv.writer(file, lineterminator="\n").writerows([("Id", "Class", "Season"), *stimuli])


def unit(patterns):
    patterns = patterns - patterns.mean(0)
    return patterns / np.sqrt((patterns ** 2).sum(1).mean())


pixels = np.array([np.asarray(Image.open(folder / f"../images/{id}"), float).ravel() for id, _, _ in stimuli])
geometry = {
    "pixels": unit(pixels),
    "season": unit(np.array([[season == name for name in truth["Season"]] for _, _, season in stimuli], float)),
}
order = [(stimulus, run) for run in range(truth["RunCount"]) for stimulus in range(len(stimuli))]

for subject in range(truth["SubjectCount"]):
    random = np.random.default_rng([truth["Seed"], subject])
    signal = np.zeros((len(stimuli), len(sensors), len(time)))
    for name, planted in truth["Geometry"].items():
        weights = random.standard_normal((geometry[name].shape[1], len(sensors)))
        weights *= [1 if sensor[0] == planted["Sensor"] else truth["OtherSensorShare"] for sensor in sensors]
        peak = planted["Peak"] + truth["LatencyDeviation"] * random.standard_normal()
        course = planted["Amplitude"] * np.exp(-0.5 * ((time - peak) / planted["Width"]) ** 2)
        signal += (geometry[name] @ weights)[:, :, None] * course

    # What every stimulus evokes, and noise that neighbouring sensors and samples share.
    evoked = 3 * random.standard_normal(len(sensors))[:, None] * np.exp(-0.5 * ((time - 0.12) / 0.05) ** 2)
    mixing = np.eye(len(sensors)) + 0.3 * random.standard_normal((len(sensors), len(sensors)))
    white = random.standard_normal((len(order), len(sensors), len(time)))
    noise = np.zeros_like(white)
    keep = truth["NoiseAutocorrelation"]
    noise[:, :, 0] = white[:, :, 0]
    for t in range(1, len(time)):
        noise[:, :, t] = keep * noise[:, :, t - 1] + np.sqrt(1 - keep ** 2) * white[:, :, t]
    noise = truth["NoiseDeviation"] * np.einsum("st,ntk->nsk", mixing, noise)
    data = np.array([signal[stimulus] for stimulus, _ in order]) + evoked + noise
    np.savez_compressed(
        folder / f"sub-{subject + 1:02d}_meg.npz",
        data=(100 * data).astype(np.float16),
        time=time,
        sensor=np.array(sensors),
        name=np.array("MEG"),
        stimulus=np.array([stimuli[stimulus][0] for stimulus, _ in order]),
        season=np.array([stimuli[stimulus][2] for stimulus, _ in order]),
        run=np.array([run + 1 for _, run in order], np.int16),
    )

(folder / "truth.json").write_text(json.dumps(truth, indent=2) + "\n")
