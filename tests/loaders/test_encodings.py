from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnsupportedFormat
from reader.loaders.encodings import decode

ENGLISH = "“It’s the most fundamental interest,” he said — at the café.\nA second line of the text.\n" * 8
FRENCH = "Le président s’est entretenu avec son homologue « très chaleureusement » à Genève.\n" * 2
CHINESE = "双方领导人同意加强战略沟通。\n两国关系不断向前发展。\n"
TAIWAN = "雙方領導人同意加強溝通，兩國關係不斷向前發展。\n"
VIETNAMESE = "Hai bên nhất trí tăng cường hợp tác.\nĐây là ưu tiên hàng đầu.\n"
RUSSIAN = "Министры провели телефонный разговор и договорились о встрече.\n" * 3
JAPANESE = "両国の首脳は電話会談を行い、関係の強化で一致した。カタカナも。\n"
KOREAN = "두 나라 장관은 전화 통화를 하고 협력을 강화하기로 했다.\n"
POLISH = "Ministrowie rozmawiali w środę. Źródło: zażółć gęślą jaźń.\n" * 2


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, VIETNAMESE, RUSSIAN, "🇻🇳 👨‍👩‍👧 a\u0301"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_the_bytes_say_is_no_guess(text: str, mark: bytes, encoding: str) -> None:
    decoded = decode(mark + text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed, decoded.warnings) == (text, encoding, False, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32-le"),
        (ENGLISH, "utf-32-be"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "gb2312"),
        (CHINESE, "gb18030"),
        (TAIWAN, "big5"),
        (TAIWAN, "utf-16-be"),
        (VIETNAMESE, "utf-16-le"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
    ],
)
def test_a_guess_is_right_and_owned_up_to(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed
    assert any("was assumed" in warning for warning in decoded.warnings)


def test_what_a_page_declares_is_believed_where_it_fits() -> None:
    assert decode(POLISH.encode("iso8859-2"), "ISO-8859-2").guessed is False
    assert decode(CHINESE.encode("gbk"), "gb2312").encoding == "gb18030"
    assert decode(CHINESE.encode(), "gb2312").encoding == "utf-8"
    assert decode(b"\x81\x8d words", "utf-8").guessed


@pytest.mark.parametrize("name", ["utf-7", "UTF7", "zlib", "base64", "rot13", "no-such", "idna", "a" * 500, "\0"])
def test_encodings_that_hide_text_are_never_used(name: str) -> None:
    hidden = "+ADw-script+AD4- caf\xe9".encode("latin-1")
    assert decode(hidden, name).text == "+ADw-script+AD4- café"


def test_damaged_bytes_are_shown_and_told() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"good \xff bad")
    assert decoded.text == "good \ufffd bad"
    assert any("UTF-8" in warning and "\ufffd" in warning for warning in decoded.warnings)


@pytest.mark.parametrize("text", [CHINESE, VIETNAMESE * 2, RUSSIAN])
def test_a_text_that_was_cut_is_still_read_as_what_it_was(text: str) -> None:
    data = text.strip().encode()
    cut = next(data[:k] for k in range(len(data) - 1, 0, -1) if data[k] & 0xC0 == 0x80)
    decoded = decode(cut + b" and on")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(text[:20])
    assert any("no letters in UTF-8" in warning for warning in decoded.warnings)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\0" * 500, b"words\x01\x02\x03\x04" * 100, b"\x7fELF" + bytes(range(128)) * 30],
    ids=["all bytes", "zeros", "controls", "program"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat, match="holds no text"):
        decode(data)


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    assert decode(b"Page one.\x0cPage two.\x00 More words follow here.").text.startswith("Page one.\x0cPage two.\0")


@given(st.binary(max_size=400))
def test_every_file_gives_text_or_a_sentence(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnsupportedFormat:
        return
    decoded.text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200))
def test_unicode_with_a_mark_comes_back(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding)).text == text
