"""How time grows when a text doubles, for every loader, the splitter and what the analysis looks for.

Each kind of text is made at three sizes; the ratio of neighbouring times should stay below 2.5. Times are of the
processor; the best of several counts, and what is over in some milliseconds is not judged.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import process_time

from fuzz import seeds_of
from hostile import docx, epub, odt

from reader.loaders import ALL

MOST = 2.5
_LEAST_SECONDS = 0.02
"""Below this a time is noise."""
_WORDS = "Xi said on Monday that the two sides should deepen cooperation, General Secretary Nguyen Phu Trong added. "

TEXTS: dict[str, Callable[[int], str]] = {
    "sentences": lambda n: _WORDS * n,
    "paragraphs": lambda n: (_WORDS + "\n\n") * n,
    "lines": lambda n: "a\n" * (20 * n),
    "one word": lambda n: "a" * (100 * n),
    "points": lambda n: ". " * (50 * n),
    "initials": lambda n: "A.B. " * (20 * n),
    "capitals": lambda n: "Aa Bb " * (16 * n),
    "quotes open": lambda n: "“" * (50 * n),
    "quotes": lambda n: "“a” " * (25 * n),
    "brackets": lambda n: "(a " * (30 * n),
    "digits": lambda n: "1 " * (50 * n),
    "days": lambda n: "24 September 2021, " * (5 * n),
    "titles": lambda n: "General Secretary of the Central Committee of " * (2 * n),
    "joined": lambda n: "secretary-general-" * (5 * n),
    "dashes": lambda n: "- " * (50 * n),
    "said": lambda n: "he said " * (12 * n),
    "commas": lambda n: "a, " * (30 * n),
    "and": lambda n: "Xi and " * (14 * n),
    "Chinese": lambda n: "习近平指出，双方要深化合作。" * (7 * n),
    "Chinese open": lambda n: "习近平" * (30 * n),
    "Vietnamese": lambda n: "Tổng Bí thư Nguyễn Phú Trọng nhấn mạnh quan hệ. " * (2 * n),
    "marks": lambda n: "e" + "\u0301" * (100 * n),
    "unseen": lambda n: "\u200b\u202e" * (50 * n),
    "list": lambda n: "- item of it\n" * (8 * n),
    "spaces": lambda n: "a" + " " * (100 * n) + "b",
    "feeds": lambda n: "a\f" * (50 * n),
}


def _grown(name: str, seed: bytes, times: int) -> bytes:
    """The seed of a loader with so many times its text."""
    body = (b"<p>" + _WORDS.encode() + b"</p>\n") * times
    paragraph = b"<w:p><w:r><w:t>" + _WORDS.encode() + b"</w:t></w:r></w:p>"
    made: dict[str, Callable[[], bytes]] = {
        "text": lambda: _WORDS.encode() * times,
        "markdown": lambda: (b"## Heading\n\n- *item* [a](b)\n\n" + _WORDS.encode() + b"\n\n") * times,
        "html": lambda: b"<html><body>" + body,
        "docx": lambda: docx(paragraph * times),
        "odt": lambda: odt((b"<text:p>" + _WORDS.encode() + b"</text:p>") * times),
        "epub": lambda: epub(body),
        "rtf": lambda: b"{\\rtf1 " + (_WORDS.encode() + b"\\par\n") * times + b"}",
        "pdf": lambda: _pdf(times),
        "mail": lambda: b"From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + body,
        "mhtml": lambda: seed.replace(b"</p>", b"</p>\n" + body.replace(b"=", b"=3D"), 1),
    }
    return made[name]() if name in made else seed


def _pdf(times: int) -> bytes:
    from hostile import _pdf_page
    from pypdfium2 import PdfDocument

    lines = b"".join(b"0 -12 Td (%s) Tj " % _WORDS[:70].encode() for _line in range(40))
    page = PdfDocument(_pdf_page(b"BT /F 9 Tf 9 290 Td " + lines + b"ET", box=b"0 0 500 600"))
    out = PdfDocument.new()
    for _page in range(max(1, times // 40)):
        out.import_pages(page)
    held = io.BytesIO()
    out.save(held)
    return held.getvalue()


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _time in range(3):
        before = process_time()
        work()
        times.append(process_time() - before)
        if times[-1] > 2:
            break
    return min(times)


def _row(
    out: Callable[[str], None], kind: str, name: str, work: Callable[[int], Callable[[], object]], size: int
) -> list[str]:
    times = [_seconds(work(size * factor)) for factor in (1, 2, 4)]
    ratios = [b / a for a, b in pairwise(times) if a >= _LEAST_SECONDS]
    worst = max(ratios, default=0.0)
    # One slow moment of the machine is no growth: both steps must show it.
    bad = len(ratios) == 2 and min(ratios) > MOST
    told = "  ".join(f"{ratio:.2f}" for ratio in ratios) or "too fast to say"
    out(f"{kind:10}{name:16}{times[-1]:9.3f}s   {told}{'   <<<' if worst > MOST else ''}")
    return [f"{kind} {name} grows by {min(ratios):.2f} when the text doubles"] if bad else []


def _reading(read: Callable[[bytes], object], name: str, seed: bytes, times: int) -> Callable[[], object]:
    return partial(read, _grown(name, seed, times))


def _whole(make: Callable[[int], str], times: int) -> Callable[[], object]:
    from reader.reading import parse

    return partial(parse, make(times))


def report(out: Callable[[str], None]) -> list[str]:
    """Prints a row for each kind of text; gives what grows faster than it may."""
    faults: list[str] = []
    out(f"\n{'doubling':26}{'largest':>10}   ratios (at most {MOST})")
    for loader in ALL:
        seed = seeds_of(loader.name)[0].read_bytes()
        parse_file = getattr(loader, "parse", None) or loader.load
        size = 300 if loader.name in ("pdf", "markdown") else 3_000

        faults += _row(out, "loader", loader.name, partial(_reading, parse_file, loader.name, seed), size)
    for name, make in TEXTS.items():
        faults += _row(out, "text", name, partial(_whole, make), 300)
    return faults


__all__ = ["MOST", "TEXTS", "report"]
