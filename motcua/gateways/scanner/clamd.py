"""ClamAV over its own protocol: INSTREAM on a local or a network socket."""

import contextlib
import socket
import struct
from dataclasses import dataclass
from typing import IO

from motcua.gateways.scanner.port import Finding, Unreachable

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Clamd:
    """A running clamd: `address` is the path of its socket, or `host:port`."""

    address: str
    seconds: float = 20.0

    def scan(self, content: IO[bytes]) -> Finding:
        """Send the content in pieces and read the verdict.

        :raises Unreachable: no connection, no answer in time, or an answer that is no verdict.
        """
        try:
            with self._connected() as wire:
                self._send(wire, content)
                answer = _read_answer(wire)
        except OSError as error:
            raise Unreachable(f"clamd at {self.address}: {error}") from error
        return _understood(answer)

    def _send(self, wire: socket.socket, content: IO[bytes]) -> None:
        wire.sendall(b"zINSTREAM\0")
        # Past its size limit clamd answers and hangs up: read what it said rather than report the hang-up.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while piece := content.read(CHUNK):
                wire.sendall(struct.pack("!I", len(piece)) + piece)
            wire.sendall(struct.pack("!I", 0))

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            wire.settimeout(self.seconds)
            try:
                wire.connect(self.address)
            except OSError:
                wire.close()
                raise
            return wire
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=self.seconds)


def _read_answer(wire: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = wire.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _understood(answer: str) -> Finding:
    if answer == "stream: OK":
        return Finding()
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Finding(answer.removeprefix("stream: ").removesuffix(" FOUND") or "unnamed")
    raise Unreachable(f"clamd answered {answer[:200]!r}")
