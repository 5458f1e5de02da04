#!/bin/bash
# Drops of live capture beside tcpdump's, at several rates, in a network namespace of its own. Needs root (or unshare -Urn), iproute2, tcpdump and a C
# compiler. Each line: rate, who, packets sent, packets written, drops reported. Written + drops = sent.
# usage: benches/live.sh [LABCAP] [SECONDS]
set -euo pipefail
labcap=$(readlink -f "${1:-target/release/labcap}")
seconds=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
if [[ -z ${LABCAP_BENCH:-} ]]; then
    LABCAP_BENCH=1 exec unshare -n "$0" "$labcap" "$seconds"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -o "$work/flood" "$here/flood.c"
echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
ip link add v0 type veth peer name v1
ip addr add 10.9.0.1/24 dev v0
ip link set v0 up
ip link set v1 up
ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0

# The packets in a capture of either kind: all are equally long, and nothing else is sent.
measure() {
    local who=$1 rate=$2 file=$work/capture
    shift 2
    rm -f "$file"
    "$@" >"$work/out" 2>"$work/err" &
    local capture=$!
    sleep 1
    read -r sent took < <("$work/flood" 10.9.0.2 9 $((rate * seconds)) "$rate")
    kill -INT "$capture"
    wait "$capture" || true
    local written
    if [[ -s $file ]]; then written=$(capinfos -cMr "$file" | awk 'END { print $NF }'); else written=$(grep -c UDP "$work/out"); fi
    echo "$rate/s $who: sent $sent in $took s, written $written, $(grep -oE '[0-9]+ (packets )?dropped by (kernel|labcap)' "$work/err" | tr '\n' ' ')"
}

for rate in 50000 200000 400000; do
    measure tcpdump "$rate" tcpdump -i v0 -Z root -w "$work/capture" udp port 9
    measure labcap "$rate" "$labcap" live v0 -f 'udp port 9' --write "$work/capture" --quiet
    measure "labcap, explaining to lines" "$rate" "$labcap" live v0 -f 'udp port 9' --write "$work/capture" --format lines
done
for rate in 50000 200000; do
    measure "tcpdump to the screen" "$rate" tcpdump -n -i v0 -Z root udp port 9
    measure "labcap to the screen, lines" "$rate" "$labcap" live v0 -f 'udp port 9' --format lines
    measure "labcap to the screen, explained" "$rate" "$labcap" live v0 -f 'udp port 9'
done
