"""A cable between browser and server that a test can pull out."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Cable:
    """Forwards a port of this machine to a server, as long as it is plugged in."""

    def __init__(self, server: str) -> None:
        self._server = ("127.0.0.1", urlsplit(server).port or 80)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._is_in = True
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def pull(self) -> None:
        """Cut all that runs, and refuse what comes."""
        self._is_in = False
        for end in self._ends:
            _shut(end)
        self._ends.clear()

    def plug(self) -> None:
        """Forward again what comes from now on."""
        self._is_in = True

    def close(self) -> None:
        """Let go of the port."""
        self.pull()
        self._door.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if not self._is_in:
                    _shut(near)
                    continue
                far = socket.create_connection(self._server)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=(one, other), daemon=True).start()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    _shut(one)
    _shut(other)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
