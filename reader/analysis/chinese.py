"""Who speaks in a Chinese document: names from titles and reporting verbs, cues at the beginnings of clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reader.analysis import labels
from reader.analysis.finding import Finding
from reader.analysis.lexicons import table
from reader.analysis.quotes import quotations, quoted_length
from reader.model import BOTH_SIDES, Attribution, Cue, Document, Person, Sentence

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CLAUSE = re.compile(r"[^，,；;：:。！？!?\n“”「」『』]+")


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(dict.fromkeys(words), key=len, reverse=True))


@dataclass(frozen=True)
class _Lexicon:
    speak: re.Pattern[str]
    stance: re.Pattern[str]
    following: re.Pattern[str]
    between: re.Pattern[str]
    joint: re.Pattern[str]
    pronoun: re.Pattern[str]
    pronouns: dict[str, str]
    body: re.Pattern[str]
    unnamed: re.Pattern[str]
    titled: re.Pattern[str]
    subject: re.Pattern[str]
    after: str
    role: re.Pattern[str]
    present: re.Pattern[str]
    events: tuple[str, ...]
    continuing: tuple[str, ...]
    surnames: frozenset[str]
    compound: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    home: tuple[str, ...]
    generic: frozenset[str]
    never: tuple[str, ...]
    bodies: tuple[str, ...]
    loose: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    speech, people = table("zh", "speech"), table("zh", "people")
    titles, follow, between = _any(people["titles"]), _any(people["followers"]), _any(speech["between"])
    speak = _any(speech["speak"])
    core = _any(speech["following"])
    name = rf"(?:[{_HAN}]{{1,8}}·)*[{_HAN}]{{2,8}}?"
    countries = tuple(tuple(entry.split("|")) for entry in people["countries"])
    generic = {*speech["joint"], *speech["pronouns"], *people["titles"], *speech["unnamed"], *speech["bodies"]}
    generic |= {c for c, _ in countries} | {c + "方" for _, c in countries}
    return _Lexicon(
        speak=re.compile(rf"(?:{between})*({speak})(?!话)"),
        stance=re.compile(rf"(?:{between})*({_any(speech['stance'])})"),
        following=re.compile(rf"(?:{between})*({_any(speech['following'])})"),
        between=re.compile(rf"(?:{between})+"),
        joint=re.compile(rf"(?:{_any(speech['joint'])})"),
        pronoun=re.compile(rf"(?:{_any(list(speech['pronouns']))})"),
        pronouns=speech["pronouns"],
        body=re.compile(rf"[{_HAN}]{{0,14}}?(?:{_any(speech['bodies'])})(?=(?:{between})*(?:{core}))"),
        present=re.compile(rf"((?:[{_HAN}]{{2,4}}、)*[{_HAN}]{{2,4}}?)等?(?:{_any(speech['events']['present'])})"),
        unnamed=re.compile(rf"[{_HAN}]{{0,8}}?(?:{_any(speech['unnamed'])})"),
        titled=re.compile(rf"({titles})(?!{follow})({name})(?=(?:{follow}|[，。、；：！？（）()“”\s]|$))"),
        subject=re.compile(rf"({name})(?:{between})*(?:{core})(?!话)"),
        after=_any(people["after"]),
        role=re.compile(rf"[^，。、；：！？\s的同与和对向见由应在率请（）“”《》]{{0,14}}?(?:{titles})$"),
        events=tuple(speech["events"]["phrases"]),
        continuing=tuple(speech["events"]["continuing"]),
        surnames=frozenset(people["surnames"]),
        compound=tuple(people["compound"]),
        countries=countries,  # type: ignore[arg-type]
        home=tuple(people["home"]),
        generic=frozenset(generic),
        never=tuple(people["never"]),
        bodies=tuple(speech["bodies"]),
        loose=frozenset(people["loose"]),
    )


@dataclass(eq=False, slots=True)
class _Person:
    name: str
    first: int
    role: str = ""
    side: str = ""
    """One or two characters by which the person's country speaks: 中, 法."""
    forms: dict[str, int] = field(default_factory=dict)


