"""The word lists of a language, read once from ``resources/lexicons/<language>/``."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from reader.languages.base import entries, lexicon


def primary(language: str) -> str:
    """Primary subtag of a BCP 47 tag: ``zh`` for ``zh-Hans``."""
    return language.partition("-")[0].casefold()


def table(language: str, name: str) -> dict[str, Any]:
    """A lexicon file as it stands; empty where the language has none."""
    return lexicon(language, name)


def listed(raw: dict[str, Any], key: str) -> list[str]:
    """Entries of a list of a lexicon file or table; none where it has no such list."""
    return entries(raw.get(key, ""))


Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""First word of a phrase to the words of every phrase that begins with it, the longest first."""


def phrases(wordings: list[str]) -> Phrases:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in dict.fromkeys(wordings):
        parts = tuple(entry.casefold().split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in found.items()}


class Verb(NamedTuple):
    """One wording of a reporting verb."""

    words: tuple[str, ...]
    form: str
    """``base``, ``s``, ``past`` or ``ing``."""
    speak: bool
    """A verb of speaking, which may stand before its subject."""
    evidence: bool = False
    """What polls and reports do, but people seldom."""


class Speech(NamedTuple):
    """How a language gives statements to people (``speech.toml``)."""

    verbs: dict[str, tuple[Verb, ...]]
    """By first word, the longest wording first."""
    according: Phrases
    beginnings: frozenset[str]
    """Words with which a cue may begin: those of verbs, of *according to*, nouns and states."""
    nouns: frozenset[str]
    states: frozenset[str]
    between: frozenset[str]
    be: frozenset[str]
    blocking: frozenset[str]
    boundaries: frozenset[str]
    prepositions: frozenset[str]
    leading: frozenset[str]
    determiners: frozenset[str]
    joining: frozenset[str]
    """What stands between two titles of one person."""
    pronouns: dict[str, str]
    joint: Phrases
    continuing_first: frozenset[str]
    continuing_present: frozenset[str]
    continuing_past: frozenset[str]
    event_openings: tuple[str, ...]
    event_phrases: tuple[str, ...]
    readout: tuple[str, ...]
    readout_strong: tuple[str, ...]
    own_account: tuple[str, ...]
    first_person: frozenset[str]
    """*We*, who are both sides in a joint statement."""
    silent: dict[str, frozenset[str]]
    """Forms of verbs that report nothing before one of these words (*thought of*), or with *not* before them."""
    inflected: bool


@cache
def speech(language: str) -> Speech:
    """Reporting words of a language."""
    raw = table(language, "speech")
    inflected = "irregular" in raw
    irregular = {base: forms.split() for base, forms in raw.get("irregular", {}).items()}
    verbs: dict[str, dict[tuple[str, ...], Verb]] = {}
    for kind in ("speak", "stance", "evidence"):
        for entry in listed(raw, kind):
            first, *rest = entry.split()
            forms = _forms(first, irregular.get(first)) if inflected else [(first, "past")]
            for word, form in forms:
                verb = Verb((word, *rest), form, kind == "speak", kind == "evidence")
                verbs.setdefault(word, {}).setdefault(verb.words, verb)
    continuing, events = raw.get("continuing", {}), raw.get("events", {})

    def words(key: str) -> frozenset[str]:
        return frozenset(listed(raw, key))

    according = phrases(listed(raw, "according"))
    return Speech(
        verbs={w: tuple(sorted(v.values(), key=lambda one: -len(one.words))) for w, v in verbs.items()},
        according=according,
        beginnings=words("nouns").union(words("states"), verbs, according),
        nouns=words("nouns"),
        states=words("states"),
        between=words("between"),
        be=words("be"),
        blocking=words("blocking"),
        boundaries=words("boundaries"),
        prepositions=words("prepositions"),
        leading=words("leading"),
        determiners=words("determiners"),
        joining=words("joining"),
        pronouns=dict(raw.get("pronouns", {})),
        joint=phrases(listed(raw.get("joint", {}), "subjects")),
        continuing_first=frozenset(listed(continuing, "first")),
        continuing_present=frozenset(listed(continuing, "present")),
        continuing_past=frozenset(listed(continuing, "past")),
        event_openings=tuple(listed(events, "openings")),
        event_phrases=tuple(listed(events, "phrases")),
        readout=tuple(listed(raw, "readout")),
        readout_strong=tuple(listed(raw, "readout_strong")),
        own_account=tuple(listed(raw, "own_account")),
        first_person=words("first_person"),
        silent={
            form: frozenset(words.split())
            for verb, words in raw.get("silent", {}).items()
            for form, _kind in _forms(verb, irregular.get(verb))
        },
        inflected=inflected,
    )


