"""How an export was made, in words: the filter, the settings, whose word it is; every written format says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reader
from reader.export.base import ExportOptions, Section
from reader.export.facts import Facts, lens_name, speaker_name
from reader.i18n import _, shown_list, topic_name
from reader.marks import Filter, speakers_of, topics_of
from reader.model import BoilerplateKind, Options

if TYPE_CHECKING:
    from reader.model import Comparison


def filter_parts(comparison: Comparison, chosen: Filter) -> list[tuple[str, list[str]]]:
    """What was picked: names of the lists and what of each, in the order of the documents. Empty without a filter."""
    out = []
    if chosen.speakers:
        known = [s for s in (*speakers_of(comparison), None) if s in chosen.speakers]
        out.append((_("Speakers:"), [speaker_name(one) for one in known]))
    if chosen.topics:
        out.append((_("Topics:"), [topic_name(topic) for topic in topics_of(comparison) if topic in chosen.topics]))
    if chosen.formulations:
        texts = [f"“{f.text}”" for k, f in enumerate(comparison.formulations) if k in chosen.formulations]
        out.append((_("Formulations:"), texts))
    return out


def filter_line(comparison: Comparison, chosen: Filter) -> str:
    """The same on one line."""
    return "; ".join(f"{name} {', '.join(found)}" for name, found in filter_parts(comparison, chosen))


def filter_notice() -> str:
    """What is told at the top of an export that was made with a filter."""
    return _("Made with a filter: sentences that do not fit it are dimmed, and none is left out.")


def settings_rows(facts: Facts, options: ExportOptions) -> list[tuple[str, str]]:
    """Program and settings, as names and values."""
    is_filtered = bool(options.filter)
    rows = [
        (_("Program"), f"Readout {reader.__version__}"),
        (_("View"), lens_name(options.lens)),
        (_("Filter"), _("on: see the top of the page") if is_filtered else _("none")),
        (_("Titles and names"), boilerplate(facts.comparison.options)),
    ]
    names = {
        Section.NOTES: _("notes"),
        Section.STATES: _("sentences by state"),
        Section.FORMULATIONS: _("formulations"),
        Section.SPEAKERS: _("speakers"),
        Section.TOPICS: _("topics"),
        Section.REASONS: _("reasons"),
    }
    left_out = [name for one, name in names.items() if one in options.left_out]
    return [*rows, (_("Left out"), shown_list(left_out))] if left_out else rows


def boilerplate(options: Options) -> str:
    """Which titles and names count when sentences are paired."""
    if options.use_boilerplate:
        return _("count when sentences are paired")
    kinds = {
        BoilerplateKind.DATELINE: _("datelines"),
        BoilerplateKind.TITLE: _("titles"),
        BoilerplateKind.NAME: _("names"),
        BoilerplateKind.AGENCY: _("names of agencies"),
    }
    counted = [name for kind, name in kinds.items() if options.is_counted(kind)]
    counted += [f"“{wording}”" for wording in sorted(options.wordings_counted)]
    if not counted:
        return _("do not count when sentences are paired")
    return _("do not count when sentences are paired, except: {names}").format(names=shown_list(counted))


def whose_word(facts: Facts) -> str:
    """That a program found this, and what of it a person decided."""
    if facts.judgements:
        return _(
            "States, speakers and topics were found by a program on one machine, except where it is said that "
            "they are the reader's: read the texts, which stand here complete, before quoting."
        )
    return _(
        "States, speakers and topics were found by a program on one machine, without judgement: read the texts, "
        "which stand here complete, before quoting."
    )


def rights() -> str:
    """Whose the texts are."""
    return _("The two texts belong to their publishers and are quoted here to compare them.")
