"""A client that asks for one page as fast as a server answers, by pipelined requests.

It counts bytes instead of reading answers, so that it takes little of the time it measures.
"""

import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 8
AT_ONCE = 16  # requests in one write on one connection
ROOM = 1 << 20  # bytes that the kernel gathers before the client looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """`client_share` is the part of the time in which the client itself was at work."""

    per_second: float
    client_share: float


def ask(port: int, path: str, seconds: float) -> Load:
    """Requests per second that the server on the port answers; every answer is of equal length."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()
    length = _length_of_one(port, request)
    selector = selectors.DefaultSelector()
    outstanding: dict[socket.socket, int] = {}
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
        selector.register(connection, selectors.EVENT_READ)
        connection.sendall(request * AT_ONCE)
        outstanding[connection] = length * AT_ONCE
        _wake_once(connection, outstanding[connection])
    received = 0
    begun, begun_cpu = time.perf_counter(), time.process_time()
    while (now := time.perf_counter()) < begun + seconds:
        for key, _events in selector.select(1):
            connection = key.fileobj  # type: ignore[assignment]  # what was registered
            got = len(connection.recv(ROOM))
            if not got:
                raise ConnectionError(f"port {port} hung up")
            received += got
            outstanding[connection] -= got
            if outstanding[connection] == 0:
                connection.sendall(request * AT_ONCE)
                outstanding[connection] = length * AT_ONCE
            _wake_once(connection, outstanding[connection])
    took = now - begun
    for connection in outstanding:
        connection.close()
    return Load(
        per_second=received / length / took,
        client_share=(time.process_time() - begun_cpu) / took,
    )


def _wake_once(connection: socket.socket, awaited: int) -> None:
    """For all answers to a write, as far as the kernel has room for them.

    A client that is woken for each answer works as hard as the server does.
    """
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, min(awaited, ROOM))


def _length_of_one(port: int, request: bytes) -> int:
    """Of a whole answer with its head, once the page is made; dates are all of one length."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(3):
            connection.sendall(request)
            length = _read_one(connection)
    return length


def _read_one(connection: socket.socket) -> int:
    read = b""
    while b"\r\n\r\n" not in read:
        read += connection.recv(ROOM)
    head, _end, rest = read.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    (length,) = (int(line.split(":")[1]) for line in lines if line.startswith("content-length"))
    left = length - len(rest)
    while left:
        left -= len(connection.recv(min(left, ROOM)))
    return len(head) + 4 + length
