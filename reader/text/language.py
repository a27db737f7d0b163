"""Which language a text is written in: by script, then by small words and telling letters within the script."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from reader.bundled import resource
from reader.languages import ALL
from reader.patterns import deferred
from reader.text.characters import HAN, MARKS

_SAMPLE = 20_000
_KANA = "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d"
_LATIN = "a-zA-Z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
_ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff"
_WORD = deferred(rf"(?:[^\W\d_]|[{MARKS}])+")
# Beyond Latin letters, what stands on them, and general punctuation; no set of letters is made for a text without.
_OTHER_SCRIPTS = deferred("[^\\x00-\u036f\u2000-\u20cf]")
_LETTER_WEIGHT = 0.4
_UNDETERMINED = "und"


class _Evidence(NamedTuple):
    words: Mapping[str, Mapping[str, frozenset[str]]]
    """Script, language, small words."""
    letters: Mapping[str, str]
    scripts: Mapping[str, re.Pattern[str]]
    simplified: frozenset[str]
    traditional: frozenset[str]


@cache
def _evidence() -> _Evidence:
    data = tomllib.loads((resource("lexicons") / "detection.toml").read_text("utf-8"))
    known = {one.code: one.function_words for one in ALL}
    words = {
        script: {
            code: frozenset(listed.split()) | known.get(code, frozenset()) for code, listed in data[script].items()
        }
        for script in ("latin", "cyrillic", "arabic")
    }
    simplified, traditional = frozenset(data["chinese"]["simplified"]), frozenset(data["chinese"]["traditional"])
    scripts = {
        "latin": _LATIN,
        "cyrillic": _CYRILLIC,
        "arabic": _ARABIC,
        "han": HAN,
        "kana": _KANA,
        **data["scripts"],
    }
    return _Evidence(
        words,
        data["letters"],
        {name: deferred(f"[{letters}]") for name, letters in scripts.items()},
        simplified - traditional,
        traditional - simplified,
    )


def detect_language(text: str) -> str:
    """BCP 47 tag of the main language: ``en``, ``zh-Hans``, ``zh-Hant``, ``vi`` …, ``und`` where nothing tells.

    Looks at the first 20,000 characters. Names and quotations in another language do not turn a text.
    """
    sample = text[:_SAMPLE]
    scripts = _evidence().scripts
    if not _OTHER_SCRIPTS.search(sample):
        return _by_words(sample, "latin") if scripts["latin"].search(sample) else _UNDETERMINED
    counts = {name: len(pattern.findall(sample)) for name, pattern in scripts.items()}
    # A Chinese or Japanese character carries about as much as three letters, a Korean syllable two.
    weights = {name: n * {"han": 3, "kana": 3, "ko": 2}.get(name, 1) for name, n in counts.items()}
    asian = weights.pop("han") + weights.pop("kana")
    script, most = max(weights.items(), key=lambda one: one[1])
    if asian > most:
        return _asian(sample, counts)
    if not most:
        return _UNDETERMINED
    return _by_words(sample, script) if script in _evidence().words else script


def _asian(sample: str, counts: Mapping[str, int]) -> str:
    if counts["kana"] * 12 > counts["han"]:
        return "ja"
    evidence = _evidence()
    simplified = sum(c in evidence.simplified for c in sample)
    traditional = sum(c in evidence.traditional for c in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _by_words(sample: str, script: str) -> str:
    """The language of a script whose small words and letters occur most; on a tie the first of the data."""
    evidence = _evidence()
    lower = sample.lower()
    tokens = Counter(_WORD.findall(lower))
    total = sum(tokens.values())
    scores = {}
    for code, small in evidence.words[script].items():
        hits = sum(map(tokens.__getitem__, small & tokens.keys()))
        telling = sum(map(lower.count, evidence.letters.get(code, "")))
        scores[code] = hits + min(_LETTER_WEIGHT * telling, 0.3 * total)
    best = max(scores, key=lambda code: scores[code])
    enough = scores[best] >= 1 and scores[best] >= 0.08 * total
    return best if enough else _UNDETERMINED
