from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from reader import i18n
from reader.bundled import resource

ROOT = Path(__file__).parents[1]
LOCALES = ("zh_Hans", "vi")
Speak = Callable[[str], str]

EXAMPLE = r"""# A comment.
msgid ""
msgstr ""
"Language: xx\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\n"

#: reader/one.py
msgid "one"
msgstr "eins"

#, fuzzy
msgid "guessed"
msgstr "geraten"

msgid "open"
msgstr ""

msgid ""
"long "
"\"text\"\n"
msgstr ""
"langer \"Text\"\\\n"
"Ende"

msgid "{count} place"
msgid_plural "{count} places"
msgstr[0] "{count} Ort"
msgstr[1] "{count} Orte"
msgstr[2] "viele Orte"

msgid "half"
msgid_plural "halves"
msgstr[0] "halb"
msgstr[1] ""
"""


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    return script()


def test_a_catalogue_is_read_as_gettext_means_it() -> None:
    found = i18n.read_catalogue(EXAMPLE)
    assert found.texts == {
        "one": ("eins",),
        'long "text"\n': ('langer "Text"\\\nEnde',),
        "{count} place": ("{count} Ort", "{count} Orte", "viele Orte"),
    }
    assert [found.form(count) for count in (1, 2, 4, 5, 21)] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_reader_of_catalogues_agrees_with_babel(locale: str) -> None:
    from babel.messages.pofile import read_po

    path = resource(f"i18n/{locale}/readout.po")
    ours = i18n.read_catalogue(path.read_text(encoding="utf-8")).texts
    with path.open("rb") as file:
        theirs = read_po(file)
    expected = {}
    for message in theirs:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(strings):
            expected[message.id if isinstance(message.id, str) else message.id[0]] = strings
    assert ours == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en_GB.UTF-8", "en"), ("vi", "vi"), ("vi_VN", "vi"), ("zh_CN.UTF-8", "zh-Hans"), ("zh-Hans-SG", "zh-Hans"),
     ("zh", "zh-Hans"), ("zh_TW", None), ("zh-Hant-CN", None), ("zh_HK@x", None), ("fr_FR", None), ("", None)],
)  # fmt: skip
def test_tags_of_all_kinds_find_their_language(tag: str, expected: str | None) -> None:
    assert i18n.matching(tag) == expected


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "vi"}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:vi:en"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "READOUT_LANGUAGE": "zh-Hans"}, "zh-Hans"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_says_the_language(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch, speak: Speak
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "READOUT_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert speak("system") == expected
    assert i18n.language() == expected


def test_a_language_that_is_named_counts_more_than_the_environment(speak: Speak) -> None:
    assert speak("vi") == "vi"
    assert speak("nonsense") == "en"


def test_days_and_numbers_are_written_as_the_language_does(speak: Speak) -> None:
    assert (i18n.shown_date("2021-02-08"), i18n.shown_number(12345)) == ("8 Feb 2021", "12,345")
    speak("zh-Hans")
    assert (i18n.shown_date("2021-02-08"), i18n.shown_number(12345)) == ("2021年2月8日", "12,345")
    speak("vi")
    assert (i18n.shown_date("2021-02-08"), i18n.shown_number(12345)) == ("8 thg 2, 2021", "12.345")
    assert (i18n.shown_length(1, "en"), i18n.shown_length(2345, "zh-Hant")) == ("1 từ", "2.345 chữ")
    assert (i18n.shown_date(None), i18n.shown_date("soon"), i18n.shown_number(999)) == ("", "soon", "999")


@pytest.mark.parametrize("language", ["zh-Hans", "vi"])
def test_days_and_numbers_are_those_of_the_unicode_cldr(language: str, speak: Speak) -> None:
    from babel.dates import format_date
    from babel.numbers import format_decimal

    speak(language)
    locale = language.replace("-", "_")
    for month in range(1, 13):
        day = date(2021, month, 2 * month)
        assert i18n.shown_date(day.isoformat()) == format_date(day, "medium", locale=locale)
    for number in (0, 999, 1000, -1000, 12345, 1234567):
        assert i18n.shown_number(number) == format_decimal(number, locale=locale)


