#!/usr/bin/env bash
# Gets LibTorch into DIR: its headers and what a CPU program loads, 560 MB, out of the wheels pinned by content in
# libtorch-wheels.txt (a download of 550 MB, deleted again). With --cuda also what runs on graphics cards, out of the
# same wheel of LibTorch and those of libtorch-cuda-wheels.txt: 4 GB, a download of 2.5 GB. Does nothing if DIR holds
# all that already.
# Usage: get-libtorch.sh [--cuda] DIR
set -euo pipefail
lists=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
wheels=("$lists/libtorch-wheels.txt")
download_mb=550 needed_mb=1500 cuda=
if [ "${1:-}" = --cuda ]; then
    wheels+=("$lists/libtorch-cuda-wheels.txt")
    download_mb=2500 needed_mb=8000 cuda=1
    shift
fi
target=${1:?usage: get-libtorch.sh [--cuda] DIR}
stamp=$target/from-wheels.txt

die() { printf 'get-libtorch: error: %s\n' "$*" >&2; exit 1; }

pinned() { grep -h '^[a-z]' "${wheels[@]}"; }

if [ -f "$stamp" ]; then
    # More than is wanted is fine: a later run without --cuda leaves the CUDA half there.
    missing=$(pinned | grep -vxFf "$stamp" || true)
    [ -z "$missing" ] && exit 0
fi

[ "$(uname -sm)" = "Linux x86_64" ] || die "the pinned wheels are for Linux on x86-64; configure cmake with
-DSOUNDMASK_TORCH_ROOT=FOLDER naming a LibTorch of your own (include/ and lib/ inside)"
python3 -m pip --version >/dev/null 2>&1 || die "pip is missing; install the package python3-pip"
mkdir -p "$(dirname "$target")"
room_mb=$(df --output=avail -m "$(dirname "$target")" | tail -1)
[ "$room_mb" -ge "$needed_mb" ] \
    || die "$(dirname "$target") has $room_mb MB free, $needed_mb are needed; make room and run again"

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
platforms=()
for libc in 2_28 2_27 2_25 2_18 2_17 2_12; do platforms+=(--platform "manylinux_${libc}_x86_64"); done
for libc in manylinux2014 manylinux2010; do platforms+=(--platform "${libc}_x86_64"); done
printf 'get-libtorch: downloading %s MB of pinned wheels\n' "$download_mb" >&2
python3 -m pip download --quiet --disable-pip-version-check --no-cache-dir --no-deps --require-hashes \
    --only-binary=:all: --implementation cp --python-version 311 "${platforms[@]}" \
    "${wheels[@]/#/--requirement=}" --dest "$work/wheels" \
    || die "pip could not download them (its message is above); check the network, then run again"

# Only what is compiled against or loaded; reading a member checks its CRC.
python3 - "$work" "$cuda" <<'PYTHON' || die "the wheels could not be unpacked (the message is above); run again"
import fnmatch, pathlib, sys, zipfile
work, cuda = pathlib.Path(sys.argv[1]), sys.argv[2]
libraries = {f"torch/lib/{name}" for name in ("libtorch_cpu.so", "libc10.so", "libgomp.so.1")}
libraries |= {f"nvidia/cu13/lib/{name}" for name in ("libcudart.so.13", "libcupti.so.13")}
patterns = ["torch/include/*", "*licenses/*"]
if cuda:
    names = ("libtorch_cuda.so", "libtorch_cuda_linalg.so", "libtorch_nvshmem.so", "libc10_cuda.so", "libcaffe2_nvrtc.so")
    libraries |= {f"torch/lib/{name}" for name in names}
    patterns.append("nvidia/*/lib/*.so*")
for wheel in (work / "wheels").glob("*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        wanted = [n for n in archive.namelist() if n in libraries or any(fnmatch.fnmatch(n, p) for p in patterns)]
        archive.extractall(work / "new", wanted)
        libraries -= set(wanted)
if libraries:
    sys.exit(f"not in the wheels: {', '.join(sorted(libraries))}")
PYTHON
pinned >"$work/new/from-wheels.txt"
rm -rf "$target"
mv "$work/new" "$target"
