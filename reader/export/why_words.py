"""Why a pair was made, in the interface's language. A comparison holds it in English, the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from reader.i18n import _, language, shown_score
from reader.marks import Role
from reader.theme import state_name

_Form = tuple[re.Pattern[str], Callable[[Mapping[str, str]], str]]

_LONGEST = 2000
"""Characters of a reason; what is longer, in a file that somebody made up, is not taken apart."""

_SIZES = re.compile(r"(?P<left>L\d[L\d, and]*) against (?P<right>R\d[R\d, and]*): ")


def shown_why(why: str) -> str:
    """The reason in the interface's language; in English where it is worded in a way that is not known here."""
    if language() == "en" or len(why) > _LONGEST:
        return why
    for pattern, words in _whole():
        if found := pattern.fullmatch(why):
            return words(found.groupdict())
    return _in_parts(why.removesuffix(".")) or why


def _in_parts(why: str) -> str:
    """What stands between semicolons, part by part; empty where one of the parts is not known."""
    sizes = _SIZES.match(why)
    at = sizes.end() if sizes else 0
    parts: list[str] = []
    while at < len(why):
        found = _part(why, at)
        if found is None:
            return ""
        part, at = found
        parts.append(part)
        at += 2  # the semicolon
    is_chinese = language() == "zh-Hans"
    said = ("；" if is_chinese else "; ").join(parts) + ("。" if is_chinese else ".")
    if sizes:
        names = {side: sizes[side].replace(" and ", ", ") for side in ("left", "right")}
        said = _("{left} against {right}: {why}").format(**names, why=said)
    return f"{said[:1].upper()}{said[1:]}"


def _part(why: str, at: int) -> tuple[str, int] | None:
    """One part in other words, and where it ends."""
    for pattern, words in _parts():
        if found := pattern.match(why, at):
            return words(found.groupdict()), found.end()
    return None


@cache
def _parts() -> tuple[_Form, ...]:
    """What may stand between semicolons. Cached patterns; the words are looked up each time."""
    equal = r"“(?P<left>.*?)” counts as equal to “(?P<right>.*?)”"
    forms: tuple[tuple[str, Callable[[Mapping[str, str]], str]], ...] = (
        (rf"[Bb]oth say “(?P<wording>.*?)”, where {equal}", _both_say_where),
        (r"[Bb]oth say “(?P<wording>.*?)”", lambda said: _("both say “{wording}”").format(**said)),
        (equal, lambda said: _("“{left}” counts as equal to “{right}”").format(**said)),
        (
            r"(?P<count>\d+) of (?P<total>\d+) telling words in common",
            lambda said: _("{count} of {total} telling words in common").format(**said),
        ),
        (
            r"[Aa]ll (?P<total>\d+) telling words in common",
            lambda said: _("all {total} telling words in common").format(**said),
        ),
        (r"[Bb]oth telling words in common", lambda _said: _("both telling words in common")),
        (r"[Tt]he one telling word in common", lambda _said: _("the one telling word in common")),
        (
            r"(?P<count>\d+) of (?P<total>\d+) telling characters in common",
            lambda said: _("{count} of {total} telling characters in common").format(**said),
        ),
        (
            r"[Aa]ll (?P<total>\d+) telling characters in common",
            lambda said: _("all {total} telling characters in common").format(**said),
        ),
        (r"[Bb]oth telling characters in common", lambda _said: _("both telling characters in common")),
        (r"[Tt]he one telling character in common", lambda _said: _("the one telling character in common")),
        (r"[Pp]arts of words in common", lambda _said: _("parts of words in common")),
        (r"their neighbours are counterparts too", lambda _said: _("their neighbours are counterparts too")),
        (
            r"no other sentence on the right has telling words of it",
            lambda _said: _("no other sentence on the right has telling words of it"),
        ),
        (
            r"on the right, (?P<sentence>R\d+) is closer still \((?P<score>\d\.\d\d)\)",
            lambda said: _("on the right, {sentence} is closer still ({score})").format(**_scored(said)),
        ),
        (
            r"next best on the right is (?P<sentence>R\d+) \((?P<score>\d\.\d\d)\)",
            lambda said: _("next best on the right is {sentence} ({score})").format(**_scored(said)),
        ),
    )
    return tuple((re.compile(rf"{pattern}(?=; |$)"), words) for pattern, words in forms)


def _scored(said: Mapping[str, str]) -> Mapping[str, str]:
    """What a part says, its score written as the interface's language does."""
    return {**said, "score": shown_score(float(said["score"]))}


def _both_say_where(said: Mapping[str, str]) -> str:
    equal = _("“{left}” counts as equal to “{right}”").format(left=said["left"], right=said["right"])
    return _("both say “{wording}”, where {equal}").format(wording=said["wording"], equal=equal)


@cache
def _whole() -> tuple[_Form, ...]:
    """Reasons that are one sentence: the same words, and what a reader decided."""
    kind = "(?P<{0}>shared|reworded|an echo)"
    mine, its = kind.format("mine"), kind.format("its")
    score = r"\(score (?P<score>\d\.\d\d)\)"
    return (
        (re.compile(r"The words are the same\."), lambda _said: _("The words are the same.")),
        (
            re.compile(rf"The reader calls the two sentences {mine}; the program had not linked them\."),
            lambda said: _("The reader's word: {mine}; the program had not linked the two.").format(
                mine=_state(said, "mine")
            ),
        ),
        (
            re.compile(rf"The reader calls the two sentences {mine}, as the program did {score}\."),
            lambda said: _("The reader's word: {mine}, as the program's (score {score}).").format(
                mine=_state(said, "mine"), score=_scored(said)["score"]
            ),
        ),
        (
            re.compile(rf"The reader calls the two sentences {mine}; the program had called them {its} {score}\."),
            lambda said: _("The reader's word: {mine}; the program's was: {its} (score {score}).").format(
                mine=_state(said, "mine"), its=_state(said, "its"), score=_scored(said)["score"]
            ),
        ),
        (
            re.compile(r"Part of a match the program found; the reader took other sentences out of it\."),
            lambda _said: _("Part of a match the program found; the reader took other sentences out of it."),
        ),
    )


def _state(said: Mapping[str, str], name: str) -> str:
    return state_name({"shared": Role.SHARED, "reworded": Role.REWORDED}.get(said[name], Role.ECHO))
