#!/usr/bin/env python3
"""Writes a capture of a busy lab for measuring: echo connections, bulk transfers, DNS, pings.

usage: make_capture.py PACKETS FILE.pcap [PAYLOAD]

Cooked v1, nanoseconds, the same bytes every time. PAYLOAD is the size of bulk segments (default 512).
"""
import random
import struct
import sys

packets, path = int(sys.argv[1]), sys.argv[2]
bulk = int(sys.argv[3]) if len(sys.argv) > 3 else 512
rng = random.Random(20)
out = open(path, "wb", buffering=1 << 20)
out.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144, 113))
now, written = 1_700_000_000_000_000_000, 0


def write(source, destination, protocol, payload):
    global now, written
    now += rng.randrange(1_000, 60_000)
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), written & 0xFFFF, 0x4000, 64, protocol, 0) + source + destination
    frame = struct.pack(">HHH", 4, 1, 6) + b"\x02\x42" + source + b"\0\0\x08\0" + ip + payload
    out.write(struct.pack("<IIII", now // 10**9, now % 10**9, len(frame), len(frame)) + frame)
    written += 1


class Connection:
    def __init__(self):
        self.ends = [(bytes([10, 0, rng.randrange(4), rng.randrange(1, 250)]), rng.randrange(32768, 61000)),
                     (bytes([10, 1, 0, rng.randrange(1, 9)]), rng.choice([80, 10000, 32444]))]
        self.next = [rng.randrange(2**32), rng.randrange(2**32)]
        self.steps = self.run(rng.choice([3, 3, 8, 60]), rng.choice([46, 120, bulk]))

    def send(self, side, flags, payload=b"", options=b"", uses=0):
        (source, port), (destination, peer) = self.ends[side], self.ends[1 - side]
        options = options or b"\x01\x01\x08\x0a" + struct.pack(">II", now // 10**6 & 0xFFFFFFFF, 7)
        acknowledged = self.next[1 - side] if flags & 16 else 0
        header = struct.pack(">HHIIHHHH", port, peer, self.next[side], acknowledged, (5 + len(options) // 4) << 12 | flags, 502, 0, 0)
        write(source, destination, 6, header + options + payload)
        self.next[side] = (self.next[side] + len(payload) + uses) % 2**32

    def run(self, exchanges, size):
        syn = b"\x02\x04\x05\xb4\x04\x02\x08\x0a" + struct.pack(">II", 1, 0) + b"\x01\x03\x03\x07"
        yield self.send(0, 2, options=syn, uses=1)
        yield self.send(1, 18, options=syn, uses=1)
        yield self.send(0, 16)
        text = (b"INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ " * (size // 46 + 1))[:size]
        for _ in range(exchanges):
            yield self.send(0, 24, text)
            yield self.send(1, 16)
            yield self.send(1, 24, text)
            yield self.send(0, 16)
        yield self.send(0, 17, uses=1)
        yield self.send(1, 17, uses=1)
        yield self.send(0, 16)


def lookup():
    client, server, port, identifier = bytes([10, 0, 0, rng.randrange(1, 250)]), bytes([10, 1, 0, 53]), rng.randrange(32768, 61000), rng.randrange(65536)
    name = b"\3www\3its\2ac\2id\0"
    question = name + struct.pack(">HH", 1, 1)
    query = struct.pack(">HHHHHH", identifier, 0x0100, 1, 0, 0, 0) + question
    write(client, server, 17, struct.pack(">HHHH", port, 53, 8 + len(query), 0) + query)
    answer = struct.pack(">HHHHHH", identifier, 0x8180, 1, 1, 0, 0) + question + b"\xc0\x0c" + struct.pack(">HHIH4s", 1, 1, 60, 4, bytes([103, 94, 189, 4]))
    write(server, client, 17, struct.pack(">HHHH", 53, port, 8 + len(answer), 0) + answer)


live = [Connection() for _ in range(64)]
while written < packets:
    if rng.random() < 0.02:
        lookup()
        continue
    place = rng.randrange(len(live))
    if next(live[place].steps, 0) == 0:
        live[place] = Connection()
