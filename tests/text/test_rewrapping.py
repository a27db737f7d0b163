"""How a text was written down must not change its sentences."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable

import pytest

import reader
from reader import bundled

CHINESE = (
    "新华社北京9月24日电（记者 张三）国家主席9月24日下午同越共中央总书记通电话。双方一致同意，"
    "中越是山水相连的社会主义邻邦，要坚持正确方向，加强团结协作，不断发展社会主义事业。\n\n他指出：“过去3年，我们通过各种方式密切沟通，使两国关系保持了积极"
    "发展势头，重要合作取得积极进展。当前，世界进入新的动荡变革期，2024年双方要推动落实近20项合作文件。”他强调，双方应该尊重、"
    "支持、信任彼此，把握战略方向，推动双边贸易增长3.5%，达到1200亿美元。\n\n会谈后，双方签署了多项合作文件，并发表联合声明。"
)
TEXTS = [*(p.read_text("utf-8") for p in sorted(bundled.seeds().glob("*.txt"))), CHINESE]


def sentences(text: str) -> list[str]:
    joint = "" if "国" in text else " "
    return [unicodedata.normalize("NFC", joint.join(s.text.split())) for s in reader.parse(text).sentences]


def wrapped(text: str, width: int) -> str:
    def one(paragraph: str) -> str:
        if "，" in paragraph:
            return "\n".join(paragraph[k : k + width // 2] for k in range(0, len(paragraph), width // 2))
        return textwrap.fill(paragraph, width, break_on_hyphens=False)

    return "\n\n".join(one(line) for line in text.split("\n") if line.strip())


WRITINGS: list[Callable[[str], str]] = [
    lambda text: wrapped(text, 60),
    lambda text: wrapped(text, 72),
    lambda text: wrapped(text, 100),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("\n", "\n\n"),
    lambda text: unicodedata.normalize("NFD", text),
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
@pytest.mark.parametrize("write", WRITINGS)
def test_the_sentences_stay(text: str, write: Callable[[str], str]) -> None:
    assert sentences(write(text)) == (
        [s.replace(" ", "") for s in sentences(text)] if "国" in text else sentences(text)
    )


@pytest.mark.parametrize("text", TEXTS[:5], ids=lambda text: text[:20])
def test_quotation_marks_of_another_style_leave_the_sentences(text: str) -> None:
    plain = str.maketrans({"“": '"', "”": '"', "’": "'"})
    assert sentences(text.translate(plain)) == [s.translate(plain) for s in sentences(text)]
