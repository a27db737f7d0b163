from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import bundled
from reader.analysis.dates import date_in_name, event_date, names_day

BODY = "\n\nThe two sides agreed to deepen cooperation in trade. They thanked each other for the support.\n"

KNOWN = [
    # the dateline, with its year
    ("en", "HANOI, Oct. 31, 2022 (VNA) -- The two leaders met.", "2022-10-31"),
    # the dateline, with the year of publication
    ("en", " date 2021-02-09 BEIJING, Feb. 8 (Xinhua) -- The president said Monday that ties are good.", "2021-02-08"),
    ("en", "2022-01-02\n\nBEIJING, Dec. 31 (Xinhua) -- The president said that ties are good.", "2021-12-31"),
    ("en", "Posted: 24 September 2021\n\nThe president said Friday that ties are good, in a call.", "2021-09-24"),
    # a report of the day after
    ("en", "BEIJING, Sept. 25, 2021 (Xinhua) -- The president said Friday that ties are good.", "2021-09-24"),
    # a year of the text, settled by the weekday
    (
        "en",
        "BEIJING, Sept. 24 (Xinhua) -- The president said Friday that ties are good in 2021, as in 2019.",
        "2021-09-24",
    ),
    # the caption of a picture
    (
        "en",
        "BEIJING, Oct. 31 (Xinhua) — He met his guest.\n\nHe welcomes his guest, Oct. 31, 2022. (Xinhua/Li Si)",
        "2022-10-31",
    ),
    ("en", "He met his guest.\n\nHe welcomes his guest in Hanoi, Oct. 31, 2022. (Xinhua/Li Si)", "2022-10-31"),
    # the lead
    ("en", "The president spoke with the prime minister on May 24, 2021.", "2021-05-24"),
    ("en", "On 24 May 2021 the president spoke with the prime minister.", "2021-05-24"),
    ("zh-Hans", "2022年11月15日，国家主席会见总统。", "2022-11-15"),
    ("zh-Hans", "新华社北京9月24日电 国家主席通电话。\n2021-09-24 20:15", "2021-09-24"),
    ("zh-Hans", "2021-09-24\n新华社北京9月24日电 国家主席星期五通电话。", "2021-09-24"),
    ("vi", "Ngày 24/9/2021, Tổng Bí thư điện đàm với Chủ tịch nước, hai bên trao đổi về quan hệ.", "2021-09-24"),
    ("vi", "Hai bên hội đàm ngày 31 tháng 10 năm 2022 tại Bắc Kinh và ra tuyên bố chung về quan hệ.", "2022-10-31"),
    ("vi", "Ngày 31 tháng 10 năm 2022, hai bên hội đàm tại Bắc Kinh và ra tuyên bố chung.", "2022-10-31"),
    ("vi", "Hà Nội (TTXVN 24/9) - Sáng 24/9/2021, Tổng Bí thư đã điện đàm với Chủ tịch nước.", "2021-09-24"),
    # a long title above the lead
    (
        "vi",
        "Thủ tướng Lê Văn Huy điện đàm với Thủ tướng Nhật Bản Sato Hiroshi\n\nNgày 12/3/2024, Thủ tướng điện đàm.",
        "2024-03-12",
    ),
    (
        "en",
        "The prime minister meets the chancellor on the sidelines of the summit\n\nThey met on 10 September 2023.",
        "2023-09-10",
    ),
    # a weekday that is not the event's
    ("en", "March 25, 2024\n\nThe president spoke today about the attack on Saturday.", "2024-03-25"),
    ("en", "March 25, 2024\n\nThe president, who is abroad, said Saturday that ties are good.", "2024-03-23"),
    ("zh-Hans", "2024年3月25日发言人主持记者会\n\n记者：对方就周六的事件召见代办。", "2024-03-25"),
    ("zh-Hans", "2024年3月25日\n\n国家主席周六同外长通电话。", "2024-03-23"),
    # a Chinese date in a text of two languages
    ("en", "联合声明 / Joint Statement\n\n2024年6月1日，北京\n\nThe two sides agreed to go on.", "2024-06-01"),
    # other languages
    ("fr", "Entretien avec le Premier ministre\n\nPublié le 1er mars 2024\n\nIls se sont entretenus.", "2024-03-01"),
    ("de", "Berlin, 3. März 2024\n\nDie Minister trafen sich.", "2024-03-03"),
    ("es", "Madrid, 14 de mayo de 2024\n\nLos ministros se reunieron.", "2024-05-14"),
    ("ru", "Телефонный разговор\n\n17 января 2024 года, 14:20\n\nСостоялся разговор.", "2024-01-17"),
    ("ja", "日米首脳会談\n\n2024年4月10日、首脳会談を行いました。", "2024-04-10"),
    ("ja", "日米首脳会談\n\n令和6年4月10日\n\n4月10日、首脳会談を行いました。", "2024-04-10"),
    # only the day of publication
    ("en", "February 8, 2021\n\nThe president spoke with the prime minister today.", "2021-02-08"),
]

