"""The traffic that a remote screen makes inside a container: small messages between two programs over loopback.

usage: screen.py PORT BEFORE RUNNING

One connection is open before the capture starts and stays open (it says nothing for BEFORE seconds, then now and then
for RUNNING seconds); another one opens and closes meanwhile. Both ends run in this program.
"""
import socket
import sys
import threading
import time

PORT, BEFORE, RUNNING = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
REQUEST, UPDATE = b"\x03\x01\x00\x00\x00\x00\x05\x00\x03\x00", b"\x00\x00\x00\x01" + bytes(60)


def screen(connection):
    """Answers each request for an update with one."""
    with connection:
        while connection.recv(len(REQUEST)):
            connection.sendall(UPDATE)


def serve(listener):
    """Takes every viewer."""
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=screen, args=(connection,), daemon=True).start()


def view(sock, times, pause):
    """Asks for updates."""
    for _ in range(times):
        sock.sendall(REQUEST)
        sock.recv(len(UPDATE), socket.MSG_WAITALL)
        time.sleep(pause)


listener = socket.create_server(("127.0.0.1", PORT))
threading.Thread(target=serve, args=(listener,), daemon=True).start()
first = socket.create_connection(("127.0.0.1", PORT))
view(first, 1, 0)
time.sleep(BEFORE)
pause = RUNNING / 30
view(first, 15, pause)
with socket.create_connection(("127.0.0.1", PORT)) as second:
    view(second, 6, 0.02)
view(first, 15, pause)
print("done", flush=True)
time.sleep(60)  # it stays open until it is stopped
