#!/usr/bin/env bash
# Records samples/nat_any.pcapng anew: a machine behind a router that translates addresses looks up a name, talks to an echo server and pings it;
# the capture is made on `any` of the router, which sees each packet before and after. All machines are network namespaces of this computer, and
# nothing leaves them. Needs root, iproute2 and nftables.
# usage: sudo samples/record-nat.sh LABCAP [FILE]     (FILE: the capture; samples/nat_any.pcapng if not given)
set -euo pipefail

readonly SECONDS_AT_MOST=20
here=$(cd "$(dirname "$0")" && pwd)
readonly here
labcap=$(readlink -f "$1")
out=$(readlink -f "${2:-$here/nat_any.pcapng}")
if [ -z "${LABCAP_RECORDING:-}" ]; then
  LABCAP_RECORDING=1 exec timeout --kill-after=5 "$SECONDS_AT_MOST" "$0" "$labcap" "$out"
fi

readonly machine="labcap-$$-mesin-1" router="labcap-$$-router" server="labcap-$$-server"
work=$(mktemp -d)
own_netns=
[ -d /etc/netns ] || own_netns=yes

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  trap - EXIT
  kill $(jobs -p) 2>/dev/null || true
  wait
  for namespace in "$machine" "$router" "$server"; do
    ip netns del "$namespace" 2>/dev/null || true
  done
  rm -rf "/etc/netns/$machine" "$work"
  if [ -n "$own_netns" ]; then
    rmdir /etc/netns 2>/dev/null || true
  fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

for namespace in "$machine" "$router" "$server"; do
  ip netns add "$namespace"
  # Before any link is up, so that no IPv6 packet is ever sent.
  ip netns exec "$namespace" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1 \
    net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
  ip -n "$namespace" link set lo up
done
ip -n "$router" link add inside type veth peer name eth0 netns "$machine"
ip -n "$router" link add outside type veth peer name eth0 netns "$server"
ip -n "$router" address add 172.18.0.1/16 dev inside
ip -n "$router" address add 192.168.65.1/24 dev outside
ip -n "$router" link set inside up
ip -n "$router" link set outside up
ip -n "$machine" address add 172.18.0.2/16 dev eth0
ip -n "$machine" link set eth0 up
ip -n "$machine" route add default via 172.18.0.1
# No way back to 172.18.0.0/16: only translated packets can be answered.
ip -n "$server" address add 192.168.65.7/24 dev eth0
ip -n "$server" link set eth0 up
ip netns exec "$router" sysctl -qw net.ipv4.ip_forward=1
ip netns exec "$router" nft -f - <<'RULES'
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat
    oifname "outside" masquerade
  }
}
RULES
mkdir -p "/etc/netns/$machine"
echo "nameserver 192.168.65.7" >"/etc/netns/$machine/resolv.conf"
echo "hosts: files dns" >"/etc/netns/$machine/nsswitch.conf"

ip netns exec "$server" "$labcap" lab name-server --bind 192.168.65.7 --record server.lab.test=192.168.65.7 2>/dev/null &
ip netns exec "$server" "$labcap" lab server --bind 192.168.65.7 2>/dev/null &
ip netns exec "$router" "$labcap" live any --write "$work/nat.pcapng" --quiet &
sleep 1.5
ip netns exec "$machine" "$labcap" lab client server.lab.test 10000 2>/dev/null
ip netns exec "$machine" "$labcap" lab ping 192.168.65.7 --count 2 --interval 0.2 >/dev/null
sleep 0.5
kill -INT $!
wait $! || true
cp "$work/nat.pcapng" "$out"
