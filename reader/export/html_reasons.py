"""Why each pair was made: the section of the exported page to which signs and ``+3`` lead."""

from __future__ import annotations

from functools import cached_property

from reader.export.escape import html, isolated
from reader.export.facts import SIDES, Facts, excerpt, label, match_label
from reader.export.html_notes import human
from reader.export.html_references import both_ends, nothing, references, section
from reader.export.why_words import shown_why
from reader.i18n import _, shown_score
from reader.marks import Role
from reader.model import Candidate, Judge, Match, Side
from reader.theme import SIGNS, state_name


class ReasonWriter:
    """Writes the table of pairs, further echoes, and what came nearest to sentences without counterpart."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def section(self) -> str:
        """Why each pair was made, and what came nearest for sentences without counterpart."""
        rows = "".join(
            self._reason(k, match) for k, match in enumerate(self.facts.comparison.matches) if k in self._explained
        )
        names = (_("Pair"), _("State"), _("Score"), _("Why"))
        head = "".join(f'<th scope="col">{html(name)}</th>' for name in names)
        table = f'<table class="reasons"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        further = "".join(self._further(side) for side in SIDES)
        nearest = "".join(self._nearest(side) for side in SIDES)
        body = (
            (
                f'<div class="wide" role="region" aria-label="{_("Table of pairs")}" tabindex="0">{table}</div>'
                if rows
                else nothing()
            )
            + (f'<h3>{_("Further echoes")}</h3><ul class="pairs short">{further}</ul>' if further else "")
            + (
                f'<h3>{_("Nearest to sentences without counterpart")}</h3><ul class="pairs">{nearest}</ul>'
                if nearest
                else ""
            )
        )
        return section("reasons", _("Why these pairs"), body)

    def _reason(self, link: int, match: Match) -> str:
        role = Role(match.kind.value)
        by = f" {human(_('the reader'))}" if match.by is Judge.READER else ""
        state = f"{SIGNS[role]} {html(state_name(role))}{by}"
        return (
            f'<tr id="{match_label(link)}"><td>{both_ends(match)}</td><td>{state}</td>'
            f"<td>{shown_score(match.score)}</td><td>{isolated(shown_why(match.why))}{self._runner_up(match)}</td></tr>"
        )

    def _runner_up(self, match: Match) -> str:
        """The next best sentence, where the reason does not name it and its score."""
        one = match.runner_up
        if one is None or (f" {label(Side.RIGHT, one.sentence)} " in match.why and f"({one.score:.2f})" in match.why):
            return ""
        return f' <span class="also">{_("Next best:")} {self._candidate(Side.RIGHT, one)}</span>'

    def _further(self, side: Side) -> str:
        """The links that do not stand behind a sentence; each leads to its reason."""
        items = []
        for index, links in enumerate(self.facts.links[side]):
            shown = self.facts.shown_links[side][index]
            names = [self._reason_of(link, side.other) for link in links if link not in shown]
            if names:
                name = label(side, index)
                items.append(
                    f'<li id="{name}-also">{references(side, [index])} {SIGNS[Role.ECHO]} {" ".join(names)}</li>'
                )
        return "".join(items)

    def _reason_of(self, link: int, side: Side) -> str:
        match = self.facts.comparison.matches[link]
        names = [label(side, index) for index in match.sentences(side)]
        if link in self._explained:
            return f'<a href="#{match_label(link)}">{" ".join(names)}</a>'
        return f"{references(side, match.sentences(side))} ({shown_score(match.score)})"

    @cached_property
    def _explained(self) -> frozenset[int]:
        """Matches in the table of pairs: all, of long texts those that stand behind a sentence."""
        if not self.facts.long:
            return frozenset(range(len(self.facts.comparison.matches)))
        return frozenset(link for side in SIDES for links in self.facts.shown_links[side] for link in links)

    def _nearest(self, side: Side) -> str:
        found = enumerate(self.facts.comparison.nearest(side))
        return "".join(
            f"<li>{references(side, [k])}: {self._candidate(side.other, one)}</li>"
            for k, one in found
            if one is not None
        )

    def _candidate(self, side: Side, candidate: Candidate) -> str:
        wording = f" <q>{isolated(excerpt(candidate.wording, 60))}</q>" if candidate.wording else ""
        return f"{references(side, [candidate.sentence])} ({shown_score(candidate.score)}){wording}"
