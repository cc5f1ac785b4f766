#!/usr/bin/env bash
# Proves the README: in a bare Debian 12 made by debootstrap, with nothing but git, a fresh clone runs and tests.
# usage: test-bare-debian.sh [FOLDER]     as root; FOLDER (default /var/tmp/soundmask-debian) keeps the bare system
# The Debian mirror is the one this machine uses.
set -euo pipefail
root=${1:-/var/tmp/soundmask-debian}
source_dir=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)

say() { printf '==> %s\n' "$*"; }
[ "$(id -u)" -eq 0 ] || { echo "test-bare-debian: debootstrap needs root" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "test-bare-debian: install debootstrap" >&2; exit 1; }

mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' | awk '$2 == "bookworm" || $2 == "stable" {print $1; exit}')
[ -n "$mirror" ] || { echo "test-bare-debian: no Debian 12 mirror in this machine's apt sources" >&2; exit 1; }

if [ ! -f "$root/.made" ]; then
    say "making a bare Debian 12 in $root"
    rm -rf "$root"
    debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" "$mirror" >/dev/null
    # The clone reaches the network the way this machine does.
    cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
    cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
    cp /etc/pip.conf "$root/etc/" 2>/dev/null || true
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    touch "$root/.made"
fi

umount_all() { umount "$root/dev/pts" "$root/dev" "$root/proc" 2>/dev/null || true; }
trap umount_all EXIT
mount --bind /dev "$root/dev"
mkdir -p "$root/dev/pts"
mount -t devpts devpts "$root/dev/pts"
mount -t proc proc "$root/proc"

rm -rf "$root/home/soundmask"
git clone -q --no-hardlinks "$source_dir" "$root/home/soundmask"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 bash -c "cd /home/soundmask && $1"; }

say "bare system: $(du -sh --one-file-system "$root" | cut -f1)"
started=$SECONDS
inside './dev run'
say "./dev run took $((SECONDS - started)) s"
started=$SECONDS
inside './dev test'
say "./dev test took $((SECONDS - started)) s; with packages and build: $(du -sh --one-file-system "$root" | cut -f1)"
