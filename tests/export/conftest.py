"""Comparisons made by hand, and a reader of exported pages that knows nothing of how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from lxml import html as lxml_html

import reader
from reader.bundled import seeds
from reader.marks import Role
from reader.model import (
    Attribution,
    Boilerplate,
    BoilerplateKind,
    Candidate,
    Comparison,
    Cue,
    Document,
    Edits,
    Formulation,
    Match,
    MatchKind,
    Order,
    Paragraph,
    ParagraphKind,
    PhrasePair,
    Sentence,
    Side,
    SideCounts,
    Source,
    Span,
    Speaker,
    State,
    Summary,
    Topic,
)
from reader.text.words import words

VOID = {"meta", "br", "hr", "img", "input", "link", "base", "area", "col", "embed", "source", "track", "wbr"}
ROLES = frozenset(role.value for role in Role)


def make_document(
    paragraphs: Sequence[Sequence[str]],
    *,
    kinds: Sequence[ParagraphKind] = (),
    speakers: dict[int, str] | None = None,
    topics: dict[int, tuple[str, ...]] | None = None,
    gap: str = " ",
    language: str = "en",
    **fields: Any,
) -> Document:
    """A document of the given sentences; ``speakers`` and ``topics`` are by index of the sentence."""
    speakers, topics = speakers or {}, topics or {}
    text, blocks, found = "", [], []
    for k, sentences in enumerate(paragraphs):
        text += "\n\n" if k else ""
        start = len(text)
        for j, words_ in enumerate(sentences):
            text += gap if j else ""
            found.append((len(text), len(text) + len(words_), k))
            text += words_
        kind = kinds[k] if k < len(kinds) else ParagraphKind.PARAGRAPH
        blocks.append(Paragraph(start, len(text), kind, 1 if kind is ParagraphKind.HEADING else 0))
    out = tuple(
        Sentence(
            n,
            start,
            end,
            text[start:end],
            k,
            speaker=speakers.get(n),
            attribution=Attribution.INDIRECT if n in speakers else Attribution.NARRATION,
            topics=topics.get(n, ()),
        )
        for n, (start, end, k) in enumerate(found)
    )
    names = dict.fromkeys(s.speaker for s in out if s.speaker)
    labels = dict.fromkeys(t for s in out for t in s.topics)
    own = Document(
        text=text,
        title="Untitled",
        date=None,
        language=language,
        source=Source("made.txt", "0" * 64, "memory"),
        paragraphs=tuple(blocks),
        sentences=out,
        speakers=tuple(
            Speaker(
                n,
                sentences=sum(s.speaker == n for s in out),
                words=sum(len(words(s.text)) for s in out if s.speaker == n),
            )
            for n in names
        ),
        topics=tuple(Topic(t, sum(t in s.topics for s in out)) for t in labels),
    )
    return replace(own, **fields)


def make_comparison(
    left: Document,
    right: Document,
    matches: Iterable[Match] = (),
    formulations: Iterable[Formulation] = (),
    order: Order = Order.LEFT_EARLIER,
    **fields: Any,
) -> Comparison:
    """A comparison whose states and counts follow from its matches."""
    matches = tuple(sorted(matches, key=lambda m: (m.left, m.right)))
    strength = {State.NOVEL: 0, State.ECHO: 1, State.REWORDED: 2, State.SHARED: 3}
    states = {side: [State.NOVEL] * len(d.sentences) for side, d in ((Side.LEFT, left), (Side.RIGHT, right))}
    for match in matches:
        for side in Side:
            for k in match.sentences(side):
                states[side][k] = max(states[side][k], State(match.kind.value), key=lambda s: strength[s])
    counts = {
        side: SideCounts(*(states[side].count(s) for s in (State.SHARED, State.REWORDED, State.ECHO, State.NOVEL)))
        for side in Side
    }
    real = [m for m in matches if m.kind is not MatchKind.ECHO]
    formulations = tuple(formulations)
    own = Comparison(
        left=left,
        right=right,
        matches=matches,
        formulations=formulations,
        left_states=tuple(states[Side.LEFT]),
        right_states=tuple(states[Side.RIGHT]),
        summary=Summary(
            order,
            counts[Side.LEFT],
            counts[Side.RIGHT],
            moved=sum(m.moved for m in real),
            speaker_changed=sum(m.speaker_changed for m in real),
            formulations=len(formulations),
        ),
        left_nearest=(None,) * len(left.sentences),
        right_nearest=(None,) * len(right.sentences),
    )
    return replace(own, **fields)


def span_of(document: Document, words_: str) -> Span:
    start = document.text.index(words_)
    return Span(start, start + len(words_))


def everything() -> Comparison:
    """A comparison in which everything the model can say is said at least once."""
    left = make_document(
        [
            ["Call between two leaders"],
            ["The ministers met on Monday.", "They spoke for an hour."],
            ["Anna said the two towns are joined by river and road.", "She expressed the belief that talks go on."],
            ["Trade is the top priority, Anna said."],
            ["Boris thanked her & left <early>."],
        ],
        kinds=[ParagraphKind.HEADING],
        speakers={3: "Anna Berg", 4: "Anna Berg", 5: "Anna Berg", 6: "Boris Dahl"},
        topics={3: ("Roads", "Trade"), 5: ("Trade",), 6: ("Courtesies",)},
        title="First call",
        date="2021-02-08",
        warnings=("The encoding was guessed.",),
    )
    right = make_document(
        [
            ["Trade is a top priority, Boris said."],
            ["Anna firmly supports talks.", "The ministers met on Monday."],
            ["First point.", "Second point: river and road."],
            ["A quiet evening followed."],
        ],
        kinds=[ParagraphKind.PARAGRAPH, ParagraphKind.QUOTE, ParagraphKind.LIST_ITEM],
        speakers={0: "Boris Dahl", 1: "Anna Berg", 4: "both sides"},
        topics={0: ("Trade",), 4: ("Roads",)},
        title="Second call",
        date="2021-09-24",
    )
    left = replace(left, boilerplate=(Boilerplate(*span_of(left, "The ministers"), BoilerplateKind.TITLE),))
    anna = span_of(left, "Anna said")
    sentences = list(left.sentences)
    sentences[3] = replace(sentences[3], cue=Cue(*anna, "Anna said"))
    left = replace(left, sentences=tuple(sentences))
    matches = [
        Match((1,), (2,), MatchKind.SHARED, 1.0, moved=True, why="The same words."),
        Match(
            (4,),
            (1,),
            MatchKind.REWORDED,
            0.61,
            Edits(
                (span_of(left, "She expressed the belief that"), span_of(left, "go on")),
                (span_of(right, "Anna firmly supports"),),
            ),
            phrases=(PhrasePair(span_of(left, "talks"), span_of(right, "talks")),),
            why="Both speak of “talks”.",
            runner_up=Candidate(4, 0.2, "river and road"),
        ),
        Match(
            (5,),
            (0,),
            MatchKind.REWORDED,
            0.8,
            Edits(
                (span_of(left, "the top"), span_of(left, "Anna said.")),
                (span_of(right, "a top"), span_of(right, "Boris said.")),
            ),
            speaker_changed=True,
            why="Nearly the same words.",
            variants=(PhrasePair(span_of(left, "Trade"), span_of(right, "Trade")),),
        ),
        Match(
            (3,),
            (3, 4),
            MatchKind.ECHO,
            0.3,
            phrases=(PhrasePair(span_of(left, "river and road"), span_of(right, "river and road")),),
            why="Both say “river and road”.",
        ),
    ]
    formulations = [
        Formulation(
            "river and road", (span_of(left, "river and road"),), (span_of(right, "river and road"),), ("road & river",)
        ),
        Formulation("top priority", (span_of(left, "top priority"),), (span_of(right, "top priority"),)),
    ]
    nearest = [None] * len(left.sentences)
    nearest[6] = Candidate(5, 0.11, "evening")
    return make_comparison(left, right, matches, formulations, left_nearest=tuple(nearest))


@dataclass
class _Checker(HTMLParser):
    """Whether tags nest, attributes come once, and what is fetched or run."""

    problems: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"attribute twice on {tag}: {names}")
        self.problems += [f"{tag} runs {name}" for name in names if name.startswith("on") or name == "style"]
        self.problems += [
            f"{tag} fetches {name}" for name in names if name in ("src", "srcset", "action", "data", "ping")
        ]
        if tag in ("p", "h1", "h2", "h3", "ul", "div", "table", "section") and "p" in self.open:
            self.problems.append(f"{tag} inside p")
        if tag == "li" and self.open[-1:] not in (["ul"], ["ol"]):
            self.problems.append("li outside a list")
        if self.open[-1:] in (["ul"], ["ol"]) and tag != "li":
            self.problems.append(f"{tag} directly in a list")
        if tag == "a" and "a" in self.open:
            self.problems.append("a inside a")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()


class Page:
    """An exported page as a stranger's program reads it."""

    def __init__(self, source: str) -> None:
        self.source = source
        parser = lxml_html.HTMLParser(encoding="utf-8")
        self.root = lxml_html.document_fromstring(source.encode("utf-8"), parser=parser)
        self.checker = _Checker()
        self.checker.feed(source)
        self.checker.close()

    def problems(self) -> list[str]:
        """What is wrong with the page as HTML, in words."""
        out = [*self.checker.problems, *(f"{tag} left open" for tag in self.checker.open)]
        ids = [e.get("id") for e in self.root.iter() if isinstance(e.tag, str) and e.get("id") is not None]
        out += [f"id {one} twice" for one in sorted({i for i in ids if ids.count(i) > 1})]
        targets = [a.get("href") for a in self.root.iter("a")]
        out += [f"link to {t}" for t in targets if t is None or not t.startswith("#") or t[1:] not in set(ids)]
        labels = [e.get("aria-labelledby") for e in self.root.iter() if isinstance(e.tag, str)]
        out += [f"label {name}" for name in labels if name is not None and name not in ids]
        levels = self.checker.headings
        out += [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]
        if levels[:1] != [1] or levels.count(1) != 1:
            out.append(f"headings {levels}")
        return out

    def paragraphs(self, side: Side) -> list[str]:
        """The document's text, paragraph by paragraph, without anything of the page's own."""
        blocks = self.root.xpath(f'//*[@data-side="{side.value}"]//*[self::p or self::h3 or self::li]')
        return [
            "".join("".join(t.itertext()) for t in block.xpath('.//*[contains(@class, "t")]') if _has(t, "t"))
            for block in blocks
        ]

    def runs(self, side: Side) -> dict[int, list[tuple[str, frozenset[str]]]]:
        """For each sentence of a side its stretches of text with the roles they carry, neighbours alike joined."""
        out: dict[int, list[tuple[str, frozenset[str]]]] = {}
        for sentence in self.root.xpath(f'//*[@data-side="{side.value}"]//*[@id]'):
            text = next(child for child in sentence if _has(child, "t"))
            pieces = list(_pieces(text, _roles(sentence)))
            out[int(sentence.get("id")[1:]) - 1] = joined(pieces)
        return out


