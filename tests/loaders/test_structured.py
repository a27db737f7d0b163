"""Web pages and Markdown from strangers: nothing runs, is fetched, is lost unseen or takes for ever."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnreadableFile, UnsafeFile, UnsupportedFormat
from reader.loaders.child import CalledOff, Calling, load_in_child
from reader.loaders.html import HTML, parse_markup
from reader.loaders.limits import CHILD_MEMORY_BYTES, HTML_DEPTH, MARKDOWN_BYTES
from reader.loaders.markdown import MARKDOWN
from reader.reading import read_bytes

SECRET = "the secret of the house"


def page(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "data",
    [
        page("<div>" * 100_000 + "words"),
        page("<b>" * 100_000 + "words"),
        page("<table><tr><td>a</td><td>" * 5_000 + "words"),
        page("<ul><li>" * 50_000 + "words"),
        page("<blockquote><footer>" * 5_000 + "words"),
    ],
    ids=["div", "b", "table", "list", "quote"],
)
def test_a_page_nested_without_end_is_refused_rather_than_cut(data: bytes) -> None:
    with pytest.raises(UnsafeFile, match="nested too deep"):
        HTML.load(data)


@pytest.mark.parametrize("element", ["div", "b", "section", "blockquote", "ul><li", "table><tr><td"])
def test_a_page_nested_deep_is_read(element: str) -> None:
    depth = HTML_DEPTH // (element.count("<") + 2)
    assert HTML.load(page(f"<{element}>" * depth + "words")).text == "words"


def test_a_page_that_needs_too_much_memory_is_stopped() -> None:
    with pytest.raises(UnsafeFile, match="more time or memory"):
        HTML.load(page("<p>word word word word</p>" * 1_900_000))


def test_markdown_that_takes_for_ever_is_shown_as_it_stands() -> None:
    data = b"a\n=\n" * 45_000
    loaded = MARKDOWN.load(data)
    assert loaded.text == data.decode()
    assert any("as they stand" in warning for warning in loaded.warnings)


@pytest.mark.parametrize("opening", ["![", "[", "[a](", "<", "<a ", "<![CDATA[", "[![]("])
def test_markdown_that_only_opens_is_not_even_tried(opening: str) -> None:
    data = opening.encode() * (150_000 // len(opening))
    with pytest.raises(UnsafeFile, match="opens more brackets"):
        MARKDOWN.parse(data)
    assert MARKDOWN.load(data).text == data.decode()


def test_long_markdown_is_read_as_text() -> None:
    data = b"- word *word*\n" * (MARKDOWN_BYTES // 14 + 1)
    loaded = MARKDOWN.load(data)
    assert loaded.text == data.decode()
    assert any("200 kB" in warning for warning in loaded.warnings)


def test_nothing_is_fetched_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        server.settimeout(0.2)

        def listen() -> None:
            try:
                connection, _peer = server.accept()
            except TimeoutError:
                return
            with connection:
                asked.append(connection.recv(100))

        for uri in (secret.as_uri(), address):
            listening = threading.Thread(target=listen)
            listening.start()
            markup = (
                f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "{uri}">'
                f'<!ENTITY % more SYSTEM "{uri}"> %more;]><html><head><base href="{uri}">'
                f'<link rel="stylesheet" href="{uri}"><meta http-equiv="refresh" content="0;{uri}"></head>'
                f'<body><p>Words &secret;</p><img src="{uri}"><iframe src="{uri}"></iframe>'
                f'<object data="{uri}"></object><xi:include href="{uri}" parse="text"/></body></html>'
            ).encode()
            for loader in (HTML, MARKDOWN):
                assert SECRET not in loader.load(markup).text
            listening.join()
    assert asked == []


LOOK = """
import json, sys; sys.path[:] = json.loads(sys.argv.pop(1))
from reader.loaders import guard
import os, socket, subprocess, resource
from pathlib import Path
guard.limit_memory_and_time()
guard.forbid_reaching_out()
seen = {"handles": len(os.listdir("/proc/self/fd")), "here": "" in sys.path, "variables": sorted(os.environ)}
seen["memory"] = resource.getrlimit(resource.RLIMIT_AS)[1]
seen["peak"] = guard.peak_memory()
seen["size"] = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
tries = {
    "socket": lambda: socket.socket(),
    "name": lambda: socket.getaddrinfo("localhost", 80),
    "program": lambda: subprocess.run(["true"]),
    "shell": lambda: os.system("true"),
    "fork": lambda: os.fork(),
    "write": lambda: open("/dev/null", "w"),
    "read": lambda: open("/etc/hostname"),
    "remove": lambda: os.remove("/nowhere/at/all"),
    "own": lambda: open(guard.__file__).close(),
}
for name, attempt in tries.items():
    try:
        attempt()
        seen[name] = "done"
    except PermissionError:
        seen[name] = "refused"
