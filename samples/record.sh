#!/usr/bin/env bash
# Records samples/wireshark_any.pcapng and its two siblings anew: the lab's four exercises between machines that are
# network namespaces of this computer. Nothing leaves them. Needs root, iproute2, python3, dumpcap and tcpdump.
# usage: sudo samples/record.sh [FOLDER]     (FOLDER: where the captures go; samples/ if not given)
set -euo pipefail

readonly SECONDS_AT_MOST=40
here=$(cd "$(dirname "$0")" && pwd)
readonly here programs="$here/record"
readonly out=${1:-$here}

fail() {
  echo "record.sh: $*" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || fail "needs root, to make network namespaces. Hint: sudo $0"
for tool in ip sysctl python3 dumpcap tcpdump capinfos timeout; do
  command -v "$tool" >/dev/null || fail "needs the program $tool. Hint: apt-get install iproute2 procps python3 tshark tcpdump"
done
[ -d "$out" ] || fail "$out: no such folder"
# Bounded in time: once more under a guard that ends this script and all its programs.
if [ -z "${LABCAP_RECORDING:-}" ]; then
  LABCAP_RECORDING=1 exec timeout --kill-after=5 "$SECONDS_AT_MOST" "$0" "$@"
fi

# ---- names, and what is undone at the end ----

readonly lab="labcap-$$"
readonly server="$lab-mesin-1" client="$lab-mesin-2" other="$lab-mesin-3" gateway="$lab-gateway" names="$lab-names"
work=$(mktemp -d)
readonly work
started=()
own_netns=
[ -d /etc/netns ] || own_netns=yes

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  trap - EXIT
  trap '' INT TERM HUP
  if [ "${#started[@]}" -gt 0 ]; then
    kill "${started[@]}" 2>/dev/null || true
    wait "${started[@]}" 2>/dev/null || true
  fi
  for namespace in "$server" "$client" "$other" "$gateway" "$names"; do
    ip netns del "$namespace" 2>/dev/null || true
  done
  rm -rf "/etc/netns/$server" "$work"
  if [ -n "$own_netns" ]; then
    rmdir /etc/netns 2>/dev/null || true
  fi
}
trap clean_up EXIT
trap 'echo "record.sh: line $LINENO: this step failed" >&2' ERR
trap 'exit 130' INT
trap 'fail "stopped after $SECONDS_AT_MOST seconds, or by a signal"' TERM HUP

# The interpreter itself, not a wrapper that starts it.
python=$(python3 -c 'import sys; print(sys.executable)')
readonly python

# Runs a program in a namespace.
within() {
  ip netns exec "$@"
}

# The same in the background, with its output in a file; its process number is in $last.
start() {
  local log=$1
  shift
  ip netns exec "$@" >"$work/$log" 2>&1 &
  last=$!
  started+=("$last")
}

# Waits until a file holds a text.
wait_for() {
  local file=$1 text=$2
  for _ in $(seq 100); do
    if grep -qF -- "$text" "$work/$file" 2>/dev/null; then
      return
    fi
    sleep 0.1
  done
  cat "$work/$file" >&2
  fail "waited in vain for '$text' in $file"
}

# ---- the machines: mesin-1, -2 and -3 on a bridge, whose gateway leads to the name server ----

for namespace in "$server" "$client" "$other" "$gateway" "$names"; do
  ip netns add "$namespace"
  # Before any link is up, so that no IPv6 packet is ever sent.
  within "$namespace" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
  # Forwarded packets aren't to be judged by where they come from, and ICMP errors not to be held back.
  within "$namespace" sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.icmp_ratelimit=0
  ip -n "$namespace" link set lo up
done

ip -n "$gateway" link add br0 address 02:42:ac:12:00:01 type bridge stp_state 0 mcast_snooping 0
ip -n "$gateway" address add 172.18.0.1/16 dev br0
for machine in 2 3 4; do
  namespace="$lab-mesin-$((machine - 1))"
  ip -n "$gateway" link add "port$machine" type veth peer name eth0 netns "$namespace" address "02:42:ac:12:00:0$machine"
  ip -n "$gateway" link set "port$machine" master br0 up
  ip -n "$namespace" address add "172.18.0.$machine/16" dev eth0
  ip -n "$namespace" link set eth0 up
done
ip -n "$gateway" link set br0 up
for machine in 1 2 3; do
  ip -n "$lab-mesin-$machine" route add default via 172.18.0.1
done

ip -n "$gateway" link add uplink type veth peer name eth0 netns "$names"
ip -n "$gateway" address add 192.168.65.1/24 dev uplink
ip -n "$gateway" link set uplink up
ip -n "$names" address add 192.168.65.7/24 dev eth0
ip -n "$names" link set eth0 up
ip -n "$names" route add default via 192.168.65.1
within "$gateway" sysctl -qw net.ipv4.ip_forward=1

