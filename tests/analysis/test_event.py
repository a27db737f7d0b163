from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.analysis.event import _wordings
from reader.analysis.lexicons import table
from reader.bundled import seeds
from reader.languages.base import entries
from reader.model import Document, Event, EventKind


def event(text: str, language: str = "en", title: str | None = None) -> tuple[str | None, str, tuple[str, ...]] | None:
    found = reader.parse(text, title=title, language=language).event
    return None if found is None else (found.kind and found.kind.value, found.place, found.participants)


LEE = "Prime Minister Ada Lovelace"
MARCH = "President Tomas Novak of Norland"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{LEE} held a phone call with {MARCH} on Monday.", ("call", "")),
        (f"{LEE} spoke by telephone with {MARCH} on Monday.", ("call", "")),
        (f"{LEE} said trade grows. She made the remarks in a phone conversation with {MARCH}.", ("call", "")),
        (f"{LEE} held talks with {MARCH} in Oslo on Monday.", ("talks", "Oslo")),
        (
            f"{LEE} met today with {MARCH} at the Hall of Mirrors in Oslo, Norway.",
            ("meeting", "Hall of Mirrors in Oslo, Norway"),
        ),
        (f"{LEE} met today in Oslo with {MARCH} to sign a treaty.", ("meeting", "Oslo")),
        (f"In Oslo on Monday, {LEE} met {MARCH}.", ("meeting", "Oslo")),
        (f"{LEE} met with {MARCH} on the sidelines of the Harbour Summit in Bergen.", ("meeting", "Bergen")),
        (f"{LEE} sent a message of congratulation to {MARCH} on his election.", ("telegram", "")),
        (f"{LEE} paid a state visit to Norland at the invitation of {MARCH}.", ("visit", "Norland")),
        (f"{LEE} and {MARCH} held a joint press conference in Oslo.", ("press", "Oslo")),
    ],
)
def test_what_happened_and_where(text: str, wanted: tuple[str, str]) -> None:
    found = event(text)
    assert found == (*wanted, ("Ada Lovelace", "Tomas Novak"))


def test_the_title_tells_the_kind() -> None:
    text = f"{LEE} spoke today with {MARCH}. The leaders agreed to stay in touch."
    both = ("Ada Lovelace", "Tomas Novak")
    assert event(text, title="Readout of the Prime Minister’s Call with President Novak") == ("call", "", both)
    assert event(text) == (None, "", both)
    assert event(text + " They thanked their teams during the call.") == ("call", "", both)


def test_the_name_of_a_file_is_no_title() -> None:
    assert reader.parse(f"{LEE} spoke today with {MARCH}.", name="meeting.txt").event == Event(
        None, "", ("Ada Lovelace", "Tomas Novak")
    )


def test_only_those_who_met_took_part() -> None:
    text = f"{LEE} met with {MARCH}, who delivered a letter from Queen Anna Berg. Minister Otto Lund was present."
    assert event(text) == ("meeting", "", ("Ada Lovelace", "Tomas Novak"))
    text = f"{LEE} spoke by phone with {MARCH} about King Otto Lund’s visit."
    assert event(text) == ("call", "", ("Ada Lovelace", "Tomas Novak"))


def test_other_meetings_are_not_this_one() -> None:
    assert event(f"After talks with {MARCH}, {LEE} held a press conference in Oslo.") == (
        "press",
        "Oslo",
        ("Tomas Novak", "Ada Lovelace"),
    )
    assert event(f"{LEE} will meet with {MARCH} in May.") is None


@pytest.mark.parametrize(
    "text",
    [
        "It rained. Nothing was decided.",
        "Elizabeth Gray met with Tom Brown in the garden. She said that it rained.",
        "The house on the hill was cold. He spoke with nobody.",
        "def meet(with_): return talks",
        "",
    ],
)
def test_better_nothing_than_wrong(text: str) -> None:
    assert event(text) is None


