"""The digest of alerts sent to real servers of this machine: taken over, refused, silent, gone."""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner

import papan
import pipeline
import settings
import texts
from tests import screens
from tests.pages.test_board_pages import opened

PASSWORD, TOKEN = "r4hasia-Sandi", "b0t-T0ken-rahasia"
TITLE, TEXT = "Papan Rakor KPU Kota Pekalongan", "Kesiapan 80,0 %.\n1. Surat suara Presiden belum diterima."
SECONDS = 15.0


class _Mail:
    """Keeps what comes; refuses receivers of another office."""

    def __init__(self, delay: float = 0) -> None:
        self.got: list[EmailMessage] = []
        self.delay = delay

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 (aiosmtpd names it so)
        if address.startswith("asing"):
            return "550 no such receiver"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd names it so)
        time.sleep(self.delay)
        made = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
        self.got.append(made)
        return "250 OK"


def _allowed(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given.password == PASSWORD.encode(), handled=False)


def _mail_server(keeper: _Mail) -> Controller:
    return Controller(
        keeper,
        hostname="127.0.0.1",
        port=_free(),
        authenticator=_allowed,
        auth_require_tls=False,
        auth_required=True,
        auth_exclude_mechanism=["LOGIN"],
    )


@pytest.fixture
def mail() -> Iterator[tuple[_Mail, int]]:
    keeper = _Mail()
    server = _mail_server(keeper)
    server.start()
    yield keeper, server.port
    server.stop()


class _Hook(BaseHTTPRequestHandler):
    got: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 200
    delay: ClassVar[float] = 0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got.append({"path": self.path, **json.loads(body)})
        time.sleep(type(self).delay)
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is written beside the tests' own output."""


@pytest.fixture
def hook() -> Iterator[tuple[type[_Hook], int]]:
    keeper = type("Hook", (_Hook,), {"got": [], "status": 200, "delay": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), keeper)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield keeper, server.server_address[1]
    server.shutdown()
    server.server_close()


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def mail_address(port: int, receiver: str = "ketua", password: str = PASSWORD) -> str:
    return (
        f"mailto://papan:{password}@127.0.0.1:{port}/{receiver}@kpu.example"
        "?from=papan@kpu.example&mode=insecure"
    )


def hook_address(port: int) -> str:
    return f"json://127.0.0.1:{port}/{TOKEN}"


def send(*addresses: str, limit: float = SECONDS) -> list[str]:
    return [one.result for one in pipeline.send(addresses, TITLE, TEXT, limit)]


def test_a_mail_server_takes_over_the_text_as_it_is(mail: tuple[_Mail, int]):
    keeper, port = mail
    assert send(mail_address(port)) == ["sent"]
    (one,) = keeper.got
    assert one["Subject"] == TITLE
    assert "ketua@kpu.example" in str(one["To"])
    body = one.get_body(("plain",))
    assert body is not None
    assert [line for line in body.get_content().splitlines() if line] == TEXT.splitlines()


def test_a_webhook_takes_over_title_and_text(hook: tuple[type[_Hook], int]):
    keeper, port = hook
    assert send(hook_address(port)) == ["sent"]
    (one,) = keeper.got
    assert (one["path"], one["title"], one["message"]) == (f"/{TOKEN}", TITLE, TEXT)


def test_a_wrong_password_and_an_unknown_receiver_are_refused(mail: tuple[_Mail, int]):
    keeper, port = mail
    assert send(mail_address(port, "ketua", "salah"), mail_address(port, "asing")) == ["refused", "refused"]
    assert keeper.got == []


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_webhook_that_says_no_is_refused(hook: tuple[type[_Hook], int], status: int):
    keeper, port = hook
    keeper.status = status
    assert send(hook_address(port)) == ["refused"]


def test_a_server_that_is_not_there_cannot_be_reached():
    port = _free()
    assert send(mail_address(port), hook_address(port)) == ["unreachable", "unreachable"]


def test_a_server_that_takes_longer_than_its_limit_is_slow(hook: tuple[type[_Hook], int]):
    keeper, port = hook
    keeper.delay = 6
    begun = time.monotonic()
    assert send(hook_address(port), limit=1) == ["slow"]
    assert time.monotonic() - begun < 4


def test_a_mail_server_that_says_nothing_is_slow():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        begun = time.monotonic()
        assert send(mail_address(silent.getsockname()[1]), limit=1) == ["slow"]
        assert time.monotonic() - begun < 4


@pytest.mark.parametrize("address", ["not an address", "tgram://", "mailto://", "unknown://host", ""])
def test_an_address_that_nobody_can_use_is_told_by_its_number(address: str):
    (one,) = pipeline.send([address], TITLE, TEXT, SECONDS)
    assert (one.result, one.channel.number) == ("bad-address", 1)
    assert "ke-1" in pipeline.sent_text(one, "id")


def test_one_that_fails_does_not_hold_up_the_others(mail: tuple[_Mail, int], hook: tuple[type[_Hook], int]):
    assert send(hook_address(_free()), mail_address(mail[1]), "x", hook_address(hook[1])) == [
        "unreachable",
        "sent",
        "bad-address",
        "sent",
    ]
    assert len(mail[0].got) == len(hook[0].got) == 1


