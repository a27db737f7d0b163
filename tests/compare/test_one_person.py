from __future__ import annotations

import reader
from reader.marks import speakers_of
from reader.model import Side

LEFT = (
    "President Joseph R. Miller, Jr. spoke today with Queen Anna Berg. President Miller stressed that the trade deal "
    "between the two harbours must be signed in the spring."
)
RIGHT = (
    "President Miller met today with Queen Anna Berg. President Miller underlined that the trade deal between the two "
    "harbours must be signed in the spring. Queen Anna Berg thanked the fishermen of the north."
)


def test_another_form_of_a_name_is_no_other_speaker() -> None:
    result = reader.compare(reader.parse(LEFT), reader.parse(RIGHT))
    match = next(one for one in result.matches if (1 in one.left) and (1 in one.right))
    assert not match.speaker_changed
    assert speakers_of(result) == ("Joseph R. Miller, Jr.", "Anna Berg")
    assert result.right.sentences[1].speaker == "Joseph R. Miller, Jr."
    assert "Miller" in result.right.speakers[0].aliases


def test_swapping_the_sides_names_people_alike() -> None:
    one = reader.compare(reader.parse(LEFT), reader.parse(RIGHT))
    other = reader.compare(reader.parse(RIGHT), reader.parse(LEFT))
    assert one.document(Side.LEFT) == other.document(Side.RIGHT)
    assert one.document(Side.RIGHT) == other.document(Side.LEFT)


def test_another_person_of_the_same_family_is_another_speaker() -> None:
    other = RIGHT.replace("President Miller", "President Anna Miller")
    left = LEFT.replace("Joseph R. Miller, Jr.", "Joseph Miller")
    result = reader.compare(reader.parse(left), reader.parse(other))
    assert speakers_of(result)[:2] == ("Joseph Miller", "Anna Miller")