mkdir -p "/etc/netns/$server"
echo "nameserver 192.168.65.7" >"/etc/netns/$server/resolv.conf"
# No other service is asked, so that no question leaves the namespaces.
echo "hosts: files dns" >"/etc/netns/$server/nsswitch.conf"

printf 'Halo server mesin 1, ini Client' >"$work/file_dikirim.txt"
printf 'Halo Server, ini Pesan dari Mesin 2' >"$work/file_mesin2.txt"
printf 'Halo Server, ini Pesan dari Mesin 3' >"$work/file_mesin3.txt"

# ---- the captures; the loopback connection is older than they are ----

start names.log "$names" "$python" "$programs/name_server.py" 192.168.65.7
start screen.log "$server" "$python" "$programs/screen.py" 5902 3 6
sleep 0.5

start any.log "$server" dumpcap -q -i any -y LINUX_SLL -w "$work/wireshark_any.pcapng"
captures=("$last")
start sll2.log "$server" tcpdump -Z root -U -i any -y LINUX_SLL2 --time-stamp-precision=nano -w "$work/wireshark_any_sll2.pcap"
captures+=("$last")
start eth0.log "$server" dumpcap -q -i eth0 -w "$work/mesin-1_eth0.pcapng"
captures+=("$last")
wait_for any.log "File: "
wait_for sll2.log "listening on any"
wait_for eth0.log "File: "
sleep 1.5

within "$server" "$python" "$programs/ping.py" 172.18.0.1 3

# ---- exercise 1: a name is asked for ----

echo "exercise 1: socket_info.py on mesin-1"
within "$server" "$python" "$programs/socket_info.py" www.its.ac.id 80
sleep 0.3

# In between: another name, a ping, a datagram to a closed port, a client that is too early.
within "$server" "$python" -c 'import socket; socket.gethostbyname("gateway.lab.test")'
within "$server" "$python" "$programs/ping.py" 172.18.0.3 3
within "$client" "$python" -c 'import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b"halo", ("172.18.0.2", 40000))'
within "$client" "$python" "$programs/client.py" 172.18.0.2 10000 >"$work/early.log" 2>&1 || true
sleep 0.3

# ---- exercise 2: a server and a client ----

start server2.log "$server" "$python" "$programs/server.py" 10000
server2=$last
wait_for server2.log "waiting for a connection"
within "$client" "$python" "$programs/client.py" 172.18.0.2 10000 >"$work/client2.log" 2>&1
sleep 0.3
kill "$server2"

# ---- exercise 3: a file follows, and its echo is never read ----

start server3.log "$server" "$python" "$programs/server.py" 32444
wait_for server3.log "waiting for a connection"
within "$client" "$python" "$programs/client.py" 172.18.0.2 32444 --file "$work/file_dikirim.txt" --unread >"$work/client3.log" 2>&1
wait_for server3.log "closing"

# ---- exercise 4: two clients at once; the first holds the server for a while ----

start server4.log "$server" "$python" "$programs/server.py" 32444
server4=$last
wait_for server4.log "waiting for a connection"
start client4a.log "$client" "$python" "$programs/client.py" 172.18.0.2 32444 --hold 1 --file "$work/file_mesin2.txt"
first=$last
wait_for client4a.log "DEFGHIJKLMNOPQ'"
start client4b.log "$other" "$python" "$programs/client.py" 172.18.0.2 32444 --file "$work/file_mesin3.txt"
second=$last
wait "$first" || fail "exercise 4: the first client failed"
wait "$second" || fail "exercise 4: the second client failed"
sleep 0.3
kill "$server4"

# ---- the end: everything shown must be in the files ----

wait_for screen.log "done"
sleep 2
kill "${captures[@]}"
for capture in "${captures[@]}"; do
  wait "$capture" || true
done

for log in early client2 client3 client4a client4b server2 server3 server4; do
  echo "--- $log"
  cat "$work/$log.log"
done
grep -qF "[Errno 104]" "$work/server3.log" || fail "exercise 3: the server met no reset"
for file in wireshark_any.pcapng mesin-1_eth0.pcapng; do
  mv "$work/$file" "$work/recorded"
  "$python" "$programs/nameless.py" "$work/recorded" "$work/$file"
done
files=(wireshark_any.pcapng wireshark_any_sll2.pcap mesin-1_eth0.pcapng)
for file in "${files[@]}"; do
  [ -s "$work/$file" ] || fail "$file is empty"
  install -m 644 ${SUDO_UID:+-o "$SUDO_UID" -g "$SUDO_GID"} "$work/$file" "$out/$file"
done
echo "--- made in $out:"
(cd "$out" && capinfos -TmrcsE "${files[@]}" 2>/dev/null)