print(json.dumps(seen))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_child_inherits_nothing_is_limited_and_reaches_nothing() -> None:
    import resource

    from reader.loaders import child

    program = [*child._program()]
    program[program.index("-c") + 1] = LOOK
    held = bytearray(b"x") * CHILD_MEMORY_BYTES
    with Path(__file__).open("rb"):
        done = subprocess.run(program, input=b"", capture_output=True, check=True, env=child._environment())
    seen = json.loads(done.stdout)
    assert seen.pop("memory") == CHILD_MEMORY_BYTES
    assert seen.pop("size") == 0
    assert 0 < seen.pop("peak") < len(held) // 4, "its own memory, not that of the program that started it"
    assert seen.pop("handles") <= 4
    assert seen.pop("here") is False
    assert set(seen.pop("variables")) <= {*child._VARIABLES, "READOUT_LANGUAGE", "LC_CTYPE"}
    assert seen.pop("own") == "done", "the program itself may be read, or nothing could be imported"
    assert set(seen.values()) == {"refused"}, seen
    assert resource.getrlimit(resource.RLIMIT_AS)[1] != CHILD_MEMORY_BYTES, "the parent must stay free"


def test_a_reading_can_be_called_off_while_it_runs() -> None:
    calling = Calling()
    data = page("<p>word word word word</p>" * 1_500_000)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(lambda: _read(calling, data))
        while calling._process is None and not reading.done():
            pass
        before = time.monotonic()
        calling.call_off()
        assert isinstance(reading.exception(), CalledOff)
    assert time.monotonic() - before < 5


def test_a_reading_called_off_before_it_starts_does_not_start() -> None:
    calling = Calling()
    calling.call_off()
    with pytest.raises(CalledOff, match=r"Reading “a\.html” was called off"):
        _read(calling, page("<p>words</p>"))
    assert read_bytes(page("<p>words</p>"), "a.html").text == "words"


def _read(calling: Calling, data: bytes) -> None:
    with calling.reading():
        read_bytes(data, "a.html")


def test_an_error_of_the_child_is_the_sentence_of_the_parent() -> None:
    with pytest.raises(UnreadableFile, match=r"“page\.html” is empty"):
        read_bytes(page("<script>only()</script>"), "page.html")


def test_a_crash_of_the_child_is_a_sentence() -> None:
    with pytest.raises(UnsupportedFormat, match="is damaged"):
        load_in_child("no such loader", b"")


def test_script_and_style_never_become_text() -> None:
    body = "<p>Words</p><script>alert(1)</script><style>p{}</style><svg><text>drawn</text></svg><template>t</template>"
    assert HTML.load(page(body)).text == "Words"
    assert MARKDOWN.load(b"Words\n\n<script>alert(1)</script>\n\n<style>p{}</style>\n").text == "Words"


