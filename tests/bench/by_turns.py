"""Programs that are measured by turns: ours, reference, ours... so that what else the machine does falls on all alike.

Each is started once, with two threads, prints "ready" and then answers the names of pieces of work with the seconds
they took by the clock and by the processors (measured_work.h has the other side)."""
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

THREADS = 2


def serve(subject):
    """Measures what each line of the input asks, a method of the subject, as our own benchmarks do."""
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
            continue
        wall, processor = time.perf_counter(), time.process_time()
        getattr(subject, line.strip())()
        print(f"{time.perf_counter() - wall:.6f} {time.process_time() - processor:.6f}", flush=True)


class Program:
    """A measured program that waits for questions."""

    def __init__(self, title, command, huge_pages=True):
        surroundings = dict(os.environ, THP_MEM_ALLOC_ENABLE=str(int(huge_pages)), OMP_NUM_THREADS=str(THREADS))
        surroundings.pop("OMP_WAIT_POLICY", None)  # each as its users run it
        self.title = title
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=surroundings)
        answer = self.process.stdout.readline().strip()
        if answer != "ready":
            sys.exit(f"{title} did not start: {answer}")

    def ask(self, question):
        print(question, file=self.process.stdin, flush=True)
        return [float(number) for number in self.process.stdout.readline().split()]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def load():
    return pathlib.Path("/proc/loadavg").read_text().split()[0]


def by_turns(question, programs, turns, repeats=1):
    """Prints each program's times and their ratios to those of the first, turn by turn. On a busy machine the seconds
    of processors tell more than those of the clock, except for programs that spin while they wait (ONNX Runtime)."""
    times = {program.title: [] for program in programs}
    loads = []
    for program in programs:
        program.ask(question)
    for _ in range(turns):
        loads.append(load())
        for program in programs:
            answers = [program.ask(question) for _ in range(repeats)]
            times[program.title].append([min(kind) for kind in zip(*answers)])
    for program in programs:
        for kind, name in enumerate(("clock", "processors")):
            ours, own = ([turn[kind] for turn in times[title]] for title in (programs[0].title, program.title))
            ratios = [mine / other for mine, other in zip(ours, own)]
            print(f"  {question:8} {program.title:10} {name:10} least {min(own):.4f} s, median "
                  f"{statistics.median(own):.4f} s; ours / this: median {statistics.median(ratios):.3f}, "
                  f"{min(ratios):.3f} to {max(ratios):.3f}")
    print(f"  {question:8} load at each turn: {' '.join(loads)}", flush=True)
