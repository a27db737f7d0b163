"""A thousand attack strings in every field a document or its reader controls: the exported page in a real browser."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from attacks import ADDRESS, families

import reader
from reader.export import ExportOptions
from reader.model import Comparison, Document, Judgements, Note, Side, Speaker, Topic

ATTACKS = [one for found in families().values() for one in found]
# What a reader of the page sees of each paragraph.
TEXTS = """
return [...document.querySelectorAll(`[data-side="${arguments[0]}"]`)].flatMap(
  cell => [...cell.querySelectorAll('p,h3,li')].map(
    block => [...block.querySelectorAll('.t')].map(t => t.textContent).join('')))
"""
# Frames in which a script has run.
HITS = """
return [...document.querySelectorAll('iframe')].filter(
  frame => { try { return frame.contentWindow.hit } catch { return false } }).length
"""
A_PAGE = 20
"""Strings a page carries in its fields of one line, four in each."""


def opened(browser: Any, path: Path) -> list[str]:
    """Opens a page; gives what it asked for."""
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(path.as_uri())
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]


def require_harmless(browser: Any, path: Path) -> None:
    assert opened(browser, path) == [path.as_uri()]
    assert browser.execute_script("return [window.pwned === undefined, document.scripts.length]") == [True, 0]


def document(strings: list[str], name: str = "a.txt") -> Document:
    """A document with each string as a paragraph, by way of the gate every text passes."""
    text, spans = "", []
    for one in strings:
        text += "\n\n" if text else ""
        spans.append((len(text), len(text) + len(one)))
        text += one
    return reader.parse(text, title="Title", language="en", sentences=spans, name=name)


def comparison(strings: list[str]) -> Comparison:
    return reader.compare(document(strings), document([*strings[1::2], "A sentence of another kind."]))


@pytest.fixture(scope="module")
def body() -> Comparison:
    return comparison(ATTACKS)


def test_there_are_a_thousand_of_them() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) >= 1_000


def test_unescaped_they_do_fire(browser: Any, tmp_path: Path) -> None:
    """Without this the tests below would prove nothing."""
    fired = 0
    asked: list[str] = []
    for start in range(0, len(ATTACKS), 150):
        frames = "".join(
            f'<iframe srcdoc="<body>{html.escape(one)}"></iframe>' for one in ATTACKS[start : start + 150]
        ).replace("top.pwned=(top.pwned||0)+1", "top.pwned=(top.pwned||0)+1,self.hit=1")
        path = tmp_path / f"{start}.html"
        path.write_text(f"<!doctype html><meta charset=utf-8>{frames}", encoding="utf-8")
        asked += opened(browser, path)
        fired += browser.execute_script(HITS)
    assert fired >= 100
    assert sum(url.startswith(ADDRESS) for url in asked) >= 10
    print(f"\n{len(ATTACKS)} attack strings, of which {fired} run a script unescaped ", end="")  # noqa: T201


def test_in_the_body_nothing_runs_and_no_word_changes(browser: Any, tmp_path: Path, body: Comparison) -> None:
    path = tmp_path / "body.html"
    path.write_text(reader.export(body, "html"), encoding="utf-8")
    require_harmless(browser, path)
    for side in Side:
        whole = body.document(side)
        assert browser.execute_script(TEXTS, side.value) == [whole.text[p.start : p.end] for p in whole.paragraphs]


def test_as_speakers_topics_and_notes(browser: Any, tmp_path: Path, body: Comparison) -> None:
    left = body.left
    named = [one for one in ATTACKS if one.strip()][: len(left.sentences)]
    sentences = tuple(
        replace(sentence, speaker=one, topics=(one,)) for sentence, one in zip(left.sentences, named, strict=False)
    )
    left = replace(
        left,
        sentences=sentences + left.sentences[len(sentences) :],
        speakers=tuple(Speaker(one, (one,), one, 1, 1) for one in named),
        topics=tuple(Topic(one, 1, (one,)) for one in named),
        warnings=tuple(named),
    )
    notes = tuple(Note(one, (k,)) for k, one in enumerate(named))
    path = tmp_path / "fields.html"
    path.write_text(
        reader.export(replace(body, left=left, judgements=Judgements(notes=notes)), "html"), encoding="utf-8"
    )
    require_harmless(browser, path)
    shown = squeezed(browser.execute_script("return document.body.textContent"))
    plain = [one for one in named if one.isascii() and one.isprintable()]
    assert len(plain) > 900
    assert [one for one in plain if squeezed(one) not in shown] == []


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2066-\u2069\u200b]+", "", text)


def test_as_titles_and_names_of_files(browser: Any, tmp_path: Path) -> None:
    small = comparison(["The ministers met.", "They agreed."])
    for start in range(0, len(ATTACKS), A_PAGE):
        a, b, c, d, e = (" ".join(ATTACKS[start + k : start + A_PAGE : 5]) for k in range(5))
        left = replace(small.left, title=a, source=replace(small.left.source, name=b), date=None)
        right = replace(small.right, title=c, source=replace(small.right.source, name=d), language=e)
        path = tmp_path / f"{start}.html"
        page = reader.export(replace(small, left=left, right=right), "html", ExportOptions(title=e))
        path.write_text(page, encoding="utf-8")
        require_harmless(browser, path)
        shown = squeezed(browser.execute_script("return document.title + document.body.textContent"))
        for one in (a, b, c, d):
            if one.isascii() and one.isprintable():
                assert squeezed(one) in shown
