#!/usr/bin/env bash
# Gets LibTorch into DIR: its headers and what a CPU program loads, 560 MB, out of the wheels pinned by content in
# libtorch-wheels.txt (a download of 550 MB, deleted again). Does nothing if DIR holds them already.
# Usage: get-libtorch.sh DIR
set -euo pipefail
wheels=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/libtorch-wheels.txt
target=${1:?usage: get-libtorch.sh DIR}
stamp=$target/from-wheels.txt

die() { printf 'get-libtorch: error: %s\n' "$*" >&2; exit 1; }

cmp -s "$wheels" "$stamp" && exit 0

[ "$(uname -sm)" = "Linux x86_64" ] || die "the pinned wheels are for Linux on x86-64; configure cmake with
-DSOUNDMASK_TORCH_ROOT=FOLDER naming a LibTorch of your own (include/ and lib/ inside)"
python3 -m pip --version >/dev/null 2>&1 || die "pip is missing; install the package python3-pip"
mkdir -p "$(dirname "$target")"
room_mb=$(df --output=avail -m "$(dirname "$target")" | tail -1)
[ "$room_mb" -ge 1500 ] || die "$(dirname "$target") has $room_mb MB free, 1500 are needed; make room and run again"

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
platforms=()
for libc in 2_28 2_27 2_25 2_17; do platforms+=(--platform "manylinux_${libc}_x86_64"); done
printf 'get-libtorch: downloading 550 MB of pinned wheels\n' >&2
python3 -m pip download --quiet --disable-pip-version-check --no-cache-dir --no-deps --require-hashes \
    --only-binary=:all: --implementation cp --python-version 311 "${platforms[@]}" --platform manylinux2014_x86_64 \
    --requirement "$wheels" --dest "$work/wheels" \
    || die "pip could not download them (its message is above); check the network, then run again"

# Only what is compiled against or loaded on the CPU; reading a member checks its CRC.
python3 - "$work" <<'PYTHON' || die "the wheels could not be unpacked (the message is above); run again"
import pathlib, sys, zipfile
work = pathlib.Path(sys.argv[1])
libraries = {f"torch/lib/{name}" for name in ("libtorch_cpu.so", "libc10.so", "libgomp.so.1")}
libraries |= {f"nvidia/cu13/lib/{name}" for name in ("libcudart.so.13", "libcupti.so.13")}
for wheel in (work / "wheels").glob("*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        wanted = [n for n in archive.namelist() if n in libraries or n.startswith("torch/include/") or "licenses/" in n]
        archive.extractall(work / "new", wanted)
        libraries -= set(wanted)
if libraries:
    sys.exit(f"not in the wheels: {', '.join(sorted(libraries))}")
PYTHON
cp "$wheels" "$work/new/from-wheels.txt"
rm -rf "$target"
mv "$work/new" "$target"
