"""Whether a sentence is over at a stop: abbreviations, initials, numbers, quotations, fragments."""

from __future__ import annotations

from typing import NamedTuple

from reader.languages import SentenceLexicon
from reader.patterns import deferred
from reader.text.characters import HAN, KANA
from reader.text.list_markers import BULLETS, is_marker

_REACH = 48  # characters looked at on either side: longer than any abbreviation, name or address that matters
_WIDE = "。．！？｡।॥۔؟։"
_WORD_BEFORE = deferred(r"[^\s(\[{\"“”‘«»<—–]*\Z")
_WORD = deferred(r"[^\W\d_][\w'’]*")
_POINTED = deferred(r"(?:[^\W\d_]+-)?(?:[^\W\d_]\.)+[^\W\d_]")  # U.S, and Japan-U.S. Alliance
_CONSONANTS = deferred(r"(?!Hm|Mm|Sh|Br|Tsk|Pf|Zz|Grr)[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]{1,3}")
# Names that begin with a small letter: iPhone, al-Assad, de Gaulle.
_LOWER_NAME = deferred(r"[a-z][A-Z]|(?:al|el|as|ad|an|bin|von|van|de|da|di)[ -][A-Z]")
_WEB = deferred(r"https?://|www\.")
_DOMAINS = frozenset(("com", "net", "org", "edu", "gov"))
_ADDRESS = deferred(r"@|://|/|www\.|=|\\")
_EMOTICON = deferred(r"[:;]-?[)(DP](?!\w)")
_OPENERS = "\"'“‘«„‹(「『《〈【（［[{"
_NOTE_NUMBER = deferred(r"\d{1,3}\s+([A-Z][a-z]+)\b")
_ASIAN = deferred(f"[{HAN}{KANA}]")
_TIME_PHRASE = deferred(r"(?:At|By|Around|About|Before|After|On|From|Until|Since|Near)(?:\s+\S+){0,4}\s*")


class Stop(NamedTuple):
    """A stop and its surroundings in ``text``, all offsets: one candidate end of a sentence."""

    text: str
    begin: int
    """Where the sentence began."""
    at: int
    """First stop character."""
    after: int
    """Behind everything that belongs to the stop."""
    next: int
    """First character that is not white space behind it; ``limit`` where there is none."""
    limit: int
    closed: bool
    """Quotation marks or brackets were closed behind the stop."""

    @property
    def mark(self) -> str:
        """The stop characters themselves, without closers."""
        return self.text[self.at : self.after].rstrip("\"'”’»)]}>）」』】") or self.text[self.at]

    @property
    def word(self) -> str:
        """What stands directly before the stop, up to white space or an opening mark; may be empty."""
        found = _WORD_BEFORE.search(self.text[max(self.begin, self.at - _REACH) : self.at])
        return found.group() if found else ""

    @property
    def following(self) -> str:
        """The beginning of what comes next."""
        return self.text[self.next : min(self.limit, self.next + _REACH)]


def is_end(stop: Stop, lexicon: SentenceLexicon) -> bool:
    """Whether the sentence ends at a stop behind which the paragraph goes on."""
    following = stop.following
    first = following[0]
    if first in ",;:)]}%/、，；：·":
        return False
    if stop.text[stop.at] in _WIDE or (stop.text[stop.at] in "!?" and _ASIAN.match(stop.text[stop.at - 1 : stop.at])):
        return not _continues_quotation(stop, following, lexicon)
    if _EMOTICON.match(following) or following.split(maxsplit=1)[0] in lexicon.closers:
        return False
    if stop.at == stop.begin:
        return False
    if stop.next == stop.after:
        return _is_end_without_space(stop, following, lexicon)
    if is_marker(stop.text, stop.begin, stop.at):
        return False
    if first in _OPENERS:
        return _is_end_before_opener(stop, following, lexicon)
    return _is_end_before(stop, following, lexicon)


