from __future__ import annotations

from dataclasses import replace

from reader.compare.engine import compare
from reader.model import Candidate, Comparison, Match, MatchKind, Side, State
from reader.reading import parse
from reader.ui.views.wording import link_in_words, sentence_in_words, speaker_in_words


def made(match: Match | None, state: State) -> Comparison:
    base = compare(parse("One thing is said.\n\nAnother."), parse("Something else.\n\nOne more.\n\nAnd a third."))
    return replace(
        base,
        matches=(match,) if match else (),
        left_states=(state, State.NOVEL),
        right_states=(State.NOVEL,) * 3,
        left_nearest=(Candidate(2, 0.184), None),
        right_nearest=(None,) * 3,
    )


def test_a_sentence_tells_its_state_and_its_counterparts() -> None:
    match = Match((0,), (1, 2), MatchKind.REWORDED, 0.5, moved=True, speaker_changed=True)
    words = sentence_in_words(made(match, State.REWORDED), Side.LEFT, 0)
    assert words == (
        "Sentence 1: reworded. Counterparts: sentences 2, 3. It stands elsewhere in the other document. "
        "Another speaker says it there. Narration."
    )
    assert sentence_in_words(made(match, State.REWORDED), Side.RIGHT, 2).endswith(
        "Counterpart: sentence 1. It stands elsewhere in the other document. Another speaker says it there. Narration."
    )


def test_a_sentence_without_counterpart_tells_the_nearest() -> None:
    one = made(None, State.NOVEL)
    assert sentence_in_words(one, Side.LEFT, 0) == (
        "Sentence 1: only here. No counterpart; the nearest was sentence 3, with a score of 0.18. Narration."
    )
    assert sentence_in_words(one, Side.LEFT, 1) == "Sentence 2: only here. Narration."
    assert sentence_in_words(one, Side.LEFT, 99) == ""


def test_a_link_tells_what_it_joins() -> None:
    assert link_in_words(Match((0,), (1, 2), MatchKind.ECHO, 0.2)) == "Echo: left 1, right 2, 3."
    assert link_in_words(Match((4,), (4,), MatchKind.SHARED, 1.0, moved=True)) == (
        "Shared: left 5, right 5. It stands elsewhere in the other document."
    )


def test_a_sentence_tells_its_speaker_and_the_words_that_say_so() -> None:
    document = parse("Xi Jinping said that ties are strong. He added that trade grows. It rained.")
    said = [speaker_in_words(document, one.index) for one in document.sentences]
    assert said[0] == "Speaker: Xi Jinping (“Xi Jinping said”)."
    assert said[1].startswith("Speaker: Xi Jinping (“")
    assert speaker_in_words(document, 99) == ""
    base = compare(document, parse("Something else."))
    assert sentence_in_words(base, Side.LEFT, 0).endswith(said[0])
