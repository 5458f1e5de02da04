"""The course's client: sends a sentence, reads its echo 16 bytes at a time, and may send a file afterwards.

usage: client.py HOST PORT [--hold SECONDS] [--file FILE [--read-size N | --unread]]
"""
import argparse
import logging
import select
import socket
import sys
import time

logging.basicConfig(level=logging.INFO)

parser = argparse.ArgumentParser()
parser.add_argument("host")
parser.add_argument("port", type=int)
parser.add_argument("--hold", type=float, default=0, help="pause between the sentence's echo and the file")
parser.add_argument("--file")
parser.add_argument("--read-size", type=int, default=32, help="of one read of the file's echo")
parser.add_argument("--unread", action="store_true", help="close while the file's echo waits unread in the socket")
options = parser.parse_args()


def read_echo(sock, size, expected):
    """Reads until as many bytes came back as were sent."""
    received = 0
    while received < expected:
        data = sock.recv(size)
        if not data:
            break
        received += len(data)
        logging.info("%s", data)


sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
sock.settimeout(10)
logging.info("connecting to %s", (options.host, options.port))
try:
    sock.connect((options.host, options.port))
    message = "INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ"
    logging.info("sending %s", message)
    sock.sendall(message.encode())
    read_echo(sock, 16, len(message))
    time.sleep(options.hold)
    if options.file:
        with open(options.file, "rb") as file:
            content = file.read()
        sock.sendall(content)
        logging.info("File '%s' sent successfully.", options.file.rsplit("/", 1)[-1])
        if options.unread:
            # Wait until the echo is in the receive buffer, and leave it there: closing then resets the connection.
            select.select([sock], [], [], 5)
            time.sleep(0.05)
        else:
            read_echo(sock, options.read_size, len(content))
except OSError as error:
    logging.info("ERROR: %s", error)
    sys.exit(1)
finally:
    logging.info("closing")
    sock.close()