def _forms(base: str, irregular: list[str] | None) -> list[tuple[str, str]]:
    if irregular:
        kinds = [
            (w, "ing" if w.endswith("ing") and len(w) > 4 else "s" if w.endswith("s") else "past") for w in irregular
        ]
        # Of *set* and *put* the past is no other word.
        return [(base, "base" if any(kind == "past" for _word, kind in kinds) else "past"), *kinds]
    if base.endswith("e"):
        return [(base, "base"), (base + "s", "s"), (base + "d", "past"), (base[:-1] + "ing", "ing")]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [(base, "base"), (base[:-1] + "ies", "s"), (base[:-1] + "ied", "past"), (base + "ing", "ing")]
    plural = "es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return [(base, "base"), (base + plural, "s"), (base + "ed", "past"), (base + "ing", "ing")]


class Names(NamedTuple):
    """How names, titles and bodies of a language look (``people.toml``)."""

    titles: Phrases
    beginnings: frozenset[str]
    """Words with which a title, the name of a body or a full name that begins with a surname may begin."""
    title_ends: frozenset[str]
    """Last words of titles."""
    title_words: frozenset[str]
    """All words of titles."""
    honorifics: Phrases
    """Titles that name no office: *Mr.*, *Comrade*."""
    title_tails: Phrases
    """What an office is of, where it stands between title and name without a preposition."""
    surnames: frozenset[str]
    """Words with which a full name begins whatever its other words mean; for languages whose names are words."""
    short_titles: dict[str, str]
    male: frozenset[str]
    female: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    particles: frozenset[str]
    suffixes: frozenset[str]
    bodies: frozenset[str]
    speaking_bodies: frozenset[str]
    body_nouns: frozenset[str]
    side_nouns: frozenset[str]
    heads: frozenset[str]
    """Titles of whoever leads a country: *the Vietnamese leader*."""
    speaks_for: frozenset[str]
    body_phrases: Phrases
    portfolios: frozenset[str]
    """Fields of ministers: *Minister of Fisheries* X."""
    state_nouns: tuple[str, ...]
    """Last words of the official names of states: *Socialist Republic*."""
    headline_verbs: frozenset[str]
    """Words that may follow a name where nearly every word has a capital."""
    not_names: frozenset[str]
    openers: frozenset[str]
    begin_names: frozenset[str]
    adjectives: frozenset[str]
    countries: dict[str, str]
    """Names, adjectives and capitals in lower case to the country."""
    places: frozenset[str]
    chinese: frozenset[str]
    vietnamese: frozenset[str]
    korean: frozenset[str]


@cache
def names(language: str) -> Names:
    """Name words of a language; what it does not list is taken from English, the language of international names."""
    raw = table(language, "people")
    english = table("en", "people")

    def words(key: str) -> frozenset[str]:
        return frozenset(listed(raw if key in raw else english, key))

    nicknames: dict[str, set[str]] = {}
    for entry in listed(english, "nicknames"):
        group = entry.split()
        for one in group:
            nicknames.setdefault(one, set()).update(group)
    countries: dict[str, str] = {}
    for entry in [*listed(english, "countries"), *listed(raw, "countries")]:
        first, *others = entry.split("|")
        for one in (first, *others):
            countries.setdefault(one.casefold(), first)
    surnames = english.get("surname_first", {})
    titles = listed(raw, "titles")
    of_titles, of_bodies = phrases(titles), phrases(listed(raw, "body_phrases"))
    families = frozenset(listed(raw, "surnames"))
    return Names(
        titles=of_titles,
        beginnings=families.union(of_titles, of_bodies),
        title_words=frozenset(word for title in titles for word in title.split()),
        title_ends=frozenset(title.split()[-1] for title in titles),
        honorifics=phrases(listed(raw, "honorifics")),
        title_tails=phrases(listed(raw, "title_tails")),
        surnames=families,
        short_titles=dict(raw.get("short_titles", {})),
        male=words("male"),
        female=words("female"),
        given_male=words("given_male"),
        given_female=words("given_female"),
        nicknames={one: frozenset(group) for one, group in nicknames.items()},
        particles=words("particles"),
        suffixes=words("suffixes"),
        bodies=words("bodies"),
        speaking_bodies=words("speaking_bodies"),
        body_nouns=words("body_nouns"),
        side_nouns=words("side_nouns"),
        heads=words("heads"),
        speaks_for=words("speaks_for"),
        body_phrases=of_bodies,
        portfolios=words("portfolios"),
        state_nouns=tuple(listed(raw if "state_nouns" in raw else english, "state_nouns")),
        headline_verbs=words("headline_verbs"),
        not_names=words("not_names"),
        openers=words("openers"),
        begin_names=words("begin_names"),
        adjectives=words("title_adjectives"),
        countries=countries,
        places=words("places"),
        chinese=frozenset(surnames.get("chinese", "").split()),
        vietnamese=frozenset(surnames.get("vietnamese", "").split()),
        korean=frozenset(surnames.get("korean", "").split()),
    )
