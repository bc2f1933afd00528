"""A server that accepts everybody and never says a word. Usage: python3 silent.py PORT"""
import socket
import sys

with socket.create_server(("", int(sys.argv[1]))) as listener:
    kept = []
    while True:
        kept.append(listener.accept())
