"""Open address: from a server of this machine, which only tests may reach, and by no way from a private address."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from reader import reading
from reader.errors import UnreadableFile
from reader.loaders import address
from reader.loaders.address import Fetched, fetch, is_public
from reader.loaders.limits import ADDRESS_BYTES, ADDRESS_REDIRECTS

PAGE = b"<!doctype html><html><body><p>The ministers met.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        path, _mark, rest = self.path.partition("?")
        if path == "/page":
            self.answer(200, PAGE, Content_Type="text/html; charset=utf-8", Set_Cookie="a=b")
        elif path == "/hop":
            left = int(rest)
            self.answer(302, Location=f"/hop?{left - 1}" if left else "/page", Set_Cookie="a=b")
        elif path == "/to":
            self.answer(301, Location=rest)
        elif path == "/packed":
            self.answer(200, gzip.compress(PAGE, mtime=0), Content_Encoding="gzip", Content_Type="text/html")
        elif path == "/bomb":
            self.answer(200, gzip.compress(bytes(ADDRESS_BYTES + 1), mtime=0), Content_Encoding="gzip")
        elif path == "/named":
            self.answer(200, b"Words.", Content_Disposition='attachment; filename="../../etc/call.txt"')
        elif path == "/odd":
            self.answer(200, b"x", Content_Encoding="br")
        elif path == "/drip":
            self.drip()
        else:
            self.answer(int(path.strip("/") or 404))

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.closing.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b"x")
        except OSError:
            pass


@pytest.fixture(scope="module")
def site() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []  # type: ignore[attr-defined]
    server.closing = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.closing.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def base(site: Any) -> str:
    site.asked.clear()
    return f"http://127.0.0.1:{site.server_port}"


def get(url: str) -> Fetched:
    """``fetch`` with a judge that lets it reach this machine and nothing else."""
    return fetch(url, allowed=lambda found: found.is_loopback)


def refusal(url: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        get(url)
    assert caught.value.hint.endswith(".")
    return caught.value.message


def test_a_page_is_fetched_by_an_honest_request(site: Any, base: str) -> None:
    fetched = get(f"{base}/page#part")
    assert (fetched.data, fetched.name, fetched.url) == (PAGE, "127.0.0.1 page.html", f"{base}/page")
    ((path, headers),) = site.asked
    assert path == "/page"
    assert headers["User-Agent"].startswith("Readout/")
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_redirects_are_followed_so_often_without_cookies(site: Any, base: str) -> None:
    assert get(f"{base}/hop?{ADDRESS_REDIRECTS - 1}").data == PAGE
    assert not any("Cookie" in headers for _path, headers in site.asked)
    assert f"sends its visitors on more than {ADDRESS_REDIRECTS} times" in refusal(f"{base}/hop?{ADDRESS_REDIRECTS}")


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/", "http://192.168.1.1:8080/"],
)
def test_a_redirect_to_a_private_address_is_refused(site: Any, base: str, target: str) -> None:
    assert "an address of this computer or of its own network" in refusal(f"{base}/to?{target}")
    assert len(site.asked) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "http://a:b@c.d/"])
def test_a_redirect_to_another_kind_of_address_is_refused(base: str, target: str) -> None:
    assert "not an address Readout can open" in (told := refusal(f"{base}/to?{target}")) or "does not send" in told


def test_this_machine_is_out_of_reach_without_the_judge_of_the_tests(site: Any, base: str) -> None:
    for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0"):
        with pytest.raises(UnreadableFile):
            fetch(f"http://{host}:{site.server_port}/page")
    assert site.asked == []


def test_a_name_cannot_change_its_mind_between_look_up_and_connection(
    site: Any, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    reached: list[str] = []

    def answers(host: str, port: int, *_more: object, **_named: object) -> list[Any]:
        asked.append(host)
        place = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    def connects(place: tuple[str, int], *_more: object, **_named: object) -> socket.socket:
        reached.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    monkeypatch.setattr(socket, "create_connection", connects)
    with pytest.raises(UnreadableFile, match="takes no connection"):
        fetch(f"http://rebinding.example:{site.server_port}/page")
    assert (asked, reached) == (["rebinding.example"], ["93.184.216.34"])


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(_host: str, port: int, *_more: object, **_named: object) -> list[Any]:
        return [(socket.AF_INET, 1, 6, "", (one, port)) for one in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_n: pytest.fail("connected"))
    with pytest.raises(UnreadableFile, match="of its own network"):
        fetch("http://two.example/")


@pytest.mark.parametrize(
    "one",
    "127.0.0.1 127.255.0.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 100.100.100.200 "
    "192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 "
    "::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::a00:1 2002:a00:1:: 2001:db8::1 fec0::1 ::127.0.0.1".split(),
)
def test_addresses_that_are_not_public(one: str) -> None:
    assert not is_public(ipaddress.ip_address(one))


@pytest.mark.parametrize("one", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_that_are_public(one: str) -> None:
    assert is_public(ipaddress.ip_address(one))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "file:///etc/passwd",
        "ftp://a.example/b",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "//a.example",
        "http://a b/",
        "http://a.example:99999/",
        "http://a.example:25/",
        "http://[::1",
        "http://a..b/",
        "data:text/html,x",
        "http://a.example/\r\nX: y",
        "gopher://a.example",
        "mailto:a@b.example",
        "http://\x00/",
    ],
)
def test_what_is_no_address_of_a_page_is_one_sentence(url: str) -> None:
    assert "not an address Readout can open" in refusal(url)


def test_a_password_in_an_address_is_neither_sent_nor_shown() -> None:
    told = refusal("https://me:secret@a.example/")
    assert "name or password" in told
    assert "secret" not in told


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/404", "no such page (404)"),
        ("/403", "does not let Readout have it (403)"),
        ("/429", "come back later (429)"),
        ("/503", "a fault of its own (503)"),
        ("/204", "answers with 204"),
        ("/bomb", "larger than 20 MB"),
        ("/odd", "packed in a way"),
    ],
)
def test_every_failure_is_one_sentence(base: str, path: str, words: str) -> None:
    told = refusal(f"{base}{path}")
    assert words in told
    assert told.startswith(f"“{base}{path}” could not be opened: ")


def test_a_site_that_takes_no_connection_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "takes no connection" in refusal(f"http://127.0.0.1:{port}/")


def test_a_site_that_is_not_secure_is_one_sentence(site: Any) -> None:
    assert "no secure connection" in refusal(f"https://127.0.0.1:{site.server_port}/page")


def test_an_answer_that_drips_is_given_up(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "ADDRESS_SECONDS", 0.3)
    assert "takes longer than" in refusal(f"{base}/drip")


def test_what_is_not_wanted_any_more_is_given_up(base: str) -> None:
    left = iter([True] * 8)
    with pytest.raises(UnreadableFile, match="not wanted any more"):
        fetch(f"{base}/drip", wanted=lambda: next(left, False), allowed=lambda found: found.is_loopback)


def test_names_are_names_and_never_paths(base: str) -> None:
    assert get(f"{base}/named").name == "127.0.0.1 call.txt"
    assert get(f"{base}/packed").data == PAGE
    assert get(f"{base}/hop?0").name == "127.0.0.1 page.html"


def test_an_address_becomes_a_document(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "fetch", lambda url, **_named: get(url))
    document = reading.read_address(f"{base}/page")
    assert (document.text, document.source.name, document.source.kind) == (
        "The ministers met.",
        "127.0.0.1 page.html",
        "html",
    )