def test_an_occasion_is_no_place() -> None:
    found = event(f"{LEE} met with {MARCH} at the Harbour Summit on Monday.")
    assert found is not None
    assert found[1] == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5月6日，国家主席习近平在巴黎爱丽舍宫同法国总统马克龙举行会谈。", ("talks", "巴黎爱丽舍宫")),
        ("5月6日，国家主席习近平同法国总统马克龙通电话。", ("call", "")),
        ("国家主席习近平在北京人民大会堂会见来华访问的法国总统马克龙。", ("meeting", "北京人民大会堂")),
        ("国家主席习近平6日致电法国总统马克龙，祝贺他当选。", ("telegram", "")),
        ("会谈后，国家主席习近平在巴黎同法国总统马克龙共同会见记者。", ("press", "巴黎")),
        ("當地時間6日，國家主席習近平在巴黎會見法國總統馬克龍。", ("meeting", "巴黎")),
    ],
)
def test_chinese_accounts(text: str, wanted: tuple[str, str]) -> None:
    found = event(text, "zh-Hant" if "國" in text else "zh-Hans")
    assert found is not None
    assert found[:2] == wanted
    assert len(found[2]) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Chiều 19/8, tại Hà Nội, Tổng Bí thư Tô Lâm hội đàm với Chủ tịch Trung Quốc Tập Cận Bình.",
            ("talks", "Hà Nội"),
        ),
        ("Ngày 19/8, Tổng Bí thư Tô Lâm điện đàm với Chủ tịch Trung Quốc Tập Cận Bình.", ("call", "")),
        (
            "Chiều 19/8, tại Trụ sở Trung ương Đảng, Tổng Bí thư Tô Lâm tiếp Đại sứ Trung Quốc tại Việt Nam Hà Vĩ.",
            ("meeting", "Trụ sở Trung ương Đảng"),
        ),
        ("Tổng Bí thư Tô Lâm gửi điện mừng tới Chủ tịch Trung Quốc Tập Cận Bình.", ("telegram", "")),
    ],
)
def test_vietnamese_accounts(text: str, wanted: tuple[str, str]) -> None:
    found = event(text, "vi")
    assert found is not None
    assert found[:2] == wanted
    assert len(found[2]) == 2


def test_the_samples() -> None:
    found = [reader.read(path).event for path in sorted(seeds().glob("*.txt"))]
    assert [one.kind for one in found if one] == [EventKind.CALL] * 4 + [EventKind.TALKS]
    assert [one.place for one in found if one] == ["", "", "", "", "Beijing"]
    assert {one.participants for one in found if one} == {
        ("Xi Jinping", "Nguyen Phu Trong"),
        ("Xi Jinping", "Nguyen Xuan Phuc"),
    }


def test_json_and_back() -> None:
    document = reader.parse(f"{LEE} held talks with {MARCH} in Oslo.", language="en")
    data = document.to_dict()
    assert data["event"] == {"kind": "talks", "place": "Oslo", "participants": ["Ada Lovelace", "Tomas Novak"]}
    assert Document.from_dict(data) == document
    assert reader.parse("It rained.", language="en").to_dict()["event"] is None
    data["event"]["kind"] = "a kind of later versions"
    assert Document.from_dict(data).event == Event(None, "Oslo", ("Ada Lovelace", "Tomas Novak"))


PIECES = "President Ada Lee|held|talks|with|in|Oslo|, |. |call|习近平|会谈|在|同|after|the|hội đàm|tại|\n".split("|")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.sampled_from(["en", "zh-Hans", "vi", "fr"]))
def test_any_text_gives_a_sound_event(text: str, language: str) -> None:
    document = reader.parse(text, language=language)
    if document.event is not None:
        assert set(document.event.participants) <= {person.name for person in document.people}
        assert document.event.place in " ".join(document.text.split()) or document.event.place.upper() in document.text


def test_a_lexicon_may_say_little(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.analysis import event as module

    few = {"exchanges": {"call": ["rang"]}}
    monkeypatch.setattr(module, "table", lambda _code, name: few if name == "event" else {})
    wordings = module._wordings.__wrapped__("xx")
    assert wordings.first("He rang her.", wordings.exchanges) is not None
    assert wordings.places.find("He rang her in Oslo.", 0, 20, []) == ""


@pytest.mark.parametrize("language", ["en", "vi", "zh"])
def test_a_kind_is_found_by_each_of_its_wordings_in_small_letters_and_in_capitals(language: str) -> None:
    raw = table(language, "event")
    told = _wordings(language)
    for key, tellings in (("exchanges", told.exchanges), ("acts", told.acts), ("called", told.called)):
        for one in tellings:
            listed = raw["open"]["wordings"] if one.kind is None else raw[key][one.kind.value]
            for wording in entries(listed):
                for form in (0, -1):
                    words = [word.split("|")[form] for word in wording.replace("~", "").split()]
                    for text in (" ".join(words), " ".join(words).upper()):
                        assert next(one.found(text, text.casefold()), None), (one.kind, text)


def test_a_headline_without_a_wording_is_no_event() -> None:
    assert reader.parse("King Charles Visits Germany\n\nIt rained all day in the north.", language="en").event is None
