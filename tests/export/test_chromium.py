"""The exported page in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.compare.judged import judged
from reader.export import ExportOptions
from reader.marks import Filter, Lens
from reader.model import Comparison, Judgements, Match, MatchKind, Note, ParagraphKind, Side, Verdict

TEXTS = """
return [...document.querySelectorAll(`[data-side="${arguments[0]}"]`)].flatMap(
  cell => [...cell.querySelectorAll('p,h3,li')].map(
    block => [...block.querySelectorAll('.t')].map(t => t.textContent).join('')))
"""


class Opened:
    """A page opened in a window of a given width and colour scheme."""

    def __init__(self, browser: Any, path: Path, width: int, scheme: str) -> None:
        self.browser = browser
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        feature = {"name": "prefers-color-scheme", "value": scheme}
        browser.get("about:blank")
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(path.as_uri())
        events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        sent = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
        self.requests = [one["request"]["url"] for one in sent]
        self.console = browser.get_log("browser")

    def ask(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def colours(self, selector: str) -> tuple[str, str]:
        script = "const s = getComputedStyle(document.querySelector(arguments[0])); return [s.color, s.backgroundColor]"
        return tuple(self.ask(script, selector))

    def overflow(self) -> int:
        return self.ask("const e = document.documentElement; return e.scrollWidth - e.clientWidth")


def hostile(make: Any) -> Comparison:
    run = "<script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
    left = make.document(
        [[run], ["W" * 400, f"\u202e{run}\u2066 \x01\x85"], ["שלום <b>עולם</b>."]],
        kinds=[ParagraphKind.HEADING, ParagraphKind.LIST_ITEM],
        speakers={0: run, 1: "S" * 200},
        topics={0: (run,), 1: ("T" * 200,)},
        title="L" * 300,
        warnings=(run,),
    )
    right = make.document([[f"</style></title>{run}"], ["  b\tc"]], title=f"</title>{run}", language=f'"{run}')
    return make.comparison(left, right, [Match((0,), (0,), MatchKind.REWORDED, 0.5, moved=True, why=run)])


def human(comparison: Comparison) -> Comparison:
    """The comparison with notes and judgements of every kind."""
    added = (
        Judgements()
        .with_note(Note("**On all:** see [the archive](https://example.org/a).\n\n- one\n- two\n\n> said\n\n`code`"))
        .with_note(Note("Here.", (0,), (1,)))
        .with_pair(0, 0, Verdict.ECHO)
        .with_pair(1, 1, Verdict.APART)
        .with_speaker(Side.LEFT, 2, None)
        .with_topics(Side.RIGHT, 2, ("Trade",))
    )
    return judged(comparison, added)


AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
BARRIERS = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
  found => done(found.violations.map(v => [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])),
  error => done([['critical', String(error), []]]));
"""


@pytest.mark.parametrize(
    ("pair", "media"),
    [((1, 3), "360"), ((1, 3), "1280"), ((1, 3), "A4"), ((0, 4), "1280"), ((2, 3), "360"), ((2, 3), "A4")],
    ids=str,
)
def test_no_barriers(
    browser: Any, tmp_path: Path, sample_documents: list[reader.Document], pair: tuple[int, int], media: str
) -> None:
    comparison = human(reader.compare(*(sample_documents[k] for k in pair)))
    for theme in ("light", "dark") if media != "A4" else ("light",):
        path = tmp_path / f"{theme}.html"
        path.write_text(reader.export(comparison, "html", ExportOptions(theme=theme)), encoding="utf-8")
        page = Opened(browser, path, 794 if media == "A4" else int(media), theme)
        if media == "A4":
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
        browser.set_script_timeout(60)
        page.ask(AXE)
        found = browser.execute_async_script(BARRIERS)
        assert [one for one in found if one[0] in ("serious", "critical")] == []
        assert [one[1] for one in found] == [], "lesser ones"
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


@pytest.fixture(scope="module", params=["full", "hostile", "sample"])
def exported(
    request: pytest.FixtureRequest, full: Comparison, make: Any, sample_documents: list[reader.Document]
) -> Comparison:
    if request.param == "sample":
        return human(reader.compare(sample_documents[1], sample_documents[3]))
    return full if request.param == "full" else hostile(make)


@pytest.mark.parametrize("width", [360, 1280])
def test_page_opens_alone_and_in_silence(browser: Any, tmp_path: Path, exported: Comparison, width: int) -> None:
    path = tmp_path / "page.html"
    path.write_text(reader.export(exported, "html", ExportOptions(title=exported.left.title)), encoding="utf-8")
    page = Opened(browser, path, width, "light")
    assert page.requests == [path.as_uri()]
    assert page.console == []
    assert page.ask("return document.scripts.length") == 0
    assert page.ask("return window.pwned === undefined")
    assert page.ask("return document.compatMode") == "CSS1Compat"
    assert page.overflow() <= 0
    assert page.ask("return innerWidth") == width
    for side in Side:
        document = exported.document(side)
        assert page.ask(TEXTS, side.value) == [document.text[p.start : p.end] for p in document.paragraphs]