UNKNOWN = [
    ("en", ""),
    ("en", "The two leaders met."),
    ("en", "BEIJING, Sept. 24 (Xinhua) -- The president said Friday that ties are good."),
    ("en", "BEIJING, Sept. 24 (Xinhua) -- The president said Friday that 2020 was good."),
    ("en", "BEIJING, Sept. 24 (Xinhua) -- The president said that ties were good in 2021."),
    ("en", "The president spoke of the peace that has held since May 24, 2021."),
    ("en", "The president spoke. The parties met on May 24, 2021 and on June 3, 2021."),
    ("en", "They met." + BODY + "\n\nThe treaty was signed on May 24, 2021."),
    ("en", "They met." + BODY + "\n\nThe next summit will be held on May 24, 2021. It is important."),
    ("en", "On Feb. 30, 2021 they met."),
    ("en", "It grew by 3.5 percent; see Article 24, 2021 edition."),
    ("zh-Hans", "当地时间11月15日上午，国家主席会见总统。"),
    ("vi", "Tỷ lệ là 3/4 và 24/9, hai bên nhất trí."),
]


@pytest.mark.parametrize(("language", "text", "day"), KNOWN)
def test_the_day_of_the_event(language: str, text: str, day: str) -> None:
    assert event_date(text, language) == day


@pytest.mark.parametrize(("language", "text"), UNKNOWN)
def test_no_day_where_nothing_is_certain(language: str, text: str) -> None:
    assert event_date(text, language) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-09-24-call.txt", "2021-09-24"),
        ("readout 20210924 (2).docx", "2021-09-24"),
        ("2021.09.24_2021-09-24.pdf", "2021-09-24"),
        ("2021-09-24 2021-09-25.txt", None),
        ("2021-13-01.txt", None),
        ("2021-0924.txt", None),
        ("120210924.txt", None),
        ("call.txt", None),
    ],
)
def test_the_day_in_a_name(name: str, day: str | None) -> None:
    assert date_in_name(name) == day


def test_the_name_of_a_file_settles_the_year_and_no_more() -> None:
    told = "BEIJING, Sept. 24 (Xinhua) -- They spoke by phone." + BODY
    assert event_date(told, "en", "2021-09-24") == event_date(told, "en", "2021-09-26") == "2021-09-24"
    assert event_date(told, "en", "2023-02-01") is None
    assert event_date("They spoke." + BODY, "en", "2021-09-24") is None
    assert event_date("May 3, 2021\n\nThey spoke.", "en", "2022-01-01") == "2021-05-03"
    assert names_day(told, "en")
    assert not names_day("They spoke." + BODY, "en")
    assert not names_day("", "en")


def test_samples() -> None:
    found = {p.name: event_date(p.read_text("utf-8"), "en") for p in bundled.seeds().glob("*.txt")}
    assert all(day is None or name.startswith(day) for name, day in found.items())
    assert found["2021-02-08-xi-trong-call.txt"] == "2021-02-08"
    assert found["2022-10-31-xi-trong-talks.txt"] == "2022-10-31"


PIECES = (
    "Sept. 24",
    "May 3, 2021",
    "2021-02-09",
    "date ",
    "BEIJING, ",
    " (Xinhua) -- ",
    "Friday ",
    "2021",
    "on ",
    "\n",
    "31/12/2020",
    "9月24日",
    "2021年",
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)),
    st.sampled_from(["en", "zh-Hans", "vi", "und"]),
)
def test_an_answer_is_a_day(text: str, language: str) -> None:
    day = event_date(text, language)
    assert day is None or (re.fullmatch(r"\d{4}-\d\d-\d\d", day) and date.fromisoformat(day))


@pytest.mark.parametrize("unit", ["1", "May ", "2021-", "(", ")", " ", "月", "Friday ", "1/"])
@pytest.mark.parametrize("language", ["en", "zh-Hans", "vi"])
def test_a_long_run_of_one_kind(unit: str, language: str) -> None:
    assert event_date(unit * (300_000 // len(unit)), language) is None
