"""A small ping, so that the recording needs no such tool.

usage: ping.py ADDRESS COUNT
"""
import os
import socket
import struct
import sys
import time

ECHO_REQUEST = 8


def checksum(data):
    """The internet checksum of an even number of bytes."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
sock.settimeout(2)
for sequence in range(1, int(sys.argv[2]) + 1):
    # Its identifier stays below 65536 whatever the process number is.
    body = struct.pack("!HH", os.getpid() & 0xFFFF, sequence) + bytes(range(0x10, 0x40))
    header = struct.pack("!BBH", ECHO_REQUEST, 0, checksum(struct.pack("!BBH", ECHO_REQUEST, 0, 0) + body))
    sock.sendto(header + body, (sys.argv[1], 0))
    sock.recv(1024)
    time.sleep(0.2)
