#!/bin/bash
# Speed beside tshark and tcpdump, and peak memory, on a generated capture of a busy lab.
# Figures of one run compare with each other and with nothing else.
#
# usage: benches/speed.sh [PACKETS]     needs hyperfine, tshark, tcpdump, python3
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
packets=${1:-500000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
capture=$folder/lab.pcap
python3 benches/make_capture.py "$packets" "$capture"
cargo build --release --quiet
labcap=target/release/labcap

"$labcap" analyze "$capture" --format lines >"$folder/ours"
tshark -n -r "$capture" 2>/dev/null >"$folder/theirs"
# tshark recognises protocols on port 80 that labcap doesn't decode; the other rows have to be equal.
equal=$(cmp -s "$folder/ours" "$folder/theirs" && echo all ||
    paste -d '\n' "$folder/ours" "$folder/theirs" | awk 'NR % 2 { one = $0; next } one == $0 { n++ } END { print n }')
echo "rows equal to tshark's: $equal of $packets"

hyperfine --warmup 1 --runs 5 --style basic \
    "$labcap analyze $capture --format lines >$folder/out" \
    "$labcap analyze $capture --format ndjson >$folder/out" \
    "$labcap analyze $capture >$folder/out" \
    "tshark -n -r $capture >$folder/out 2>/dev/null" \
    "tcpdump -nn -r $capture >$folder/out 2>/dev/null" 2>/dev/null |
    grep -E 'Time|times|^  labcap|^  tshark|Benchmark|target'

for format in lines ndjson table; do
    /usr/bin/time -f "$format: peak memory %M kB" "$labcap" analyze "$capture" --format "$format" >/dev/null
done
