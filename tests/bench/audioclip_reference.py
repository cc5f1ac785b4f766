#!/usr/bin/env python3
"""What bench_audioclip measures, by the Python reference. Needs a scratch environment with torch, torchvision, scipy,
termcolor and tqdm, and AudioCLIP's own repository on PYTHONPATH; nothing of it is kept here.
Usage: THP_MEM_ALLOC_ENABLE=1 OMP_WAIT_POLICY=PASSIVE audioclip_reference.py"""
import sys
import time
import types

import torch


def report(name, times, work):
    wall, cpu = [], []
    work()
    for _ in range(times):
        t, c = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - t)
        cpu.append(time.process_time() - c)
    wall.sort()
    cpu.sort()
    print(f"{name:20} wall least {wall[0]:.3f} s, median {wall[len(wall) // 2]:.3f} s; processor least {cpu[0]:.3f} s")


def stand_in(name, **members):
    """A module that the networks' files import and whose work is not measured here."""
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)


stand_in("ignite_trainer", AbstractNet=torch.nn.Module, AbstractTransform=object)
stand_in("utils.datasets")
stand_in("utils.simple_tokenizer", SimpleTokenizer=object)
from model.audioclip import AudioCLIP  # noqa: E402

torch.set_num_threads(2)
network = AudioCLIP(pretrained=False).eval()
pictures = ((torch.arange(5 * 3 * 224 * 224) % 251).float() / 255).reshape(5, 3, 224, 224)
sounds = ((torch.arange(5 * 220500) % 2001).float() / 1000 - 1).reshape(5, 1, 220500)
with torch.no_grad():
    report("audio, 1 sound", 5, lambda: network.encode_audio(audio=sounds[:1]))
    report("audio, 5 sounds", 3, lambda: network.encode_audio(audio=sounds))
    report("visual, 5 pictures", 5, lambda: network.encode_image(image=pictures))