def _pieces(element: Any, roles: frozenset[str]) -> Iterable[tuple[str, frozenset[str]]]:
    roles |= _roles(element)
    if element.text:
        yield element.text, roles
    for child in element:
        yield from _pieces(child, roles)
        if child.tail:
            yield child.tail, roles


def _roles(element: Any) -> frozenset[str]:
    return ROLES & frozenset((element.get("class") or "").split())


def _has(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def joined(pieces: Iterable[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    out: list[tuple[str, frozenset[str]]] = []
    for text, roles in pieces:
        if out and out[-1][1] == roles:
            out[-1] = (out[-1][0] + text, roles)
        elif text:
            out.append((text, roles))
    return out


@dataclass(frozen=True)
class Make:
    """The builders, as one fixture."""

    document: Callable[..., Document] = make_document
    comparison: Callable[..., Comparison] = make_comparison
    span_of: Callable[[Document, str], Span] = span_of
    page: Callable[[str], Page] = Page
    joined: Callable[..., list[tuple[str, frozenset[str]]]] = joined


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()


@pytest.fixture(scope="session")
def full() -> Comparison:
    return everything()


SEEDS = sorted(seeds().glob("*.txt"))
PAIRS = [(a, b) for a in range(len(SEEDS)) for b in range(a + 1, len(SEEDS))]


@pytest.fixture(scope="session")
def sample_documents() -> list[Document]:
    return [reader.read(path) for path in SEEDS]


@pytest.fixture(scope="session", params=PAIRS, ids=lambda pair: "-".join(map(str, pair)))
def sample_pair(request: pytest.FixtureRequest, sample_documents: list[Document]) -> Comparison:
    a, b = request.param
    return reader.compare(sample_documents[a], sample_documents[b])
