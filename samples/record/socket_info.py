"""The course's first program: shows a socket's time limit and where a name leads.

usage: socket_info.py NAME PORT
"""
import socket
import sys

sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
print("timeout :", sock.gettimeout())
sock.settimeout(10)
print("timeout :", sock.gettimeout())
print(socket.getaddrinfo(sys.argv[1], int(sys.argv[2]), proto=socket.IPPROTO_TCP))
sock.close()
