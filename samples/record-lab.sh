#!/usr/bin/env bash
# Records samples/lab/ anew: every exercise on each of its machines, and every named scenario on the machine where it is told best. Needs what
# `labcap lab run` needs: root or user namespaces, iproute2 and nftables. Nothing leaves the machines.
# usage: samples/record-lab.sh LABCAP [FOLDER]     (FOLDER: where the captures go; samples/lab if not given)
set -euo pipefail
labcap=$(readlink -f "$1")
here=$(cd "$(dirname "$0")" && pwd)
out=${2:-$here/lab}
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

record() {
    local name=$1 machine
    shift
    "$labcap" lab run "$name" --no-explain -o "$work/$name" >/dev/null
    for machine in "$@"; do
        cp "$work/$name/$machine.pcapng" "$out/$name-$machine.pcapng"
    done
}

record 1 mesin-1 mesin-2
record 2 mesin-1 mesin-2
record 3 mesin-1 mesin-2
record 4 mesin-1 mesin-2 mesin-3
for name in refused unanswered zero-window keep-alive keep-alive-unanswered nagle nodelay slow-client slow-server slow-link name-then-connection data-after-close \
    tail-loss-probe udp-port-unreachable ping; do
    record "$name" mesin-2
done
for name in nat accept-queue-full overlap threaded idle-second-connection line-echo half-close simultaneous-close abort abort-after-reading port-reuse \
    traceroute arp-without-answer; do
    record "$name" mesin-1
done
