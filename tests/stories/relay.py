"""A line that can die without a word: no end, no reset, nothing comes through any more."""

import selectors
import socket
import threading
from types import TracebackType
from typing import Self


class Relay:
    """Carries a TCP connection to a port of this machine until it is frozen."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._listener]
        self._stopped = threading.Event()
        self._frozen = threading.Event()
        self._thread = threading.Thread(target=self._carry, daemon=True)

    @property
    def port(self) -> int:
        """The port that the client goes to."""
        return int(self._listener.getsockname()[1])

    def freeze(self) -> None:
        """Carry nothing any more, and close nothing."""
        self._frozen.set()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._thread.join()
        for each in self._sockets:
            each.close()

    def _carry(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            while not self._stopped.is_set():
                for key, _ in selector.select(0.05):
                    if key.fileobj is self._listener:
                        self._connect(selector)
                    elif not self._frozen.is_set():
                        self._pass_on(key.fileobj, key.data, selector)  # type: ignore[arg-type]
                if self._frozen.is_set():
                    self._stopped.wait()

    def _connect(self, selector: selectors.BaseSelector) -> None:
        client, _ = self._listener.accept()
        server = socket.create_connection(("127.0.0.1", self._to))
        self._sockets += [client, server]
        selector.register(client, selectors.EVENT_READ, server)
        selector.register(server, selectors.EVENT_READ, client)

    def _pass_on(
        self, source: socket.socket, target: socket.socket, selector: selectors.BaseSelector
    ) -> None:
        content = source.recv(65_536)
        if content:
            target.sendall(content)
            return
        selector.unregister(source)
        target.shutdown(socket.SHUT_WR)
