"""Texts for people, in their language. Without Qt, because the command line and exports speak too.

The texts in the code are English; ``resources/i18n/<language>/readout.po`` has the others, read when the first of them
is asked for. The library speaks English until a program says otherwise with ``set_language``: what it computes must
not depend on the machine. Days and numbers are written as the language does.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from reader.bundled import resource
from reader.patterns import deferred

LANGUAGES: Final = {"en": "English", "zh-Hans": "简体中文", "vi": "Tiếng Việt"}
"""Languages of the interface (BCP 47) and what each calls itself."""

VARIABLE: Final = "READOUT_LANGUAGE"
"""Environment variable that names the language; the processes a program starts speak as it does."""


class Catalogue(NamedTuple):
    """The texts of one language."""

    texts: Mapping[str, tuple[str, ...]]
    """Translations by English text: one, or one a plural form."""
    form: Callable[[int], int] = lambda _count: 0
    """Number of the plural form for a count."""


_language = "en"
_catalogue: Catalogue | None = None
_topics: Mapping[str, str] | None = None


def _(text: str) -> str:
    """The text in the interface's language."""
    found = _texts().texts.get(text) if _language != "en" else None
    return found[0] if found else text


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text that fits a count; ``{count}`` in it is left for the caller."""
    if _language != "en" and (found := _texts().texts.get(one)):
        return found[min(_texts().form(count), len(found) - 1)]
    return one if count == 1 else many


def topic_name(label: str) -> str:
    """A topic as the interface's language calls it; one that a reader or the texts themselves named stays as it is."""
    global _topics
    if _topics is None:
        path = resource(f"i18n/{_language.replace('-', '_')}/topics.toml")
        _topics = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return _topics.get(label, label)


def language() -> str:
    """BCP 47 tag of the interface's language."""
    return _language


def set_language(wish: str = "system", preferred: Sequence[str] | None = None) -> str:
    """Speaks a language of ``LANGUAGES`` from now on and gives its tag.

    ``system`` takes the first of the preferred tags (None: those of the environment) that there is, else English.
    """
    global _language, _catalogue, _topics
    chosen = wish if wish in LANGUAGES else _first(environment() if preferred is None else preferred)
    if chosen != _language:
        _language, _catalogue, _topics = chosen, None, None
    return chosen


def environment() -> list[str]:
    """Languages a person asks for by ``READOUT_LANGUAGE``, or as with gettext; the first counts most."""
    if given := os.environ.get(VARIABLE):
        return [given]
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return ["en"] if locale else []
    return [*filter(None, os.environ.get("LANGUAGE", "").split(":")), locale]


def _first(preferred: Sequence[str]) -> str:
    return next((found for tag in preferred if (found := matching(tag))), "en")


def matching(tag: str) -> str | None:
    """The language of ``LANGUAGES`` for a tag such as ``zh_CN.UTF-8``, ``vi-VN`` or ``zh-Hans-SG``; None for others."""
    parts = re.split(r"[-_]", re.split(r"[.@]", tag)[0].lower())
    if parts[0] == "zh":
        # Traditional characters are another script; who reads them is not served by the simplified ones unasked.
        return None if {"hant", "tw", "hk", "mo"} & set(parts) and "hans" not in parts else "zh-Hans"
    return parts[0] if parts[0] in LANGUAGES else None


# --- days and numbers -------------------------------------------------------------------------------------------


_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS: Final = {"en": "{day} {name} {year}", "zh-Hans": "{year}年{month}月{day}日", "vi": "{day} thg {month}, {year}"}
"""As the Unicode CLDR has days of middle length; English as readouts write them."""


def shown_date(day: str | None) -> str:
    """An ISO day (``2021-02-08``) as people write it in the interface's language; what is none stays as it is."""
    from datetime import date

    if not day:
        return ""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    name = _MONTHS[found.month - 1]
    return _DAYS[_language].format(day=found.day, month=found.month, name=name, year=found.year)


def shown_number(number: int) -> str:
    """A whole number with the marks between thousands that the interface's language has."""
    text = f"{number:,}"
    return text.replace(",", ".") if _language == "vi" else text


UNPARTED: Final = frozenset(("zh", "ja", "th", "lo", "km", "my"))
"""Languages whose texts are not parted into words, and are counted by characters."""


def shown_length(count: int, tag: str) -> str:
    """How long a text of a language is: in words, or in characters where these are not parted into words."""
    if tag.split("-")[0] in UNPARTED:
        return ngettext("{count} character", "{count} characters", count).format(count=shown_number(count))
    return ngettext("{count} word", "{count} words", count).format(count=shown_number(count))


def shown_score(score: float) -> str:
    """A score of 0–1 with two places, after the point or the comma of the interface's language."""
    text = f"{score:.2f}"
    return text.replace(".", ",") if _language == "vi" else text


def shown_list(words: Iterable[str]) -> str:
    """Words one after the other, with the comma that the interface's language has in lists."""
    return ("、" if _language == "zh-Hans" else ", ").join(words)


def one_after_another(sentences: Iterable[str]) -> str:
    """Sentences of the interface's language as one text: Chinese has no space between them."""
    return ("" if _language == "zh-Hans" else " ").join(filter(None, sentences))


# --- catalogues -------------------------------------------------------------------------------------------------


def _texts() -> Catalogue:
    global _catalogue
    if _catalogue is None:
        path = resource(f"i18n/{_language.replace('-', '_')}/readout.po")
        _catalogue = read_catalogue(path.read_text(encoding="utf-8")) if path.is_file() else Catalogue({})
    return _catalogue


def read_catalogue(po: str) -> Catalogue:
    """The texts of a .po file (the format of GNU gettext): whole ones, without those marked fuzzy or left open."""
    texts: dict[str, tuple[str, ...]] = {}
    for entry in po.split("\n\n"):
        fields = dict(_fields(entry))
        one = fields.pop("msgid", None)
        fields.pop("msgid_plural", None)
        forms = tuple(fields.values())
        if one is not None and forms and all(forms):
            texts[one] = forms
    return Catalogue(texts, _plural(texts.pop("", ("",))[0]))


_LINE = deferred(r'(?:(msgid_plural|msgid|msgstr(?:\[\d\])?) )?"(.*)"')
_ESCAPE = deferred(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}


def _fields(entry: str) -> Iterator[tuple[str, str]]:
    """Keyword and text of each part of an entry; nothing of one that is fuzzy."""
    name, parts = "", list[str]()
    for line in entry.splitlines():
        if line.startswith("#,") and "fuzzy" in line:
            return
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        if found[1]:
            if name:
                yield name, "".join(parts)
            name, parts = found[1], []
        parts.append(_ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), found[2]))
    if name:
        yield name, "".join(parts)


def _plural(header: str) -> Callable[[int], int]:
    from gettext import c2py

    rule = re.search(r"plural=([^;\n]+)", header)
    found: Callable[[int], int] = c2py(rule[1]) if rule else lambda _count: 0
    return found
