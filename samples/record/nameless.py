"""Leaves out of a pcapng file what tells of the computer that recorded it: its processor and its kernel.

usage: nameless.py FROM TO

Everything else stays as dumpcap wrote it.
"""
import struct
import sys

SECTION, INTERFACE = 0x0A0D0D0A, 1
# Of each block type: where its options start, and which of them tell of the computer.
LEFT_OUT = {SECTION: (16, {2, 3}), INTERFACE: (8, {12, 15})}  # shb_hardware, shb_os, if_os, if_hardware


def options(body, start):
    """The options of a block: code, and all bytes with header and padding."""
    while start + 4 <= len(body):
        code, length = struct.unpack_from("<HH", body, start)
        end = start + 4 + (length + 3) // 4 * 4
        yield code, body[start:end]
        start = end


with open(sys.argv[1], "rb") as file:
    data = file.read()
with open(sys.argv[2], "wb") as out:
    position = 0
    while position < len(data):
        kind, length = struct.unpack_from("<II", data, position)
        body = data[position + 8 : position + length - 4]
        if kind in LEFT_OUT:
            start, codes = LEFT_OUT[kind]
            body = body[:start] + b"".join(whole for code, whole in options(body, start) if code not in codes)
        total = struct.pack("<I", len(body) + 12)
        out.write(struct.pack("<I", kind) + total + body + total)
        position += length
