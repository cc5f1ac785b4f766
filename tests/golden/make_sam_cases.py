#!/usr/bin/env python3
"""Golden cases for SAM's large encoders, by the Python reference with the deterministic test weights.

They are not kept: the encoders take minutes and gigabytes. Make them where torch, torchvision, safetensors and the
reference's package (segment_anything) are installed, then compare with `soundmask-cli golden FOLDER`:

    make_sam_cases.py FOLDER [vit_l] [vit_h]

The formats are those of tests/golden/fixtures; the tolerances are ViT-B's there, three times wider for deeper encoders.
"""
import hashlib
import json
import pathlib
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from segment_anything import SamPredictor, sam_model_registry

WORD = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15
IMAGE_ARGUMENTS = [640, 427, 11]
IMAGE_SHA256 = "99c5e6826dfa641a8bee2456244e1156d3b7923fee0c7e151b7fcf1a97ca1bd1"
PROMPTS = [
    {"id": "point", "point_coords": [[320.0, 170.8]], "point_labels": [1], "multimask": True},
    {"id": "box", "box": [128.0, 106.75, 448.0, 384.3], "multimask": False},
]


def scrambled(values):
    """SplitMix64's last step on an array of 64-bit integers."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def stream(start, first, count):
    """Numbers first .. first + count - 1 of the sequence that starts at `start`."""
    places = np.arange(first + 1, first + 1 + count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        return scrambled(places * np.uint64(STEP) + np.uint64(start & WORD))


def picture(width, height, seed):
    """The formula `image` of the fixtures: a gradient, twelve shapes, stripes and noise. uint8, height x width x 3."""
    start = seed * 0xD1342543DE82EF95 + 1
    s = [int(v) for v in stream(start, 0, 512)]
    y, x = np.mgrid[0:height, 0:width]
    short, x_end, y_end = min(width, height), max(1, width - 1), max(1, height - 1)
    planes = []
    for c in range(3):
        k = 8 * c
        u = width - 1 - x if s[k + 3] & 1 else x
        v = height - 1 - y if s[k + 4] & 1 else y
        bump = s[k + 5] % 64 * 4 * x * (width - 1 - x) // (x_end * x_end)
        planes.append(32 + s[k] % 64 + s[k + 1] % 128 * u // x_end + s[k + 2] % 96 * v // y_end + bump)
    for shape in range(12):
        q = 64 + 16 * shape
        dx, dy = x - s[q + 1] % width, y - s[q + 2] % height
        r, r2 = (short // 16 + s[q + i] % (short // 4 + 1) for i in (3, 4))
        distance = dx * dx + dy * dy
        inside = [distance <= r * r, (abs(dx) <= r) & (abs(dy) <= r2),
                  (distance <= r * r) & (4 * distance >= r * r), abs(dx) * r2 + abs(dy) * r <= r * r2][s[q] % 4]
        share, shift = 2 + s[q + 5] % 3, 1 + s[q + 10] % 4
        checker = s[q + 9] % 2 * ((x >> shift ^ y >> shift) & 1) * 40
        for c in range(3):
            mixed = (planes[c] * (4 - share) + s[q + 6 + c] % 256 * share) // 4 + checker
            planes[c] = np.where(inside, mixed, planes[c])
    stripes = ((x * (1 + s[40] % 5) + y * (1 + s[41] % 5)) >> 4 & 1) * 10
    noise = stream(start, 4096, width * height).reshape(height, width)
    planes = [np.minimum(255, planes[c] + stripes + (noise >> np.uint64(8 * c) & np.uint64(15)).astype(np.int64))
              for c in range(3)]
    return np.stack(planes, axis=-1).astype(np.uint8)


def test_weight(name, shape):
    """SAM's deterministic test weight for a state-dict key (core/nn/common/fill_weights.h says the same in C++)."""
    key = 0xCBF29CE484222325
    for byte in name.encode():
        key = (key ^ byte) * 0x100000001B3 & WORD
    numel = int(np.prod(shape, dtype=np.int64))
    unit = (stream(key, 0, numel) >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)
    signed = unit * np.float32(2) - np.float32(1)
    if name.endswith("num_batches_tracked"):
        return torch.zeros(shape, dtype=torch.int64)
    if name.endswith("running_var"):
        value = np.float32(1) + np.float32(0.5) * unit
    elif name.endswith("running_mean") or name.endswith("bias"):
        value = signed * np.float32(0.1)
    elif len(shape) == 1 and name.endswith("weight"):
        value = np.float32(1) + signed * np.float32(0.1)
    elif name.endswith("positional_encoding_gaussian_matrix"):
        value = signed * np.float32(1.75)
    elif name.endswith("pos_embed"):
        value = signed * np.float32(0.5)
    elif not shape or shape[0] == 1:
        value = signed
    else:
        gain = 1.5 if name.endswith(".attn.qkv.weight") else 1.0
        value = signed * np.float32(gain * np.sqrt(3.0 / (numel / shape[0])))
    return torch.from_numpy(value.reshape(shape))