def test_dark_is_dark_and_light_is_light(browser: Any, tmp_path: Path, full: Comparison) -> None:
    seen = {}
    for theme in ("auto", "light", "dark"):
        path = tmp_path / f"{theme}.html"
        path.write_text(reader.export(full, "html", ExportOptions(theme=theme)), encoding="utf-8")
        for scheme in ("light", "dark"):
            page = Opened(browser, path, 1280, scheme)
            seen[theme, scheme] = [page.colours(one) for one in ("body", "#L1 > .t", "#R1 ins", "h1")]
    assert seen["auto", "light"] == seen["light", "light"] == seen["light", "dark"]
    assert seen["auto", "dark"] == seen["dark", "dark"] == seen["dark", "light"]
    assert all(a != b for a, b in zip(seen["auto", "light"], seen["auto", "dark"], strict=True))


def test_every_lens_shows_its_own_colours(browser: Any, tmp_path: Path, full: Comparison) -> None:
    looks = set()
    for lens in Lens:
        path = tmp_path / f"{lens}.html"
        options = ExportOptions(lens=lens, filter=Filter(speakers=frozenset({"Anna Berg", None})))
        path.write_text(reader.export(full, "html", options), encoding="utf-8")
        page = Opened(browser, path, 1280, "light")
        looks.add(tuple(page.colours(one) for one in ("#L1 > .t", "#L4 > .t", "#L4 .formulation", "#L5 > .t")))
    assert len(looks) == len(Lens)


def test_columns_stand_side_by_side_and_stacked_on_a_phone(browser: Any, tmp_path: Path, full: Comparison) -> None:
    path = tmp_path / "page.html"
    path.write_text(reader.export(full, "html"), encoding="utf-8")
    box = "const r = document.getElementById(arguments[0]).closest('.cell').getBoundingClientRect(); return r.left"
    wide = Opened(browser, path, 1280, "light")
    left, right = wide.ask(box, "L5"), wide.ask(box, "R2")
    assert left < right
    narrow = Opened(browser, path, 360, "light")
    left, right = narrow.ask(box, "L5"), narrow.ask(box, "R2")
    assert left == right


def test_copied_text_is_the_document_s(browser: Any, tmp_path: Path, full: Comparison) -> None:
    path = tmp_path / "page.html"
    path.write_text(reader.export(full, "html"), encoding="utf-8")
    page = Opened(browser, path, 1280, "light")
    script = """
    const selection = getSelection();
    selection.selectAllChildren(document.getElementById(arguments[0]).closest('p'));
    return selection.toString()
    """
    paragraph = full.left.paragraphs[2]
    assert page.ask(script, "L4").strip() == full.left.text[paragraph.start : paragraph.end]


def test_keyboard_reaches_links_and_shows_where_it_is(browser: Any, tmp_path: Path, full: Comparison) -> None:
    from selenium.webdriver.common.keys import Keys

    path = tmp_path / "page.html"
    path.write_text(reader.export(full, "html"), encoding="utf-8")
    page = Opened(browser, path, 1280, "light")
    browser.switch_to.active_element.send_keys(Keys.TAB)
    first = browser.switch_to.active_element
    assert first.get_attribute("class") == "skip"
    assert first.rect["x"] >= 0
    first.send_keys(Keys.ENTER)
    assert page.ask("return location.hash") == "#texts"
    browser.switch_to.active_element.send_keys(Keys.TAB)
    width = "return getComputedStyle(document.activeElement).outlineWidth"
    assert page.ask("return document.activeElement.closest('.texts') !== null")
    assert page.ask(width) == "3px"


def test_a_page_saved_by_the_browser_opens_again(browser: Any, tmp_path: Path, sample_documents: Any) -> None:
    from reader.project.reopen import is_export, reopened

    comparison = human(reader.compare(sample_documents[1], sample_documents[3]))
    path = tmp_path / "page.html"
    path.write_text(reader.export(comparison, "html"), encoding="utf-8")
    page = Opened(browser, path, 1280, "light")
    saved = f"<!DOCTYPE html>\n{page.ask('return document.documentElement.outerHTML')}".encode()
    assert saved != path.read_bytes()
    assert is_export(saved)
    assert reopened(saved, "page.html").saved().comparison == comparison
