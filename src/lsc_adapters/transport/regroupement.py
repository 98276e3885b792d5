"""
A TCP connection whose small writes leave together.

asyncssh writes each packet to the socket by itself, and an empty one before it. With many files in flight that is a
system call, a segment and a wake-up of the server for each; regrouped, they are as many as the turns of the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

import asyncssh

_PLEIN: Final = 256 * 1024
"""Bytes that leave without waiting for the end of the turn."""


class Regroupement:
    """What asyncssh may be given as a `tunnel`: it opens the connection, and stands between the two."""

    async def create_connection(
        self, session_factory: Callable[[], Any], host: str, port: int
    ) -> tuple[asyncssh.SSHTCPChannel[bytes], asyncssh.SSHTCPSession[bytes]]:
        """Open a connection for a session of asyncssh."""
        prise = _Prise(session_factory())
        transport, _ = await asyncio.get_running_loop().create_connection(lambda: prise, host, port)
        return cast("Any", transport), cast("Any", prise.session)


class _Prise(asyncio.Protocol):
    """What the socket tells, told to the session as it is."""

    def __init__(self, session: asyncio.Protocol) -> None:
        self.session = session

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.session.connection_made(_Envoi(cast("asyncio.Transport", transport)))

    def data_received(self, data: bytes) -> None:
        self.session.data_received(data)

    def eof_received(self) -> bool | None:
        return self.session.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self.session.connection_lost(exc)

    def pause_writing(self) -> None:
        self.session.pause_writing()

    def resume_writing(self) -> None:
        self.session.resume_writing()


class _Envoi(asyncio.Transport):
    """What the session writes, kept until the end of the turn."""

    def __init__(self, prise: asyncio.Transport) -> None:
        super().__init__()
        self._prise = prise
        self._boucle = asyncio.get_running_loop()
        self._retenus: list[bytes] = []
        self._octets = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._retenus:
            self._boucle.call_soon(self._laisser_partir)
        self._retenus.append(bytes(data))
        self._octets += len(data)
        if self._octets >= _PLEIN:
            self._laisser_partir()

    def _laisser_partir(self) -> None:
        if self._retenus:
            retenus, self._retenus, self._octets = self._retenus, [], 0
            self._prise.write(b"".join(retenus))

    def close(self) -> None:
        self._laisser_partir()
        self._prise.close()

    def abort(self) -> None:
        self._retenus.clear()
        self._prise.abort()

    def is_closing(self) -> bool:
        return self._prise.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._prise.get_extra_info(name, default)

    def get_write_buffer_size(self) -> int:
        return self._octets + self._prise.get_write_buffer_size()

    def pause_reading(self) -> None:
        self._prise.pause_reading()

    def resume_reading(self) -> None:
        self._prise.resume_reading()
