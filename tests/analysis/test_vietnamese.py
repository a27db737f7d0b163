from __future__ import annotations

import reader
from reader.model import BOTH_SIDES

TEXT = (
    "Ngày 19/8, Tổng Bí thư, Chủ tịch nước Tô Lâm hội đàm với Chủ tịch Trung Quốc Tập Cận Bình.\n"
    "Chủ tịch Tập Cận Bình nhiệt liệt chào mừng Tổng Bí thư Tô Lâm thăm Trung Quốc.\n"
    "Đồng chí Tập Cận Bình nhấn mạnh hai nước cần tăng cường tin cậy chính trị.\n"
    "Tổng Bí thư Tô Lâm khẳng định Việt Nam coi trọng quan hệ. Ông cho rằng hợp tác đang tốt đẹp.\n"
    "Hai bên nhất trí tăng cường giao lưu nhân dân.\n"
    "Theo Bộ Ngoại giao, chuyến thăm thành công.\n"
    "Sau hội đàm, hai nhà lãnh đạo chứng kiến lễ ký văn kiện.\n"
)


def test_speakers_of_a_vietnamese_readout() -> None:
    document = reader.parse(TEXT, language="vi")
    assert [s.speaker for s in document.sentences] == [
        None,
        "Tập Cận Bình",
        "Tập Cận Bình",
        "Tô Lâm",
        "Tô Lâm",
        BOTH_SIDES,
        "Bộ Ngoại giao",
        None,
    ]


def test_titles_are_roles_and_not_names() -> None:
    document = reader.parse(TEXT, language="vi")
    assert [p.name for p in document.people] == ["Tô Lâm", "Tập Cận Bình"]
    assert document.people[1].role == "Chủ tịch Trung Quốc"
    assert "Đồng chí Tập Cận Bình" in document.people[1].aliases


def test_topics_share_their_labels_with_other_languages() -> None:
    topics = reader.parse(TEXT, language="vi").topics
    labels = [topic.label for topic in topics]
    assert "People-to-people exchanges" in labels
    assert "Political trust and high-level communication" in labels