def test_a_page_that_is_all_margin_is_read_whole() -> None:
    loaded = parse_markup("<body><nav>one</nav><header><p>two</p></header><p hidden>three</p></body>")
    assert loaded.text == "one\n\ntwo"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Bare text<br>second line<br><br>third", "Bare text\n\nsecond line\n\nthird"),
        ("<div>x<p>y</p>z</div>", "x\n\ny\n\nz"),
        ("<p>one<!-- no -->two &nbsp;three</p>", "onetwo \xa0three"),
        ("<p>He said <q>never</q>, H<sub>2</sub>O.</p>", "He said “never”, H2O."),
        ("<p>said<sup>1</sup>, m<sup>2</sup>, 10<sup>-3</sup>, 1<sup>st</sup></p>", "said[1], m², 10⁻³, 1st"),
        ("<p>said<sup><a href=#n>2</a></sup> <sup>[3]</sup></p>", "said[2] [3]"),
        ("<table><tr><td>A<sup>1</sup><td>said<sup>2,3</sup></table>", "A¹\tsaid[2,3]"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n\nMeaning"),
        ("<table><tr><th>A<td>B<tr><td colspan=2>only one</table>", "A\tB\n\nonly one"),
        ("<ul><li>a<li>b</ul><p>c", "a\nb\n\nc"),
        ("<p>中文\n换行</p>", "中文换行"),
        ("<details><summary>More</summary>inner</details>", "More\n\ninner"),
    ],
)
def test_text_is_what_a_reader_of_the_page_sees(markup: str, text: str) -> None:
    assert parse_markup(f"<html><body>{markup}</body></html>").text == text


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2021-09-24T18:00:00Z">', "2021-09-24"),
        ('<meta name="publishdate" content="2021/9/4 18:00">', "2021-09-04"),
        ('<meta name="pubdate" content="20210924">', "2021-09-24"),
        ('<meta name="date" content="2021年9月24日">', "2021-09-24"),
        ('<script type="application/ld+json">{"datePublished": "2021-09-24"}</script>', "2021-09-24"),
        ('</head><body><time datetime="2021-09-24">Friday</time>', "2021-09-24"),
        ('</head><body><div class="date">SEPTEMBER 24, 2021</div>', "2021-09-24"),
        ("</head><body><time>Friday, 24th September 2021</time>", "2021-09-24"),
        ('</head><body><p class="date">Feb. 30, 2021</p>', None),
        ('</head><body><p class="date">Mayor elected 24, 2021</p>', None),
        ('<meta name="date" content="2021-13-45">', None),
        ('<meta name="date" content="yesterday">', None),
    ],
)
def test_the_date_a_page_states(head: str, date: str | None) -> None:
    assert parse_markup(f"<html><head>{head}<body><p>Words.</p>").date == date


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("en-US", "The ministers met.", "en"),
        ("zh-CN", "The ministers met in the capital.", "en"),
        ("zh-TW", "兩國部長會面並交換意見。", "zh-Hant"),
        ("vi_VN", "Hai bên nhất trí tăng cường hợp tác.", "vi"),
        ("x y", "The ministers met.", None),
    ],
)
def test_the_language_a_page_states_unless_its_text_is_plainly_another(
    lang: str, text: str, language: str | None
) -> None:
    assert parse_markup(f'<html lang="{lang}"><body><p>{text}</p></body></html>').language == language


def test_every_word_left_out_is_counted() -> None:
    loaded = parse_markup("<nav>one two</nav><p>three</p><footer>four 五六</footer><p hidden>seven</p>")
    assert loaded.text == "three"
    assert loaded.warnings == ("Left out of the page: navigation (2 words), footer (3 words), hidden text (1 word).",)


PIECES = (
    "<p> </p> <div> </div> <table><tr><td> </td></tr></table> <ul><li> </ul> <br> <b> </b> <h2> </h2> <pre> </pre> "
    "<blockquote> </blockquote> <article> </article> &amp;"
).split()


@settings(max_examples=100)
@given(st.lists(st.sampled_from([*PIECES, "w1 ", "w2 ", "字", " ", "\n"]), max_size=40))
def test_no_word_of_a_page_is_lost_or_doubled(pieces: list[str]) -> None:
    loaded = parse_markup("<html><body>" + "".join(pieces) + "</body></html>")
    for word in ("w1", "w2", "字"):
        assert loaded.text.count(word) == sum(piece.strip() == word for piece in pieces)
    for block in loaded.paragraphs:
        assert loaded.text[block.start : block.end].strip()


def test_an_offer_to_sign_up_is_no_part_of_the_article() -> None:
    told = "<p>The two presidents met today in the old town hall and spoke of trade, of peace and of the sea.</p>"
    loaded = parse_markup(
        f"<body><div><div>{told}{told}</div><div class='email-signup'><p>Stay in touch with the latest news on how "
        "the town works for its people, every week, in your mailbox.</p></div></div>"
    )
    assert "Stay in touch" not in loaded.text
    assert loaded.text.count("presidents") == 2


def test_nothing_of_a_markdown_file_stands_around_the_article() -> None:
    long = "We welcomed the steady progress that was made in trade, in energy and in the protection of the sea. " * 3
    text = f"# Statement\n\n*Jakarta, 7 September 2023*\n\n1. {long}\n\n2. {long}\n\n- [Home](a)\n- [News](b)\n"
    loaded = MARKDOWN.load(text.encode())
    assert "Jakarta, 7 September 2023" in loaded.text
    assert "News" in loaded.text
    assert loaded.warnings == ()
