"""The course's echo server: one loop, one client at a time, at most 32 bytes a read.

usage: server.py PORT
"""
import logging
import socket
import sys

logging.basicConfig(level=logging.INFO)

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
address = ("0.0.0.0", int(sys.argv[1]))
logging.info("starting up on %s", address)
listener.bind(address)
listener.listen(1)
try:
    while True:
        logging.info("waiting for a connection")
        connection, client = listener.accept()
        logging.info("connection from %s", client)
        with connection:
            while True:
                data = connection.recv(32)
                logging.info("received %s", data)
                if not data:
                    break
                logging.info("sending back data")
                connection.sendall(data)
except OSError as error:
    logging.info("ERROR: %s", error)
finally:
    logging.info("closing")
    listener.close()
