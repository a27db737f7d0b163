from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import bundled
from reader.text import language
from reader.text.language import detect_language

TEXTS = [
    ("en", "The two leaders spoke by telephone on Monday."),
    ("en", "Nguyễn Phú Trọng met Tập Cận Bình in Hà Nội on Monday."),
    ("en", "习近平主席 (President Xi Jinping) said that the two sides will work with each other."),
    ("zh-Hans", "习近平同阮富仲通电话，双方一致同意加强合作。"),
    ("zh-Hans", "习近平（Xi Jinping）同阮富仲（Nguyen Phu Trong）举行会谈，达成重要共识。"),
    ("zh-Hant", "國家主席習近平同越南領導人通電話，雙方一致同意加強合作。"),
    ("vi", "Tổng Bí thư Nguyễn Phú Trọng đã điện đàm với Chủ tịch Trung Quốc."),
    ("vi", "Hai bên nhất trí cho rằng quan hệ giữa hai nước ( Việt Nam và Trung Quốc ) phát triển tốt ."),
    ("ja", "日中両国の首脳は電話会談を行った。"),
    ("ko", "두 정상은 전화 통화를 했다. (Xi Jinping)"),
    ("ru", "Президент России провёл телефонный разговор с председателем КНР."),
    ("uk", "Президент України провів розмову з прем'єр-міністром і подякував йому."),
    ("ar", "أجرى الرئيس اتصالا هاتفيا مع رئيس الوزراء"),
    ("fa", "رئیس جمهور با وزیر امور خارجه گفتگو کرد و این را گفت"),
    ("he", "שיחת טלפון בין ראש הממשלה לנשיא"),
    ("fr", "Le président de la République a reçu le ministre des affaires étrangères."),
    ("es", "El presidente se reunió con el ministro y hablaron de la relación."),
    ("pt", "O presidente não falou com a ministra sobre as relações."),
    ("de", "Der Bundeskanzler hat mit dem Präsidenten gesprochen und ihm gedankt."),
    ("id", "Presiden berbicara dengan Perdana Menteri untuk membahas hubungan kedua negara."),
    ("pl", "Prezydent rozmawiał z premierem o współpracy, która jest ważna."),
    ("th", "ประธานาธิบดีพบกับนายกรัฐมนตรี"),
    ("hi", "राष्ट्रपति ने प्रधानमंत्री से बात की।"),
    ("und", ""),
    ("und", "... 123 -- !"),
    ("und", "Xi Jinping"),
    ("und", "😀😀😀"),
]


@pytest.mark.parametrize(("tag", "text"), TEXTS)
def test_tells_the_language(tag: str, text: str) -> None:
    assert detect_language(text) == tag


def test_the_samples_are_english() -> None:
    assert {detect_language(p.read_text("utf-8")) for p in bundled.seeds().glob("*.txt")} == {"en"}


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    tag = detect_language(text)
    assert tag == detect_language(text)
    assert 2 <= len(tag) <= 7


def test_only_the_beginning_is_looked_at() -> None:
    assert detect_language("The two sides agreed on this. " * 1000 + "双方同意" * 100_000) == "en"


def test_no_letter_of_another_script_is_passed_over() -> None:
    for number in range(0x20000):
        character = chr(number)
        if not language._OTHER_SCRIPTS.match(character):
            scripts = [name for name, letters in language._evidence().scripts.items() if letters.match(character)]
            assert scripts in ([], ["latin"]), hex(number)
