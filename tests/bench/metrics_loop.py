"""mIoU and F-score of AVSBench the plain way, for bench_metrics: one pass over the pixels for each of 255 thresholds.

Usage: metrics_loop.py plain|lean LOGITS TRUTH CLIPS FRAMES SIDE REPEATS
LOGITS holds CLIPS x FRAMES x SIDE x SIDE float32, TRUTH as many bytes of 0 or 1; the whole is scored REPEATS times.
plain counts with products of float masks, as tensor code does; lean with booleans, the fastest form of the loop in numpy.
Prints one line: processor seconds (of the scoring, without reading), mIoU, mean over clips of the maximal F (beta^2 = 0.3).
"""

import sys
import time

import numpy as np

BETA2 = 0.3
THRESHOLDS = np.linspace(0, 1 - 1e-10, 255, dtype=np.float64).astype(np.float32)


def iou(logits, truth):
    predicted = 1 / (1 + np.exp(-logits)) > 0.5
    scores = []
    for p, t in zip(predicted, truth):
        if t.any():
            common = np.count_nonzero(p & t)
            scores.append(common / (np.count_nonzero(p | t) + 1e-7))
        else:
            scores.append(np.count_nonzero(~p) / (p.size + 1e-7))
    return float(np.mean(scores))


def counts_plain(scores, truth, threshold):
    predicted = (scores >= threshold).astype(np.float32)
    return (predicted * truth).sum(dtype=np.float64), predicted.sum(dtype=np.float64)


def counts_lean(scores, truth, threshold):
    predicted = scores >= threshold
    return np.count_nonzero(predicted & truth), np.count_nonzero(predicted)


def best_f(logits, truth, plain):
    scores = 1 / (1 + np.exp(-logits))
    curve, frames = np.zeros(len(THRESHOLDS)), 0
    for s, t in zip(scores, truth):
        wanted = np.count_nonzero(t)
        if wanted == 0:
            continue
        count, mask = (counts_plain, t.astype(np.float32)) if plain else (counts_lean, t)
        for k, threshold in enumerate(THRESHOLDS):
            right, found = count(s, mask, threshold)
            precision, recall = right / (found + 1e-20), right / (wanted + 1e-20)
            if precision + recall > 0:
                curve[k] += (1 + BETA2) * precision * recall / (BETA2 * precision + recall)
        frames += 1
    return float(curve.max() / frames) if frames else 0.0


def main():
    plain, logits_path, truth_path = sys.argv[1] == "plain", sys.argv[2], sys.argv[3]
    clips, frames, side, repeats = map(int, sys.argv[4:8])
    shape = (clips, frames, side, side)
    logits = np.fromfile(logits_path, np.float32).reshape(shape)
    truth = np.fromfile(truth_path, np.uint8).reshape(shape).astype(bool)
    begin = time.process_time()
    ious, fs = [], []
    for _ in range(repeats):
        for l, t in zip(logits, truth):
            ious.append(iou(l, t))
            fs.append(best_f(l, t, plain))
    print(time.process_time() - begin, np.mean(ious), np.mean(fs))


if __name__ == "__main__":
    main()
