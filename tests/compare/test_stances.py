from __future__ import annotations

import reader
from reader.bundled import seeds
from reader.compare.stances import Said, stances
from reader.model import Side, State

LEFT = "President Ada Lovelace met Tomas Novak, president of Norland. Lovelace said that Ukraine needs peace."
RIGHT = (
    "President Ada Lovelace met Tomas Novak, president of Norland. Novak said that Ukraine needs weapons. "
    "Novak said that vaccines help."
)


def test_a_topic_stands_beside_itself() -> None:
    found = {one.topic: one for one in stances(reader.compare(reader.parse(LEFT), reader.parse(RIGHT)))}
    ukraine = found["Ukraine"]
    assert [(one.sentence, one.speaker) for one in ukraine.left] == [(1, "Ada Lovelace")]
    assert [(one.sentence, one.speaker) for one in ukraine.right] == [(1, "Tomas Novak")]
    assert found["COVID-19"].of(Side.LEFT) == ()
    assert found["COVID-19"].of(Side.RIGHT) == (Said(2, "Tomas Novak", State.NOVEL),)


def test_every_sentence_stands_under_each_of_its_topics_once() -> None:
    first, second = (reader.read(path) for path in sorted(seeds().glob("*.txt"))[:2])
    comparison = reader.compare(first, second)
    found = stances(comparison)
    assert len({one.topic for one in found}) == len(found)
    for side in Side:
        listed = sorted((one.sentence, stance.topic) for stance in found for one in stance.of(side))
        wanted = sorted((s.index, label) for s in comparison.document(side).sentences for label in s.topics)
        assert listed == wanted
        for stance in found:
            places = [one.sentence for one in stance.of(side)]
            assert places == sorted(places)
            assert all(one.state is comparison.states(side)[one.sentence] for one in stance.of(side))
