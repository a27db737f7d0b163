"""Which language a text is written in."""

from __future__ import annotations

import re


def detect_language(text: str) -> str:
    """BCP 47 tag of the main language: ``en``, ``zh-Hans``, ``zh-Hant``, ``vi`` …, ``und`` where nothing tells."""
    if len(re.findall(r"[\u4e00-\u9fff]", text)) * 4 > len(text):
        return "zh-Hans"
    if re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", text):
        return "vi"
    return "en" if re.search(r"[A-Za-z]", text) else "und"
