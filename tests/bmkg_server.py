"""A server of this machine that answers as BMKG's open forecasts do, or misbehaves."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.loaders.forecast_answers import answer


class Bmkg(ThreadingHTTPServer):
    """Answers by the code that is asked for: the code of a place, or a word that says how to misbehave."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.daemon_threads = True
        self.asked: list[str] = []
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/publik/prakiraan-cuaca"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Bmkg)
        code = parse_qs(urlsplit(self.path).query)["adm4"][0]
        server.asked.append(code)
        try:
            if code in server.answers:
                server.answers[code](self)
            else:
                send(self, json.dumps(answer(code)).encode())
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


def send(to: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    to.send_response(status)
    to.send_header("Content-Type", "application/json")
    for name, value in headers.items():
        to.send_header(name, value)
    to.end_headers()
    to.wfile.write(body)