def test_scores_and_sentences_one_after_another_are_written_as_the_language_does(speak: Speak) -> None:
    sentences = ("一。", "", "二。")
    assert (i18n.shown_score(0.728), i18n.one_after_another(sentences)) == ("0.73", "一。 二。")
    speak("zh-Hans")
    assert (i18n.shown_score(0.728), i18n.one_after_another(sentences)) == ("0.73", "一。二。")
    speak("vi")
    assert (i18n.shown_score(0.728), i18n.one_after_another(sentences)) == ("0,73", "一。 二。")


def test_importing_the_library_reads_no_catalogue_and_asks_no_machine() -> None:
    code = (
        "import sys, reader; from reader import i18n; assert i18n.language() == 'en'; i18n._('x');"
        "print([name for name in sys.modules if name.split('.')[0] in ('babel', 'gettext', 'locale')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"LANG": "vi_VN.UTF-8"}
    )
    assert done.stdout.strip() == "[]"


def calls_at_import(node: ast.AST) -> Iterator[int]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in ("_", "ngettext"):
            yield child.lineno
        yield from calls_at_import(child)


def test_no_text_is_translated_before_the_language_is_known() -> None:
    for module in sorted((ROOT / "reader").rglob("*.py")):
        assert list(calls_at_import(ast.parse(module.read_text(encoding="utf-8")))) == [], module


IN_TABLES = ("label", "about", "title")
"""Formats and settings, whose texts ``packaging/catalogues.py`` takes from their tables."""


def test_texts_in_the_code_are_literal() -> None:
    """What is put together when the program runs is in no catalogue."""
    for module in sorted((ROOT / "reader").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = node.args[: 1 if node.func.id == "_" else 2]
                literal = all(
                    (isinstance(text, ast.Constant) and isinstance(text.value, str))
                    or (isinstance(text, ast.Attribute) and text.attr in IN_TABLES)
                    for text in texts
                )
                assert literal, f"{module}:{node.lineno}"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_in_the_code_is_translated(locale: str, catalogues: ModuleType) -> None:
    known = i18n.read_catalogue(catalogues.path(locale).read_text(encoding="utf-8")).texts
    texts = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogues.template()]
    open_ones = [text for text in texts if text and text not in known]
    assert open_ones == [], "run “make catalogues” and translate these"


def test_no_call_in_the_code_is_missing_from_what_is_to_be_translated(catalogues: ModuleType) -> None:
    """Calls within f-strings are found too, on every Python."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogues.template()}
    for module in sorted((ROOT / "reader").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                text = node.args[0]
                assert not isinstance(text, ast.Constant) or text.value in known, f"{module}:{node.lineno}"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_topic_of_the_word_lists_has_a_name(locale: str, speak: Speak) -> None:
    lists = sorted(resource("lexicons").glob("*/topics.toml"))
    labels = {label for one in lists for label in tomllib.loads(one.read_text(encoding="utf-8"))["labels"]}
    names = tomllib.loads(resource(f"i18n/{locale}/topics.toml").read_text(encoding="utf-8"))
    assert labels - set(names) == set()
    assert len(set(names.values())) == len(names)
    speak(locale.replace("_", "-"))
    assert {i18n.topic_name(label) for label in labels} <= set(names.values())
    assert i18n.topic_name("Export") == "Export"  # a topic of the reader's own is not taken for a text of the window
    speak("en")
    assert {i18n.topic_name(label) for label in labels} == labels


@pytest.mark.parametrize("locale", LOCALES)
def test_no_catalogue_holds_what_is_not_in_the_code(locale: str, catalogues: ModuleType) -> None:
    texts = {message.id for message in catalogues.template()}
    assert {message.id for message in catalogues.catalogue(locale)} <= texts | {""}


_PLACE = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_keys_and_edges_of_a_translation_are_those_of_the_text(
    locale: str, catalogues: ModuleType
) -> None:
    for message in catalogues.catalogue(locale):
        assert "fuzzy" not in message.flags, message.id
        ones = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in filter(None, strings if message.id else ()):
            wanted = set(_PLACE.findall(ones[-1]))
            assert set(_PLACE.findall(string)) == wanted, (ones, string)
            assert string.count("\n") == ones[-1].count("\n"), (ones, string)
            assert string.strip() == string or ones[0].strip() != ones[0], (ones, string)
            assert len(re.findall(r"&(?=\w)", ones[0])) == len(re.findall(r"&(?=\w)", string)), (ones, string)
