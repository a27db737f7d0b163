"""Who speaks in a Chinese document: names from titles and reporting verbs, cues at the beginnings of clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reader.analysis import labels, monologue
from reader.analysis.chinese_names import HAN, ChinesePerson, People, clauses, lexicon
from reader.analysis.finding import Finding
from reader.analysis.joint import is_joint_statement
from reader.analysis.quotes import quotations, quoted_length
from reader.model import BOTH_SIDES, Attribution, Cue, Document, Person, Sentence, Span
from reader.patterns import deferred

_PRAISE = deferred("表示(?:赞赏|感谢|祝贺|欢迎|慰问|哀悼|支持|贊賞)")
_SIDE = deferred(rf"([{HAN}]{{1,3}})方(?=[{HAN}])")
_FIRST_PERSON = deferred("我(?!国)|应该|愿同|希望")


def read_chinese(document: Document) -> tuple[list[Finding], list[tuple[Person, bool]]]:
    """A finding per sentence, and everybody named, in order of first mention."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.words = lexicon()
        self.quotes = quotations(self.text, document.paragraphs)
        self.people = People(document)
        self.joint = is_joint_statement(document)
        self.recent: ChinesePerson | None = None
        self.plural = False

    def read(self) -> tuple[list[Finding], list[tuple[Person, bool]]]:
        found: list[Finding] = []
        first = 0
        for sentence in self.document.sentences:
            length, first = quoted_length(self.quotes, first, sentence.start, sentence.end)
            one = Finding(quoted=length / max(1, sentence.end - sentence.start))
            found.append(one)
        self._attribute(found)
        labels.apply(self.document, None, found, [one.name for one in self.people.all])
        monologue.apply(self.document, found, [one.name for one in self.people.all])
        for sentence, one in zip(self.document.sentences, found, strict=True):
            if one.speaker is not None:
                one.attribution = Attribution.DIRECT if one.labelled else self._kind(sentence, one)
        people = [Person(p.name, tuple(f for f in p.forms if p.name not in f), p.role) for p in self.people.all]
        return found, [(one, True) for one in people]

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
            elif self.joint and self._first_person(sentence):
                one.speaker, running = BOTH_SIDES, None
            elif running is not None and not self.joint and (self._goes_on(sentence, same) or one.quoted > 0.9):
                one.speaker = running
            else:
                running = None
        self._give_quotations(found)

    def _first_person(self, sentence: Sentence) -> bool:
        return any(one in sentence.text for one in self.words.first_person)

    def _give_quotations(self, found: list[Finding]) -> None:
        """Gives a quotation without a cue to whoever is named behind it: “……。”某某说。"""
        sentences = self.document.sentences
        for k in range(len(found) - 2, -1, -1):
            one, after = found[k], found[k + 1]
            if one.speaker is not None or one.quoted < 0.9 or after.speaker is None or after.cue is None:
                continue
            here, behind = sentences[k], sentences[k + 1]
            names_only = behind.end - after.cue.end <= 2 or after.quoted > 0
            if here.paragraph == behind.paragraph and after.cue.start - behind.start < 24 and names_only:
                one.speaker = after.speaker

    def _cue(self, sentence: Sentence, running: str | None) -> tuple[str | None, Cue | None] | None:
        subject: str | None = None
        for k, (start, end) in enumerate(clauses(self.text, sentence)):
            if k > 3 or (running is not None and k > 2):
                return None
            if self._inside_quotes(start):
                continue
            if subject is not None:
                following = self.words.jointly if subject == BOTH_SIDES else self.words.following
                verb = following.match(self.text, start, end)
                if verb is not None:
                    return subject, self._span(start, verb.end())
            got = self._subject(start, end, running, sentence.start)
            if got is None:
                continue
            name, stop = got
            verb = self.words.speak.match(self.text, stop, end) or self.words.stance.match(self.text, stop, end)
            if verb is not None and not (name is None and subject):
                return name, self._span(start, verb.end()) if name else None
            if name == BOTH_SIDES:
                subject = name
            elif name is not None:
                later = _PRAISE.search(self.text, stop, end)
                if later is not None:
                    return name, self._span(later.start(), later.end())
                subject = name
        return None

    def _span(self, start: int, end: int) -> Cue:
        return Cue(start, end, self.text[start:end])

    def _inside_quotes(self, at: int) -> bool:
        k = bisect_right(self.quotes, (at, len(self.text) + 1)) - 1
        return k >= 0 and self.quotes[k].start <= at < self.quotes[k].end

    def _subject(self, start: int, end: int, running: str | None, begin: int) -> tuple[str | None, int] | None:
        """Who stands at the beginning of a clause, and where the rest begins; None as a name: nobody named."""
        text = self.text
        joint = self.words.joint.match(text, start, end)
        if joint is not None:
            return BOTH_SIDES, joint.end()
        got = self._name_at(start, end)
        if got is not None:
            return got
        pronoun = self.words.pronoun.match(text, start, end)
        if pronoun is not None:
            if self.words.pronouns[pronoun.group()] == "p":
                return (BOTH_SIDES if self.plural else None), pronoun.end()
            return (self.recent.name if self.recent else None), pronoun.end()
        if running is not None and start != begin:
            return None
        held = self.people.holder(start, end)
        if held is not None and self.words.speak.match(text, held[1], end):
            self.recent, self.plural = held[0], False
            return held[0].name, held[1]
        unnamed = self.words.unnamed.match(text, start, end)
        if unnamed is not None:
            return None, unnamed.end()
        office = self.words.title.match(text, start, end)
        if office is not None and self.words.speak.match(text, office.end(), end):
            return None, office.end()  # 法国外长说: somebody, but nobody who is named
        return self._side_or_body(start, end)

    def _name_at(self, start: int, end: int) -> tuple[str, int] | None:
        named = self.people.at(start, end)
        if named is None:
            return None
        person, stop = named
        if self.text[stop : stop + 1] in ("和", "与", "與", "同", "、"):
            other = self.people.at(stop + 1, end)
            if other is None:
                return person.name, stop
            says = self.words.speak.match(self.text, other[1], end) or self.words.following.match(
                self.text, other[1], end
            )
            return (self._couple(person, other[0]), other[1]) if says else None
        self.recent, self.plural = person, False
        return person.name, stop

    def _couple(self, one: ChinesePerson, other: ChinesePerson) -> str:
        self.plural = True
        if self.people.all[0] in (one, other) and one.side != other.side:
            return BOTH_SIDES
        return f"{one.name}和{other.name}"

    def _side_or_body(self, start: int, end: int) -> tuple[str | None, int] | None:
        side = _SIDE.match(self.text, start, end)
        if side is not None:
            verb = self.words.speak.match(self.text, side.end(), end)
            if verb is None and self.joint:
                verb = self.words.stance.match(self.text, side.end(), end)
            person = self.people.by_side.get(side[1])
            if verb is None or person is None:
                return None
            told = self.joint or verb[1] in ("表示", "强调", "指出", "重申", "強調", "认为", "認為")
            return (person.name, side.end()) if told else None
        body = self.words.body.match(self.text, start, end)
        if body is not None and len(body.group()) > 1:
            return body.group(), body.end()
        return None

    # -- what carries over -------------------------------------------------------------------------------------------

    def _goes_on(self, sentence: Sentence, same: bool) -> bool:
        text = sentence.text
        if any(one in text for one in self.words.events) and not _FIRST_PERSON.search(text):
            return False
        if text.startswith(self.words.sources):
            return False
        if same:
            return True
        return text.startswith(self.words.continuing) and self.people.at(sentence.start, sentence.end) is None

    def _kind(self, sentence: Sentence, one: Finding) -> Attribution:
        start = one.cue.end if one.cue is not None and one.cue.start >= sentence.start else sentence.start
        rest = max(1, sentence.end - start)
        if one.quoted * (sentence.end - sentence.start) >= 0.75 * rest:
            return Attribution.DIRECT
        spoken = [q for q in _within(self.quotes, sentence) if q[1] - q[0] >= 14]
        return Attribution.MIXED if spoken else Attribution.INDIRECT


def _within(quotes: Sequence[Span], sentence: Sentence) -> Iterator[tuple[int, int]]:
    k = max(0, bisect_left(quotes, (sentence.start, sentence.start)) - 1)
    while k < len(quotes) and quotes[k].start < sentence.end:
        if quotes[k].end > sentence.start:
            yield max(quotes[k].start, sentence.start), min(quotes[k].end, sentence.end)
        k += 1
