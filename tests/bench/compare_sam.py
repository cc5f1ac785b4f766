#!/usr/bin/env python3
"""Soundmask's SAM against the Python reference and ONNX Runtime, by turns on the same picture with test weights.

    compare_sam.py BENCH_SAM [--pairs N] [--models vit_b,mobile] [--onnx FOLDER] [--no-reference]

Needs a scratch environment with torch, torchvision, timm and the
reference's packages (segment_anything for vit_b, mobile_sam for mobile) on PYTHONPATH; --onnx also needs onnx and
onnxruntime, and keeps the encoders, exported from the reference, in FOLDER. Nothing of all that belongs to the project.
"""
import argparse
import os
import pathlib
import subprocess
import sys

from by_turns import THREADS, Program, by_turns, serve

CLICKS_A_TURN = 10


def load_reference(name):
    """The reference's predictor with our test weights."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "golden"))
    import torch
    from make_sam_cases import test_weight
    torch.set_num_threads(THREADS)
    if name == "vit_b":
        from segment_anything import SamPredictor, sam_model_registry
        sam = sam_model_registry["vit_b"]().eval()
    else:
        from mobile_sam import SamPredictor, sam_model_registry
        sam = sam_model_registry["vit_t"]().eval()
    sam.load_state_dict({key: test_weight(key, tuple(value.shape)) for key, value in sam.state_dict().items()})
    return SamPredictor(sam)


def picture():
    import numpy as np
    return (np.arange(1200 * 1800 * 3) % 251).astype(np.uint8).reshape(1200, 1800, 3)


def export(name, path):
    """The reference's image encoder as ONNX."""
    import torch
    encoder = load_reference(name).model.image_encoder
    with torch.no_grad():
        torch.onnx.export(encoder, (torch.zeros(1, 3, 1024, 1024),), str(path), dynamo=False, opset_version=17,
                          input_names=["image"], output_names=["embedding"])


class Reference:
    def __init__(self, name):
        import numpy as np
        self.predictor, self.image = load_reference(name), picture()
        self.point, self.label = np.array([[500, 375]]), np.array([1])

    def encode(self):
        self.predictor.set_image(self.image)

    def predict(self):
        self.predictor.predict(self.point, self.label)


class Onnx:
    """Only the encoder, and without resizing the picture."""

    def __init__(self, path):
        import numpy as np
        import onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.pixels = np.zeros((1, 3, 1024, 1024), np.float32)
        resized = picture()[:1024, :1024].transpose(2, 0, 1).astype(np.float32)
        self.pixels[0] = (resized - 120) / 58

    def encode(self):
        self.session.run(None, {"image": self.pixels})


def compare(name, options):
    me = [sys.executable, os.path.abspath(__file__)]
    programs = [Program("ours", [options.bench_sam, "--serve", name])]
    if not options.no_reference:
        programs.append(Program("reference", me + ["--serve-reference", name]))
    decoders = list(programs)
    if options.onnx:
        path = pathlib.Path(options.onnx) / (name + ".onnx")
        if not path.exists():
            subprocess.run(me + ["--export", name, str(path)], check=True)
        programs.append(Program("onnx", me + ["--serve-onnx", str(path)]))
    print(f"{name}: {options.pairs} turns after one to warm up, {THREADS} threads")
    by_turns("encode", programs, options.pairs)
    for program in programs:
        print(f"  memory   {program.title:10} at most {program.ask('memory')[0]:.0f} MB while encoding")
    by_turns("predict", decoders, options.pairs, CLICKS_A_TURN)
    for program in programs:
        program.close()


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--serve-reference":
        return serve(Reference(sys.argv[2]))
    if len(sys.argv) > 2 and sys.argv[1] == "--serve-onnx":
        return serve(Onnx(sys.argv[2]))
    if len(sys.argv) > 3 and sys.argv[1] == "--export":
        return export(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench_sam")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--models", default="vit_b,mobile")
    parser.add_argument("--onnx")
    parser.add_argument("--no-reference", action="store_true")
    options = parser.parse_args()
    for name in options.models.split(","):
        compare(name, options)


if __name__ == "__main__":
    main()
