"""Messages and pages saved as messages: the body is read, attachments are named, hostile ones cost a sentence."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from reader.errors import ReaderError, UnreadableFile, UnsafeFile
from reader.loaders.eml import EML, MHTML
from reader.loaders.limits import MAIL_DEPTH, MAIL_HEADER_BYTES
from reader.reading import read_bytes

HEAD = b"From: a@a.example\r\nTo: b@b.example\r\nDate: Fri, 24 Sep 2021 23:30:00 +0700\r\nMIME-Version: 1.0\r\n"


def message(**fields: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "a@a.example", "To": "b@b.example", **fields}.items():
        made[name] = value
    return made


def test_the_day_is_that_of_the_sender_s_clock() -> None:
    assert EML.load(HEAD + b"Subject: Call\r\n\r\nWords.\r\n").date == "2021-09-24"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"Readout of the call", "Readout of the call"),
        (b"Re: FW: Readout", "Readout"),
        (b"=?utf-8?B?5Lik5Zu95aSW6ZW/?=\r\n =?utf-8?B?6YCa55S16K+d?=", "两国外长通电话"),
        (b"=?koi8-r?Q?=F7=D3=D4=D2=C5=DE=C1?=", "Встреча"),
        (b"=?no-such-charset?Q?a=FF?=", "aÿ"),
        ("naïve".encode(), "naïve"),
        (b"=?utf-8?B?broken", "=?utf-8?B?broken"),
        (b"=?utf\x00-8?Q?a=FF?=", "aÿ"),
        (b"", None),
    ],
)
def test_the_subject_is_the_title(subject: bytes, title: str | None) -> None:
    assert EML.load(HEAD + b"Subject: " + subject + b"\r\n\r\nWords.\r\n").title == title


def test_a_page_in_the_message_is_read_rather_than_its_plain_twin() -> None:
    made = message(Subject="Call")
    made.set_content("PLAIN")
    made.add_alternative("<h1>Rich</h1><p>words<script>no()</script></p>", subtype="html")
    assert EML.load(made.as_bytes()).text == "Rich\n\nwords"


def test_several_texts_follow_each_other() -> None:
    made = message(Subject="Call")
    made.set_content("First.\n\nSecond.")
    made.add_attachment("Third.", disposition="inline")
    assert EML.load(made.as_bytes()).text == "First.\n\nSecond.\n\nThird."


def test_attachments_are_named_and_not_opened() -> None:
    made = message(Subject="Call")
    made.set_content("Words.")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="báo cáo.pdf")
    made.add_attachment("SECRET", filename="notes.txt")
    other = message(Subject="Inner")
    other.set_content("INNER")
    made.add_attachment(other)
    loaded = EML.load(made.as_bytes())
    assert loaded.text.strip() == "Words."
    (receipt,) = loaded.warnings
    assert receipt == (
        "The message has 3 attachments, which were not opened: “báo cáo.pdf”, “notes.txt”, “message/rfc822”."
    )


def test_flowed_lines_are_joined() -> None:
    body = b"One line that \r\ngoes on.\r\n\r\n> quoted \r\n> words\r\n From here\r\n"
    loaded = EML.load(HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + body)
    assert loaded.text == "One line that goes on.\n\n> quoted \n> words\nFrom here\n"


@pytest.mark.parametrize("transfer", ["7bit", "base64", "quoted-printable", "x-uuencode", "no-such"])
def test_damaged_transfer_is_text_or_one_sentence(transfer: str) -> None:
    data = HEAD + f"Content-Transfer-Encoding: {transfer}\r\n\r\n".encode() + b"=ZZ \xff== words\r\nbegin 666 x\r\n"
    try:
        document = read_bytes(data, "a.eml")
    except ReaderError as error:
        told = error.message
    else:
        told = document.text
    assert told.strip()


def test_an_encrypted_message_is_one_sentence() -> None:
    data = HEAD + b'Content-Type: multipart/encrypted; boundary="x"\r\n\r\n--x\r\n\r\nVersion: 1\r\n--x--\r\n'
    with pytest.raises(UnreadableFile, match=r"“a\.eml” is an encrypted message"):
        read_bytes(data, "a.eml")


def nested(depth: int) -> bytes:
    heads = [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (k, k) for k in range(depth)]
    return HEAD + b"".join(heads) + b"Content-Type: text/plain\r\n\r\nWords.\r\n"


def test_parts_may_be_nested_so_deep_and_no_deeper() -> None:
    assert EML.load(nested(MAIL_DEPTH)).text.strip() == "Words."
    with pytest.raises(UnsafeFile, match="nested too deep"):
        EML.load(nested(MAIL_DEPTH + 1))


@pytest.mark.parametrize("depth", [300, 3_000])
def test_parts_nested_without_end_cost_a_sentence(depth: int) -> None:
    with pytest.raises(UnsafeFile):
        EML.load(nested(depth))


def test_floods_of_headers_are_read_up_to_the_limit() -> None:
    long = EML.load(HEAD + b"Subject: " + b"x" * 1_000_000 + b"\r\n\r\nWords.\r\n")
    assert long.title is not None
    assert len(long.title) == MAIL_HEADER_BYTES
    words = b"=?utf-8?Q?=41?= " * 100_000
    assert EML.load(HEAD + b"Subject: " + words + b"\r\n\r\nWords.\r\n").text.strip() == "Words."
    assert EML.load(HEAD + b"X-A: b\r\n" * 200_000 + b"\r\nWords.\r\n").text.strip() == "Words."


def test_a_saved_page_has_its_own_title_and_no_date_of_saving() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: of the message\r\n"
        b"Date: Mon, 23 Nov 2026 06:47:32 GMT\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n"
        b"<html><head><meta charset='koi8-r'></head><body><h1>Own</h1><p>" + "Встреча".encode("koi8-r") + b"</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Location: https://a.example/a.png\r\n\r\nPNG\r\n"
        b"--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/frame\r\n\r\n<p>advert</p>\r\n--b--\r\n"
    )
    loaded = MHTML.load(data)
    assert (loaded.text, loaded.title, loaded.date, loaded.made) == ("Own\n\nВстреча", "Own", None, None)
    assert loaded.warnings == ()
