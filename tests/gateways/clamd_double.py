"""A server that speaks clamd's INSTREAM as clamd does, for the contract where no clamd is installed."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

from motcua.gateways.scanner.fake import EICAR


@contextlib.contextmanager
def serving(*, limit: int = 1 << 20, answer: bytes | None = None, silent: bool = False) -> Iterator[str]:
    """Yield `host:port` of a server that finds EICAR; `answer` is sent instead of a verdict, `silent` sends none."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = threading.Event()
        thread = threading.Thread(target=_serve, args=(server, limit, answer, silent, done), daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            done.set()
            server.close()
            thread.join(5)


def _serve(server, limit, answer, silent, done):
    server.settimeout(0.1)
    while not done.is_set():
        try:
            wire, _ = server.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        with wire, contextlib.suppress(OSError):
            wire.settimeout(5)
            if silent:
                done.wait(5)
                continue
            wire.sendall(answer or _verdict(wire, limit))


def _verdict(wire, limit):
    assert _exactly(wire, 10) == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack("!I", _exactly(wire, 4))[0]:
        if len(content) + size > limit:
            return b"INSTREAM size limit exceeded. ERROR\0"
        content += _exactly(wire, size)
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


def _exactly(wire, size):
    got = b""
    while len(got) < size:
        piece = wire.recv(size - len(got))
        if not piece:
            raise ConnectionError("hung up")
        got += piece
    return got
