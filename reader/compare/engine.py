"""``compare()``: the order in which the parts of the comparison are made.

Terms of both documents, sentences that are the same word for word, likeness of the others, counterparts by likeness,
place and speaker, formulations, kinds; evidence and word edits when somebody asks for them. Each part is a module
beside this one and can be read alone; docs/how-it-compares.md tells the same for users. Deterministic: no clock, no
chance, no order of hashing. The work grows with the text, not with the product of the two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from reader.analysis.identity import unify
from reader.analysis.topics import forget_topics, harmonise
from reader.collector import CollectorPaused
from reader.compare.align import OTHER_SPEAKER, SAME_SPEAKER, Alignment, align
from reader.compare.candidates import likeness
from reader.compare.classify import carried_formulations, links, speaker_factors
from reader.compare.evidence import Evidence
from reader.compare.figures import states_of, summary_of
from reader.compare.formulations import find
from reader.compare.matches import matches_of
from reader.compare.terms import Wordings, document_terms
from reader.compare.verbatim import verbatim_pairs, verbatim_repeats
from reader.model import Comparison, Document, Formulation, MatchKind, Options, Side
from reader.text.words import forget_words

LONG: Final = 10_000_000
"""Characters of two texts from which on what is kept of their words, should they be read again, is let go sooner:
of texts as long as books it is a tenth of all that is held."""


def compare(
    left: Document,
    right: Document,
    options: Options | None = None,
    *,
    progress: Callable[[float], None] | None = None,
) -> Comparison:
    """What two documents share and do not share. Deterministic; never touches Qt; near linear in the texts.

    Swapping the sides gives the same matches, kinds and scores, mirrored. ``progress`` is told in this thread which
    part of the work is done, 0–1 and never less than before, after every step and within the last; what it raises ends
    the comparison and comes out here.
    """
    with CollectorPaused():
        return _compared(left, right, options or Options(), progress or _untold)


def _untold(_done: float) -> None:
    """What nobody wants to know."""


def _compared(left: Document, right: Document, options: Options, tell: Callable[[float], None]) -> Comparison:
    tell(0.0)
    left, right = harmonise(*unify(left, right))
    tell(0.15)
    said = Wordings(left), Wordings(right)
    terms = document_terms(left, options, said[0]), document_terms(right, options, said[1])
    verbatim, repeats = _verbatim(*said)
    if len(left.text) + len(right.text) >= LONG:
        forget_topics()
        forget_words()
    tell(0.25)
    alike = likeness(*terms, verbatim)
    tell(0.4)
    alignment = align(alike, terms, verbatim, repeats, _spoken_by(left, right))
    alike.let_go(_reworded(alignment, verbatim))
    tell(0.55)
    formulations = find(left, right, (said[0].columns, said[1].columns))
    tell(0.75)
    found = links(alignment, verbatim, repeats)
    found += carried_formulations(found, alignment, _sentence_places(left, right, formulations))
    evidence = Evidence(left, right, terms, alike, alignment)
    found = [link for link in found if link.kind is not MatchKind.ECHO or evidence.has_telling_word(link)]
    matches = matches_of(said, found, evidence, repeats)
    tell(0.95)
    states = states_of(left, right, matches)
    result = Comparison(
        left=left,
        right=right,
        matches=matches,
        formulations=formulations,
        left_states=states[0],
        right_states=states[1],
        summary=summary_of(left, right, matches, states, formulations),
        left_nearest=evidence.nearest(Side.LEFT, states[0]),
        right_nearest=evidence.nearest(Side.RIGHT, states[1]),
        options=options,
    )
    tell(1.0)
    return result


def _verbatim(left: Wordings, right: Wordings) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pairs of sentences that are the same word for word, and those of further copies."""
    skeletons = left.skeletons(), right.skeletons()
    verbatim = verbatim_pairs(*skeletons)
    return verbatim, verbatim_repeats(*skeletons, verbatim)


def _reworded(alignment: Alignment, verbatim: Sequence[tuple[int, int]]) -> list[int]:
    """Sentences of the left whose counterparts are not the same word for word: those of which reasons are told."""
    same = {i for i, _ in verbatim}
    return [i for i, _ in alignment.pairs if i not in same]


def _spoken_by(left: Document, right: Document) -> Callable[[int, int], float] | None:
    """What the speakers say of a pair of sentences; None where they say nothing of any."""
    table = speaker_factors(left, right, SAME_SPEAKER, OTHER_SPEAKER)
    if not table:
        return None
    lefts, rights = ([s.speaker for s in side.sentences] for side in (left, right))
    return lambda i, j: table.get((lefts[i], rights[j]), 1.0)


def _sentence_places(
    left: Document, right: Document, formulations: Sequence[Formulation]
) -> list[tuple[list[int], list[int]]]:
    """For each formulation the sentences in which it stands, on the left and on the right."""
    starts = [s.start for s in left.sentences], [s.start for s in right.sentences]
    return [
        (
            sorted({bisect_right(starts[0], span.start) - 1 for span in one.left}),
            sorted({bisect_right(starts[1], span.start) - 1 for span in one.right}),
        )
        for one in formulations
    ]