def read_chinese(document: Document) -> tuple[list[Finding], list[tuple[Person, bool]]]:
    """A finding per sentence, and everybody named, in order of first mention."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.words = _lexicon()
        self.quotes = quotations(self.text, document.paragraphs)
        self.people = self._find_people()
        self.named = self._matcher()
        self._mention_all()
        self.recent: _Person | None = None
        self.plural = False

    def read(self) -> tuple[list[Finding], list[tuple[Person, bool]]]:
        found: list[Finding] = []
        first = 0
        for sentence in self.document.sentences:
            length, first = quoted_length(self.quotes, first, sentence.start, sentence.end)
            one = Finding(quoted=length / max(1, sentence.end - sentence.start))
            found.append(one)
        self._attribute(found)
        labels.apply(self.document, None, found)
        people = sorted(self.people.values(), key=lambda one: one.first)
        return found, [(Person(p.name, tuple(f for f in p.forms if f != p.name), p.role), True) for p in people]

    # -- names -------------------------------------------------------------------------------------------------------

    def _find_people(self) -> dict[str, _Person]:
        """Names with their first places: subjects of reporting verbs, names after titles, lists of those present."""
        spoken: Counter[str] = Counter()
        names: dict[str, int] = {}
        places: dict[str, int] = {}
        for sentence in self.document.sentences:
            for k, (start, end) in enumerate(_clauses(self.text, sentence)):
                match = self.words.subject.match(self.text, start, end) if k < 3 else None
                if match and self._plausible(match[1]):
                    spoken[match[1]] += 1
                    places.setdefault(match[1], start)
            present = self.words.present.match(self.text, sentence.start, sentence.end)
            if present is not None:
                for one in present[1].split("、"):
                    if self._chinese(one) and self._plausible(one):
                        names.setdefault(one, self.text.find(one, sentence.start))
        titled = self._titled(places)
        for name, at in places.items():
            if name in titled or spoken[name] > 1 or self._chinese(name) or "·" in name:
                names[name] = at
        for name, at in titled.items():
            names.setdefault(name, at)
        people: dict[str, _Person] = {}
        for name in sorted(names, key=lambda one: (len(one), names[one])):
            if not any(name.startswith(known) or name.endswith(known) for known in people):
                people[name] = _Person(name, names[name])
        return people

    def _titled(self, subjects: dict[str, int]) -> dict[str, int]:
        """Names that stand after a title."""
        found: dict[str, int] = {}
        titles: dict[str, int] = {}
        for match in self.words.titled.finditer(self.text):
            title, name = match[1], match[2]
            known = next((one for one in subjects if self.text.startswith(one, match.start(2))), None)
            if known is not None:
                found.setdefault(known, match.start(2))
                continue
            if not self._plausible(name) or any(self.text.endswith(one, 0, match.start(1)) for one in subjects):
                continue
            loose = title in self.words.loose and not self._chinese(name)
            if not loose and not (len(name) > 4 and "·" not in name and self.text.count(name) < 2):
                found.setdefault(name, match.start(2))
                titles.setdefault(name, match.start(1))
        return {
            name: at
            for name, at in found.items()
            if name not in titles or not any(self.text.endswith(one, 0, titles[name]) for one in found)
        }

    def _plausible(self, name: str) -> bool:
        if not 2 <= len(name) <= 16 or name in self.words.generic:
            return False
        if (
            self.words.speak.match(name)
            or any(sign in name for sign in self.words.never)
            or name.endswith(self.words.bodies)
        ):
            return False
        if self.words.joint.match(name) or self.words.between.match(name) or self.words.pronoun.match(name):
            return False
        return "·" in name or len(name) <= 8

    def _chinese(self, name: str) -> bool:
        if name[:2] in self.words.compound:
            return 3 <= len(name) <= 4
        return name[0] in self.words.surnames and 2 <= len(name) <= 3

    def _matcher(self) -> re.Pattern[str] | None:
        if not self.people:
            return None
        shorts = {
            p.name[: 2 if p.name[:2] in self.words.compound else 1]: p
            for p in self.people.values()
            if self._chinese(p.name)
        }
        self.shorts = shorts
        full = _any(list(self.people))
        short = _any(list(shorts)) if shorts else None
        pattern = rf"(?P<full>{full})(?:{self.words.after})?"
        if short:
            pattern += rf"|(?P<short>{short})(?:{self.words.after})"
        return re.compile(pattern)

    def _mention_all(self) -> None:
        if self.named is None:
            return
        for match in self.named.finditer(self.text):
            person = self._who(match)
            form = match.group()
            person.forms[form] = person.forms.get(form, 0) + 1
            person.first = min(person.first, match.start())
            if not person.role:
                self._role(person, match.start())

    def _who(self, match: re.Match[str]) -> _Person:
        full = match["full"]
        return self.people[full] if full else self.shorts[match["short"]]

    def _role(self, person: _Person, at: int) -> None:
        before = self.text[max(0, at - 22) : at]
        role = self.words.role.search(before)
        if role is None:
            return
        person.role = role.group()
        for country, short in self.words.countries:
            if country in person.role:
                person.side = short
                return
        if person.role.startswith(self.words.home):
            person.side = "中"

    # -- cues --------------------------------------------------------------------------------------------------------

    def _attribute(self, found: list[Finding]) -> None:
        running: str | None = None
        paragraph = -1
        for sentence, one in zip(self.document.sentences, found, strict=True):
            same = sentence.paragraph == paragraph
            paragraph = sentence.paragraph
            cue = self._cue(sentence, running if same else None)
            if cue is not None:
                name, span = cue
                running = name
                if name is not None:
                    one.speaker, one.cue = name, span
            elif running is not None and (self._goes_on(sentence, same) or one.quoted > 0.9):
                one.speaker = running
            else:
                running = None
            if one.speaker is not None:
                one.attribution = self._kind(sentence, one)

    def _cue(self, sentence: Sentence, running: str | None) -> tuple[str | None, Cue | None] | None:
        subject: str | None = None
        for k, (start, end) in enumerate(_clauses(self.text, sentence)):
            if k > 3 or (running is not None and k > 2):
                return None
            if self._inside_quotes(start):
                continue
            if subject is not None:
                verb = self.words.following.match(self.text, start, end)
                if verb is not None:
                    return subject, self._span(start, verb.end())
            got = self._subject(start, end, running)
            if got is None:
                continue
            name, stop = got
            verb = self.words.speak.match(self.text, stop, end) or self.words.stance.match(self.text, stop, end)
            if verb is not None and not (name is None and subject):
                return name, self._span(start, verb.end()) if name else None
            if name is not None and name != BOTH_SIDES:
                later = re.compile("表示(?:赞赏|感谢|祝贺|欢迎|慰问|哀悼|支持|贊賞)").search(self.text, stop, end)
                if later is not None:
                    return name, self._span(later.start(), later.end())
                subject = name
        return None

    def _span(self, start: int, end: int) -> Cue:
        return Cue(start, end, self.text[start:end])

    def _inside_quotes(self, at: int) -> bool:
        from bisect import bisect_right

        k = bisect_right(self.quotes, (at, len(self.text) + 1)) - 1
        return k >= 0 and self.quotes[k].start <= at < self.quotes[k].end

    def _subject(self, start: int, end: int, running: str | None) -> tuple[str | None, int] | None:
        """Who stands at the beginning of a clause, and where the rest begins; None as a name: nobody named."""
        text = self.text
        joint = self.words.joint.match(text, start, end)
        if joint is not None:
            return BOTH_SIDES, joint.end()
        if self.named is not None:
            got = self._name_at(start, end)
            if got is not None:
                return got
        pronoun = self.words.pronoun.match(text, start, end)
        if pronoun is not None:
            if self.words.pronouns[pronoun.group()] == "p":
                return (BOTH_SIDES if self.plural else None), pronoun.end()
            return (self.recent.name if self.recent else None), pronoun.end()
        if running is not None:
            return None
        unnamed = self.words.unnamed.match(text, start, end)
        if unnamed is not None:
            return None, unnamed.end()
        return self._side_or_body(start, end)

    def _name_at(self, start: int, end: int) -> tuple[str, int] | None:
        assert self.named is not None
        match = self.named.match(self.text, start, end)
        if match is None:
            # A title may stand before the name at the beginning of a clause.
            match = self.named.search(self.text, start, min(end, start + 30))
            if match is None or not self.words.role.search(self.text[start : match.start()]):
                return None
            if self.words.role.search(self.text[start : match.start()]).start() > 0:  # type: ignore[union-attr]
                return None
        person = self._who(match)
        stop = match.end()
        if self.text[stop : stop + 1] in ("和", "与", "與", "同", "、"):
            other = self.named.match(self.text, stop + 1, end)
            if other is not None and (
                self.words.speak.match(self.text, other.end(), end)
                or self.words.following.match(self.text, other.end(), end)
            ):
                return self._couple(person, self._who(other)), other.end()
            if other is not None:
                return None
        self.recent, self.plural = person, False
        return person.name, stop

    def _couple(self, one: _Person, other: _Person) -> str:
        self.plural = True
        first = min(self.people.values(), key=lambda p: p.first)
        if first in (one, other) and one.side != other.side:
            return BOTH_SIDES
        return f"{one.name}和{other.name}"

    def _side_or_body(self, start: int, end: int) -> tuple[str | None, int] | None:
        side = re.compile(rf"([{_HAN}]{{1,3}})方(?=[{_HAN}])").match(self.text, start, end)
        if side is not None:
            verb = self.words.speak.match(self.text, side.end(), end)
            person = next((p for p in self.people.values() if p.side == side[1]), None)
            if verb is not None and person is not None and verb[1] in ("表示", "强调", "指出", "重申", "強調", "认为"):
                return person.name, side.end()
            return None
        body = self.words.body.match(self.text, start, end)
        if body is not None and len(body.group()) > 1:
            return body.group(), body.end()
        return None

    # -- what carries over -------------------------------------------------------------------------------------------

    def _goes_on(self, sentence: Sentence, same: bool) -> bool:
        text = sentence.text
        if any(one in text for one in self.words.events) and not re.search("我(?!国)|应该|愿同|希望", text):
            return False
        if same:
            return True
        return text.startswith(self.words.continuing) and not (self.named is not None and self.named.match(text))

    def _kind(self, sentence: Sentence, one: Finding) -> Attribution:
        start = one.cue.end if one.cue is not None and one.cue.start >= sentence.start else sentence.start
        rest = max(1, sentence.end - start)
        if one.quoted * (sentence.end - sentence.start) >= 0.75 * rest:
            return Attribution.DIRECT
        spoken = [q for q in _within(self.quotes, sentence) if q[1] - q[0] >= 14]
        return Attribution.MIXED if spoken else Attribution.INDIRECT


def _within(quotes: list[Any], sentence: Sentence) -> Iterator[tuple[int, int]]:
    from bisect import bisect_left

    k = max(0, bisect_left(quotes, (sentence.start, sentence.start)) - 1)
    while k < len(quotes) and quotes[k].start < sentence.end:
        if quotes[k].end > sentence.start:
            yield max(quotes[k].start, sentence.start), min(quotes[k].end, sentence.end)
        k += 1


def _clauses(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        start = match.start()
        while start < match.end() and text[start] in " \u3000（()）":
            start += 1
        if start < match.end():
            yield start, match.end()