def test_nothing_set_up_sends_nothing():
    assert pipeline.send((), TITLE, TEXT) == ()


def test_channels_are_named_without_anything_secret():
    addresses = (
        f"mailtos://papan:{PASSWORD}@surel.kpu.example/ketua@kpu.example",
        f"tgram://123456789:{'A' * 35}/12315544",
        f"jsons://papan:{PASSWORD}@pesan.kpu.example/{TOKEN}",
        f"ntfys://{TOKEN}",
        f"bukan-alamat://{PASSWORD}",
    )
    named = [pipeline.channel_text(one, "id") for one in pipeline.channels(addresses)]
    assert named[:3] == ["surel (surel.kpu.example)", "Telegram", "webhook (pesan.kpu.example)"]
    assert named[3:] == ["layanan ntfy", "tujuan ke-5"]
    assert not [one for one in named if PASSWORD in one or TOKEN in one or "AAAA" in one]


def test_settings_keep_the_addresses_and_do_not_show_them():
    made = settings.read({"PAPAN_DIGEST": f" mailto://a:{PASSWORD}@h  json://h/{TOKEN}\n"})
    assert made.digest == (f"mailto://a:{PASSWORD}@h", f"json://h/{TOKEN}")
    assert PASSWORD not in repr(made) and TOKEN not in repr(made)
    assert settings.read({}).digest == ()


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """All that a server that logs everything would write."""
    root, keeper = logging.getLogger(), _Kept()
    before = root.level
    root.addHandler(keeper)
    root.setLevel(logging.DEBUG)
    yield keeper.lines
    root.removeHandler(keeper)
    root.setLevel(before)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_outcome_is_told_with_what_to_do_and_no_secret(
    lang: texts.Lang, hook: tuple[type[_Hook], int], logged: list[str]
):
    hook[0].status = 403
    addresses = [
        hook_address(hook[1]),
        hook_address(_free()),
        mail_address(_free()),
        f"tgram://{TOKEN}/{PASSWORD}",
    ]
    told = [pipeline.sent_text(one, lang) for one in pipeline.send(addresses, TITLE, TEXT, SECONDS)]
    for line in told:
        assert "PAPAN_DIGEST" in line
    everything = "\n".join([*told, *logged])
    assert PASSWORD not in everything
    assert TOKEN not in everything


# -- the command line and the page -------------------------------------------------------------------


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(papan.main, ["digest", "--store", str(root), "--as-of", "2023-12-22", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_line_prints_the_digest_of_the_page(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    root = built("kota-pekalongan")
    monkeypatch.delenv("PAPAN_DIGEST", raising=False)
    status, printed = run(root)
    assert status == 0
    assert 0 < len(printed.rstrip("\n")) <= 1_000
    monkeypatch.setenv("PAPAN_STORE", str(root))
    screens.forget()
    at = opened("peringatan")
    assert printed.rstrip("\n") == at.code[0].value
    assert "kirim_ringkasan" not in {one.key for one in at.button}, "nowhere to send to, no button"


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_without_addresses_it_says_how_to_set_them_up(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, lang: texts.Lang
):
    monkeypatch.delenv("PAPAN_DIGEST", raising=False)
    status, printed = run(built("kota-pekalongan"), "--send", "--lang", lang)
    assert status == 2
    assert "PAPAN_DIGEST" in printed and "mailtos://" in printed


def test_the_command_line_sends_and_tells_what_became_of_it(
    built: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    hook: tuple[type[_Hook], int],
):
    root = built("kota-pekalongan")
    monkeypatch.setenv("PAPAN_DIGEST", hook_address(hook[1]))
    status, printed = run(root, "--send")
    assert status == 0
    (one,) = hook[0].got
    assert one["message"] in printed
    assert one["title"] == "Papan Rakor KPU Kota Pekalongan: peringatan per 22 Desember 2023"
    monkeypatch.setenv("PAPAN_DIGEST", f"{hook_address(hook[1])} {hook_address(_free())}")
    status, printed = run(root, "--send")
    assert status == 1, "one of two did not go"
    assert "tidak dapat dihubungi" in printed
    assert TOKEN not in printed


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_page_sends_where_it_is_set_up(
    built: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    hook: tuple[type[_Hook], int],
    lang: texts.Lang,
):
    monkeypatch.setenv("PAPAN_STORE", str(built("kota-pekalongan")))
    monkeypatch.setenv("PAPAN_DIGEST", f"{hook_address(hook[1])} {mail_address(_free())}")
    screens.forget()
    at = opened("peringatan", lang=lang)
    button = next(one for one in at.button if one.key == "kirim_ringkasan")
    assert "127.0.0.1" in button.label
    screens.press(at, "kirim_ringkasan")
    (one,) = hook[0].got
    assert one["message"] == at.code[0].value
    shown = screens.shown(at)
    for result in ("sent", "unreachable"):
        line = texts.say(f"sending.results.{result}", lang, channel="@")
        assert line.partition("@")[2] in shown
    assert PASSWORD not in shown and TOKEN not in shown
