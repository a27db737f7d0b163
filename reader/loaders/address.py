"""What stands at a web address, fetched once because a person asked for it.

Only http and https. The name is looked up once for each request, every address it has must be a public one, and the
connection goes to the very address that was checked, so that a name cannot change its mind in between (DNS rebinding).
That is done anew after each redirect. Nothing is sent but the request line and the few headers below: no cookies, no
sign-in, no referrer.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from reader import __version__
from reader.errors import UnreadableFile
from reader.i18n import _
from reader.loaders.limits import ADDRESS_BYTES, ADDRESS_REDIRECTS, ADDRESS_SECONDS
from reader.patterns import deferred

_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_PIECE: Final = 64 * 1024
_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "multipart/related": ".mht",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
# Networks that are nobody's on the open internet, beyond those that ``is_global`` knows in every Python: shared and
# translated addresses, behind which a private one may stand.
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(one)
    for one in ("100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48",
                "2002::/16", "2001::/32", "fec0::/10", "::/96")
)  # fmt: skip
_NAME_SIGNS = deferred(r"[^\w.,()+ -]+")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    data: bytes
    name: str
    """A name for the file, with an ending that fits its type; never a path."""
    url: str
    """Where it was found at last, after redirects."""


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the open internet: not of this machine, its network or its provider's services."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if mapped is not None:
        return is_public(mapped)
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address.version == net.version and address in net for net in _NOT_PUBLIC)


def fetch(
    url: str, *, wanted: Callable[[], bool] = lambda: True, allowed: Callable[[IPAddress], bool] = is_public
) -> Fetched:
    """Fetches what stands at an address. Raises UnreadableFile in one plain sentence for every way it can fail.

    At most ADDRESS_REDIRECTS redirects, ADDRESS_BYTES bytes and ADDRESS_SECONDS seconds. ``wanted`` is asked between
    pieces; once it says no, UnreadableFile is raised. ``allowed`` judges every address before a connection is made to
    it; tests, which have no internet, hand over another judge, and nothing in the program does.
    """
    deadline = time.monotonic() + ADDRESS_SECONDS
    at = _checked(url.strip())
    for _hop in range(ADDRESS_REDIRECTS + 1):
        request = _Request(at, deadline, wanted, allowed)
        moved = request.send()
        if moved is None:
            return request.fetched()
        at = _checked(urljoin(at.geturl(), moved))
    raise UnreadableFile(
        _("{file} sends its visitors on more than {count} times.").replace("{count}", str(ADDRESS_REDIRECTS)),
        _("Open it in a browser, save the page and open that."),
    ).about(_shown(url))


def _checked(url: str) -> SplitResult:
    """The parts of an address with a scheme, a host and a port that are allowed."""
    try:
        if "://" not in url and re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|\Z)", url):
            url = f"https://{url}"
        parts = urlsplit(url)
        port = parts.port
        host = (
            (parts.hostname or "").encode("idna").decode("ascii") if not _is_literal(parts.hostname) else parts.hostname
        )
    except (ValueError, UnicodeError) as error:
        raise _no_address(url) from error
    if parts.scheme not in _PORTS or not host or any(c.isspace() or ord(c) < 32 for c in url):
        raise _no_address(url)
    if parts.username is not None or parts.password is not None:
        raise UnreadableFile(
            _("{file} has a name or password in it, which Readout does not send."),
            _("Open it in a browser, save the page and open that."),
        ).about(_shown(parts._replace(netloc=host).geturl()))
    if port not in (None, *_PORTS.values()) and (port is None or port < 1024):
        raise _no_address(url)
    around = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=around if port in (None, _PORTS[parts.scheme]) else f"{around}:{port}", fragment="")


def _is_literal(host: str | None) -> bool:
    return bool(host) and ":" in str(host)


def _no_address(url: str) -> UnreadableFile:
    return UnreadableFile(
        _("{file} is not an address Readout can open."),
        _("Give one that begins with https:// or http://."),
    ).about(_shown(url))


def _shown(url: str) -> str:
    return url if len(url) <= 200 else f"{url[:199]}…"


class _Request:
    """One request, without following redirects."""

    def __init__(
        self, at: SplitResult, deadline: float, wanted: Callable[[], bool], allowed: Callable[[IPAddress], bool]
    ) -> None:
        self._at = at
        self._deadline = deadline
        self._wanted = wanted
        self._allowed = allowed
        self._data = b""
        self._type = ""
        self._stated_name = ""

    def send(self) -> str | None:
        """Where the address sends on to, or None where it answers; then ``fetched`` has the answer."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=self._left())
        try:
            connection.sock = self._connected()
            connection.request("GET", self._target(), headers=self._headers())
            with closing(connection.getresponse()) as response:
                return self._answered(response)
        except (TimeoutError, ssl.SSLError, OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise self._failed(_reason(error)) from error
        finally:
            connection.close()

    def _answered(self, response: http.client.HTTPResponse) -> str | None:
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            return location.encode("latin-1", "replace").decode("utf-8", "replace")
        if response.status != 200:
            raise self._failed(_status(response.status))
        self._type = response.getheader("Content-Type") or ""
        self._stated_name = response.getheader("Content-Disposition") or ""
        self._data = b"".join(self._pieces(response))
        return None

    def fetched(self) -> Fetched:
        return Fetched(self._data, _file_name(self._at, self._type, self._stated_name), self._at.geturl())

    @property
    def _host(self) -> str:
        return self._at.hostname or ""

    @property
    def _port(self) -> int:
        return self._at.port or _PORTS[self._at.scheme]

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if not self._wanted():
            raise self._failed(_("it is not wanted any more"))
        return left

    def _connected(self) -> socket.socket:
        """A connection to one of the addresses of the host, each of which was judged before."""
        addresses = self._looked_up()
        if not addresses or not all(self._allowed(ipaddress.ip_address(one.split("%")[0])) for one in addresses):
            raise self._failed(_("it is an address of this computer or of its own network"))
        last: OSError = OSError()
        for address in addresses[:4]:
            try:
                plain = socket.create_connection((address, self._port), timeout=self._left())
            except OSError as error:
                last = error
                continue
            return self._secured(plain)
        raise last

    def _looked_up(self) -> list[str]:
        """The addresses of the host. The system knows no limit of time for it, so another thread waits."""
        answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                found = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError) as error:
                answer.put(error if isinstance(error, OSError) else OSError(str(error)))
            else:
                answer.put(list(dict.fromkeys(str(place[0]) for *_kind, place in found)))

        threading.Thread(target=look_up, daemon=True).start()
        try:
            told = answer.get(timeout=self._left())
        except queue.Empty:
            raise TimeoutError from None
        if isinstance(told, OSError):
            raise told
        return told

    def _secured(self, plain: socket.socket) -> socket.socket:
        if self._at.scheme != "https":
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=self._host)
        except BaseException:
            plain.close()
            raise

    def _target(self) -> str:
        path = _quoted(self._at.path) or "/"
        return f"{path}?{_quoted(self._at.query)}" if self._at.query else path

    def _headers(self) -> dict[str, str]:
        return {
            "Host": self._at.netloc,
            "User-Agent": f"Readout/{__version__} (a person asked for this page)",
            "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip, identity",
            "Connection": "close",
        }

    def _pieces(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The body piece by piece, unpacked, up to the limits."""
        packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if packing not in ("identity", "gzip", "x-gzip", ""):
            raise self._failed(_("its answer is packed in a way Readout does not know"))
        unpacked = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if "gzip" in packing else None
        size = 0
        while True:
            if response.fp is None:
                return
            self._set_time_left(response)
            piece = response.read1(_PIECE)
            if not piece:
                return
            while piece:
                out = piece if unpacked is None else unpacked.decompress(piece, _PIECE)
                piece = b"" if unpacked is None else unpacked.unconsumed_tail
                size += len(out)
                if size > ADDRESS_BYTES:
                    limit = ADDRESS_BYTES // 1_000_000
                    raise self._failed(_("it is larger than {limit} MB").format(limit=limit))
                yield out

    def _set_time_left(self, response: http.client.HTTPResponse) -> None:
        """A server that sends a byte now and then must not outlast the time allowed."""
        raw = getattr(getattr(response.fp, "raw", None), "_sock", None)
        left = self._left()
        if isinstance(raw, socket.socket):
            raw.settimeout(left)

    def _failed(self, reason: str) -> UnreadableFile:
        message = _("{{file}} could not be opened: {reason}.").format(reason=reason.replace("{", "(").replace("}", ")"))
        error = UnreadableFile(message, _("Open it in a browser, save the page and open that."))
        return error.about(_shown(self._at.geturl()))


def _quoted(part: str) -> str:
    """Letters beyond ASCII and signs that would end the request line as ``%XX``; what is quoted stays."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in part)


def _status(status: int) -> str:
    if status in (401, 403, 407, 451):
        return _("the site does not let Readout have it ({status})").format(status=status)
    if status in (404, 410):
        return _("the site has no such page ({status})").format(status=status)
    if status == 429:
        return _("the site asks to come back later ({status})").format(status=status)
    if status >= 500:
        return _("the site has a fault of its own ({status})").format(status=status)
    return _("the site answers with {status}").format(status=status)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("it takes longer than {seconds} seconds").format(seconds=ADDRESS_SECONDS)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("the site cannot prove who it is (its certificate is not valid)")
    if isinstance(error, ssl.SSLError):
        return _("no secure connection could be made")
    if isinstance(error, socket.gaierror):
        return _("there is no site of that name, or no connection to the internet")
    if isinstance(error, ConnectionRefusedError):
        return _("the site takes no connection")
    if isinstance(error, zlib.error | http.client.HTTPException | ValueError):
        return _("its answer is damaged")
    return _("the connection failed ({reason})").format(reason=getattr(error, "strerror", None) or type(error).__name__)


def _file_name(at: SplitResult, kind: str, stated: str) -> str:
    """The host, and a name from what the site states or from the address, with the ending of its type."""
    found = re.search(r"filename=\"?([^\";]{1,120})", stated)
    raw = found.group(1) if found else unquote(at.path, errors="replace").rstrip("/").rpartition("/")[2]
    name = _NAME_SIGNS.sub("_", raw.replace("\\", "/").rpartition("/")[2]).strip(" .")[-100:]
    host = _NAME_SIGNS.sub("_", (at.hostname or "").removeprefix("www."))
    name = f"{host} {name}".strip()
    suffix = _SUFFIXES.get(kind.partition(";")[0].strip().lower(), "")
    if suffix and not name.lower().endswith((suffix, suffix.replace(".html", ".htm"))):
        return f"{name}{suffix}"
    return name
