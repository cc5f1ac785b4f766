#!/usr/bin/env python3
"""Soundmask's AudioCLIP against the Python reference, by turns on the same pictures and sounds.

    compare_audioclip.py BENCH_AUDIOCLIP [--pairs N] [--huge-pages]

The reference runs as its users run it; --huge-pages lets it have those that we take.

Needs a scratch environment with torch, torchvision, scipy, termcolor and tqdm, and AudioCLIP's own repository on
PYTHONPATH; nothing of it is kept here.
"""
import argparse
import os
import sys
import types

from by_turns import THREADS, Program, by_turns, serve


def stand_in(name, **members):
    """A module that the networks' files import and whose work is not measured here."""
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)


class Reference:
    def __init__(self):
        import torch
        stand_in("ignite_trainer", AbstractNet=torch.nn.Module, AbstractTransform=object)
        stand_in("utils.datasets")
        stand_in("utils.simple_tokenizer", SimpleTokenizer=object)
        from model.audioclip import AudioCLIP
        torch.set_num_threads(THREADS)
        torch.set_grad_enabled(False)
        self.network = AudioCLIP(pretrained=False).eval()
        self.images = ((torch.arange(5 * 3 * 224 * 224) % 251).float() / 255).reshape(5, 3, 224, 224)
        self.tracks = ((torch.arange(5 * 220500) % 2001).float() / 1000 - 1).reshape(5, 1, 220500)

    def sound(self):
        self.network.encode_audio(audio=self.tracks[:1])

    def sounds(self):
        self.network.encode_audio(audio=self.tracks)

    def pictures(self):
        self.network.encode_image(image=self.images)


def main():
    if sys.argv[1:] == ["--serve-reference"]:
        return serve(Reference())
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench_audioclip")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--huge-pages", action="store_true")
    options = parser.parse_args()
    programs = [Program("ours", [options.bench_audioclip, "--serve"]),
                Program("reference", [sys.executable, os.path.abspath(__file__), "--serve-reference"],
                        options.huge_pages)]
    for question in ("pictures", "sound", "sounds"):
        by_turns(question, programs, options.pairs)
    for program in programs:
        program.close()


if __name__ == "__main__":
    main()
