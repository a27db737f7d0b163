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


def test_the_state_council_is_nobody() -> None:
    text = "Thủ tướng Lý Cường nhấn mạnh điều này. Ông nói với Thủ tướng Quốc vụ viện Trung Quốc Lý Cường."
    document = reader.parse(text, language="vi")
    assert [one.name for one in document.people] == ["Lý Cường"]
    elected = reader.parse("Ông Lý Cường được bầu làm Thủ tướng Quốc vụ viện. Ông nhấn mạnh điều này.", language="vi")
    assert [one.name for one in elected.people] == ["Lý Cường"]


def test_topics_share_their_labels_with_other_languages() -> None:
    topics = reader.parse(TEXT, language="vi").topics
    labels = [topic.label for topic in topics]
    assert "People-to-people exchanges" in labels
    assert "Political trust and high-level communication" in labels


def named(text: str) -> list[tuple[str, str]]:
    return [(p.name, p.role) for p in reader.parse(text, language="vi").people]


def test_titles_with_countries_and_parties_are_no_part_of_a_name() -> None:
    text = (
        "Tổng Bí thư Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam Nguyễn Phú Trọng điện đàm với Tổng Bí thư, "
        "Chủ tịch nước Trung Quốc Tập Cận Bình. Chủ tịch nước CHND Trung Hoa Tập Cận Bình cảm ơn. "
        "Đại sứ Trung Quốc tại Việt Nam Hùng Ba cùng dự. Tổng thống Hoa Kỳ Joe Biden gửi điện."
    )
    assert named(text) == [
        ("Nguyễn Phú Trọng", "Tổng Bí thư Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam"),
        ("Tập Cận Bình", "Tổng Bí thư, Chủ tịch nước Trung Quốc"),
        ("Hùng Ba", "Đại sứ Trung Quốc tại Việt Nam"),
        ("Joe Biden", "Tổng thống Hoa Kỳ"),
    ]


def test_words_of_the_language_within_names() -> None:
    text = (
        "Thủ tướng Phạm Minh Chính cho biết hai nước cần hợp tác. Chủ tịch nước Nguyễn Xuân Phúc đồng ý. "
        "Ông Phạm Minh Chính nói thêm. Chính phủ Việt Nam ủng hộ. Đoàn Việt Nam dự lễ."
    )
    assert named(text) == [("Phạm Minh Chính", "Thủ tướng"), ("Nguyễn Xuân Phúc", "Chủ tịch nước")]
    assert reader.parse(text, language="vi").sentences[0].speaker == "Phạm Minh Chính"


def test_a_form_of_address_is_no_role() -> None:
    assert named("Ông Nguyễn Phú Trọng cho biết hai nước cần hợp tác.") == [("Nguyễn Phú Trọng", "")]


def test_ministries_and_former_offices_belong_to_the_role() -> None:
    text = (
        "Bộ trưởng Bộ Công an Lương Tam Quang cho biết hai nước hợp tác. Nguyên Thủ tướng Nguyễn Tấn Dũng dự. "
        "Thủ tướng Lào Sonexay Siphandone chúc mừng. Bộ Công an khẳng định kết quả."
    )
    assert named(text) == [
        ("Lương Tam Quang", "Bộ trưởng Bộ Công an"),
        ("Nguyễn Tấn Dũng", "Nguyên Thủ tướng"),
        ("Sonexay Siphandone", "Thủ tướng Lào"),
    ]
    assert reader.parse(text, language="vi").sentences[-1].speaker == "Bộ Công an"


def test_spokespeople_associations_and_quotations() -> None:
    text = (
        "Chiều 9/5, trả lời câu hỏi về tàu Trung Quốc, Người phát ngôn Bộ Ngoại giao Phạm Thu Hà nêu rõ: “Việt Nam "
        "phản đối.”\nTheo Người phát ngôn, Việt Nam sẵn sàng đối thoại.\n"
        "Ông Nguyễn Văn Nam, Chủ tịch Hiệp hội Thủy sản, cho rằng ngư dân cần được hỗ trợ.\n"
        "Hiệp hội Thủy sản Việt Nam dự báo sản lượng giảm."
    )
    document = reader.parse(text, language="vi")
    assert [s.speaker for s in document.sentences] == [
        "Phạm Thu Hà",
        "Phạm Thu Hà",
        "Nguyễn Văn Nam",
        "Hiệp hội Thủy sản Việt Nam",
    ]
    assert [p.name for p in document.people] == ["Phạm Thu Hà", "Nguyễn Văn Nam"]


def test_the_side_of_a_country_in_a_reception() -> None:
    text = (
        "Thủ tướng Trần Văn An đã tiếp Đại sứ Nhật Bản tại Việt Nam Ito Naoki. Phía Nhật Bản mong muốn hợp tác nghề cá."
    )
    document = reader.parse(text, language="vi")
    assert document.sentences[1].speaker == "Ito Naoki"


def test_oceans_are_nobody() -> None:
    text = "Thủ tướng Lê Văn Huy nhấn mạnh khu vực Ấn Độ Dương - Thái Bình Dương tự do và rộng mở."
    assert [person.name for person in reader.parse(text, language="vi").people] == ["Lê Văn Huy"]


def test_a_speech_in_its_own_words_is_its_speakers() -> None:
    text = (
        "Phát biểu của Thủ tướng Lê Văn Huy tại Hội nghị\n\nThưa các quý vị,\n\n"
        "Tôi vui mừng có mặt tại đây. Chúng tôi sẽ hành động.\n"
    )
    speakers = [s.speaker for s in reader.parse(text, language="vi").sentences]
    assert speakers == [None, *["Lê Văn Huy"] * 3]