class Case:
    """What one case's two files hold."""

    def __init__(self):
        self.descriptions, self.stored = {}, {}

    def add(self, name, tensor, strides, **tolerance):
        whole = np.ascontiguousarray(tensor)
        sample = np.ascontiguousarray(whole[tuple(slice(None, None, s) for s in strides)])
        finite = whole.astype(np.float64)
        self.stored[name] = sample
        self.descriptions[name] = {
            "shape": list(whole.shape), "dtype": str(whole.dtype), "tol": tolerance,
            "sampling": {"type": "axes", "strides": strides},
            "stored_dtype": str(sample.dtype), "stored_shape": list(sample.shape),
            "stats": {"n": whole.size, "nan": 0, "inf": 0, "mean": finite.mean(), "std": finite.std(),
                      "min": finite.min(), "max": finite.max(), "absmean": abs(finite).mean(),
                      "l2": float(np.sqrt((finite**2).sum()))},
        }


def make(model, folder):
    sam = sam_model_registry[model]().eval()
    sam.load_state_dict({name: test_weight(name, tuple(value.shape)) for name, value in sam.state_dict().items()})
    predictor = SamPredictor(sam)
    image = picture(*IMAGE_ARGUMENTS)
    assert hashlib.sha256(image.tobytes()).hexdigest() == IMAGE_SHA256
    resized = predictor.transform.apply_image(image)
    predictor.set_image(image)
    case = Case()
    case.add("resized", resized, [32, 32, 1], exact=True)
    case.add("image_embedding", predictor.features.numpy(), [1, 4, 4, 4], atol=3e-4, mean_abs=3e-5)
    for prompt in PROMPTS:
        arguments = {key: np.array(prompt[key]) for key in ("point_coords", "point_labels", "box") if key in prompt}
        _, iou, low = predictor.predict(**arguments, multimask_output=prompt["multimask"], return_logits=True)
        case.add(prompt["id"] + "/iou", iou, [1], atol=3e-5)
        case.add(prompt["id"] + "/low_res_logits", low, [1, 8, 8], atol=1.5e-4, mean_abs=1.5e-5)
    name = "sam_" + model
    description = {
        "name": name, "family": "sam", "model": name,
        "call": f"segment_anything {model}, torch {torch.__version__}, {torch.get_num_threads()} threads",
        "inputs": {"image": {"formula": "image", "args": IMAGE_ARGUMENTS, "dtype": "uint8",
                             "shape": list(image.shape), "sha256": IMAGE_SHA256}},
        "values": {"resized_hw": list(resized.shape[:2]), "prompts": PROMPTS,
                   "resized_sha256_hwc_u8": hashlib.sha256(resized.tobytes()).hexdigest()},
        "tensors": case.descriptions,
    }
    save_file(case.stored, folder / (name + ".safetensors"))
    (folder / (name + ".json")).write_text(json.dumps(description, indent=1))
    print("made", name, flush=True)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    cases = pathlib.Path(sys.argv[1]) / "cases"
    cases.mkdir(parents=True, exist_ok=True)
    with torch.inference_mode():
        for wanted in sys.argv[2:] or ["vit_l", "vit_h"]:
            make(wanted, cases)


if __name__ == "__main__":
    main()