def _is_end_before(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    first = following[0]
    if first.islower():
        return _is_end_before_lower(stop, following, lexicon)
    if first in "-–—":
        rest = following.lstrip("-–— ")
        return not stop.closed and not _is_abbreviated(stop, "", lexicon) and bool(rest) and not rest[0].islower()
    if stop.closed and _is_attribution(stop, following, lexicon):
        return False
    if first.isdigit():
        return _is_end_before_digit(stop, following, lexicon)
    if first == "&":
        return False
    if first in BULLETS:
        return True
    word = _WORD.match(following)
    if stop.mark == ". . ." and stop.text[stop.at - 1].isspace():
        # Three spaced points stand for words left out, within a sentence unless the next word says otherwise.
        return word is not None and word.group().lower() in lexicon.starters and not word.group().startswith("I")
    return not _is_abbreviated(stop, word.group() if word else "", lexicon)


def _is_end_before_opener(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    inner = following.lstrip("\"'“‘«„‹(「『《〈【（［[{ ")
    if _is_ellipsis(stop) and following[0] in "([":
        return False
    word = _WORD.match(inner)
    if following[0] in "([":
        return not _is_abbreviated(stop, "", lexicon)
    return not _is_abbreviated(stop, word.group() if word else "", lexicon)


def _is_end_before_lower(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    """A lower-case fragment belongs to the sentence before, unless the text is written without capitals."""
    if _WEB.match(following):
        return not _is_abbreviated(stop, "", lexicon)
    if stop.closed or _is_ellipsis(stop):
        return False
    mark = stop.mark
    if "?" in mark:
        return True
    word = stop.word
    if "!" in mark:
        return word not in lexicon.exclaimed
    if _is_abbreviated(stop, "", lexicon):
        return False
    if _LOWER_NAME.match(following):
        return True
    begin = stop.text[stop.begin : stop.begin + 1]
    next_word = _WORD.match(following)
    return begin.islower() or (next_word is not None and next_word.group() in lexicon.lower_starters)


def _is_end_before_digit(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    if _is_ellipsis(stop):
        return False
    if "." not in stop.mark or stop.closed:
        return True
    word = stop.word
    note = _NOTE_NUMBER.match(following)
    if note and note[1].lower() in lexicon.starters:
        return False
    return (
        not (len(word) == 1 and word.isalpha())
        and word not in lexicon.numbered
        and not _is_abbreviated(stop, "", lexicon)
    )


def _is_end_without_space(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    """*trade.They*, *ready?yes*, but not *Ann.Lee@example.com*, *3.5*, *U.S.* or *Node.js*."""
    first = following[0]
    if _ASIAN.match(first):
        return not _is_ellipsis(stop) and not stop.text[stop.at - 1].isdigit() and "." not in stop.word
    if not first.isalpha():
        return False
    tail = following.split(maxsplit=1)[0]
    word = stop.word
    if _ADDRESS.search(word) or _ADDRESS.search(tail):
        return False
    if stop.closed or _is_ellipsis(stop):
        return first.isupper()
    if "." not in stop.mark:
        return len(tail) > 1 and len(word) > 1
    head = _WORD.match(following)
    if (
        head is None
        or head.group().lower() in _DOMAINS
        or not first.isupper()
        or not word[-2:].islower()
        or "." in word
    ):
        return False
    if _is_abbreviated(stop, head.group(), lexicon):
        return False
    return head.group().lower() in lexicon.starters or ("." not in tail.rstrip(".,;:!?") and len(head.group()) > 1)


def _is_ellipsis(stop: Stop) -> bool:
    mark = stop.mark
    return "…" in mark or mark.replace(" ", "").startswith("..")


def _is_abbreviated(stop: Stop, next_word: str, lexicon: SentenceLexicon) -> bool:
    """Whether the point belongs to an abbreviation and the sentence goes on with ``next_word`` ("" if not a word)."""
    if stop.text[stop.at : stop.after].rstrip("\"'”’»)]") != ".":
        return False
    word = stop.word
    starts = (next_word.lower() in lexicon.starters and next_word != next_word.upper()) or next_word in ("I", "A")
    if word in lexicon.never and not (word.isalpha() and word.isupper()):
        return True
    if word.lower() in ("a.m", "p.m"):
        return not next_word or next_word in lexicon.after_time or _only_time(stop)
    if word in lexicon.often:
        return not next_word
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not (starts and _lower_before(stop, word))
    if lexicon.has_ordinals and word.isdigit() and len(word) < 3:
        return bool(next_word)
    if word in lexicon.never or word in lexicon.seldom or _POINTED.fullmatch(word) or _CONSONANTS.fullmatch(word):
        return not starts
    return False


def _only_time(stop: Stop) -> bool:
    """The sentence so far is no more than *At 5 a.m.*"""
    return stop.at - stop.begin < _REACH and _TIME_PHRASE.fullmatch(stop.text, stop.begin, stop.at) is not None


def _lower_before(stop: Stop, word: str) -> bool:
    """The word before an initial is not part of a name (*you and I.*, *plan B.*)."""
    before = stop.text[max(stop.begin, stop.at - _REACH) : stop.at - len(word)].split()
    return bool(before) and before[-1][0].islower()


def _is_attribution(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    """*“…?” Xi asked.*"""
    found = _ATTRIBUTION.match(following)
    if found is None or found[1] not in lexicon.speech:
        return False
    # “….” She adds, “…”: behind a full stop that is the beginning of the next quotation.
    return "." not in stop.mark or found[2] in ".;"


_ATTRIBUTION = deferred(r"(?:[A-Z][\w.'’-]*\s+){1,4}([a-z]+)\s*([.,;:])")


def _continues_quotation(stop: Stop, following: str, lexicon: SentenceLexicon) -> bool:
    """*“……吗？”他问。*, *“……！”的口号*: the sentence goes on behind the closing quotation mark.

    Behind *。”* a new one begins: where the speaker follows, the quotation ends in a comma.
    """
    if not stop.closed or stop.next != stop.after:
        return False
    if following[0] in "的等之与與和、是":
        return True
    if stop.text[stop.at] == "。":
        return False
    clause = _CLAUSE.match(following)
    return clause is not None and clause[1].endswith(lexicon.speech)


_CLAUSE = deferred(r"([^，。！？：；“”「」\s]{1,12})[，。：！]")
