"""The lab's name server: knows two names' IPv4 addresses, and answers for other record types of them with no record.

usage: name_server.py ADDRESS
"""
import socket
import struct
import sys
import time

ADDRESSES = {"www.its.ac.id": "103.94.189.4", "gateway.lab.test": "172.18.0.1"}
A, INTERNET = 1, 1
RESPONSE = 0x8180  # a response; recursion was desired and is available
NAME_ERROR = 3


def answer(query):
    """The response to a query of one question."""
    identification = query[:2]
    labels, position = [], 12
    while query[position]:
        length = query[position]
        labels.append(query[position + 1 : position + 1 + length].decode())
        position += 1 + length
    position += 1
    name, question = query[12:position], query[12 : position + 4]
    kind = struct.unpack_from("!H", query, position)[0]
    address = ADDRESSES.get(".".join(labels).lower())
    code = 0 if address else NAME_ERROR
    record = b""
    if address and kind == A:
        # The owner name is written out in full, as the lab's own name server does it.
        record = name + struct.pack("!HHIH", A, INTERNET, 300, 4) + socket.inet_aton(address)
    counts = struct.pack("!HHHHH", RESPONSE | code, 1, 1 if record else 0, 0, 0)
    return identification + counts + question + record


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((sys.argv[1], 53))
while True:
    query, client = server.recvfrom(512)
    # As long as a server takes that asks another one: both questions of a pair are sent before an answer comes.
    time.sleep(0.002)
    server.sendto(answer(query), client)
