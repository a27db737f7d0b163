"""Brings the catalogues in resources/i18n up to date with the texts in the code: ``make catalogues``.

Texts that are new are left open, texts that are gone are taken out, translations of the others stay. Nothing is
guessed: a text that changed in the code is a new one. ``--open`` lists what is left to be translated.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
LOCALES = {"zh_Hans": "Simplified Chinese", "vi": "Vietnamese"}
KEYWORDS = {"_": None, "ngettext": (1, 2)}
COMMENT = "TRANSLATORS:"


def path(locale: str) -> Path:
    """Where the catalogue of a language lies."""
    return FOLDER / locale / "readout.po"


def template() -> Catalog:
    """Every text in the code, with the files it stands in."""
    found = Catalog(project="Readout", fuzzy=False)
    messages = extract_from_dir(
        str(ROOT / "reader"), [("**.py", "python")], keywords=KEYWORDS, comment_tags=(COMMENT,), strip_comment_tags=True
    )
    for name, _line, message, comments, context in messages:
        place = f"reader/{name}".replace("\\", "/")
        found.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    for place, inside in in_f_strings():
        found.add(inside, locations=[(place, None)])
    for place, text in tables():
        found.add(text, locations=[(place, None)])
    return found


def in_f_strings() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Texts asked for within an f-string, which Babel does not see where Python gives it such a string whole."""
    for module in sorted((ROOT / "reader").rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
        for call in (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                wanted = call.args[: 1 if call.func.id == "_" else 2]
                texts = [str(one.value) for one in wanted if isinstance(one, ast.Constant)]
                if len(texts) == len(wanted):
                    yield module.relative_to(ROOT).as_posix(), texts[0] if len(texts) == 1 else (texts[0], texts[1])


def tables() -> Iterator[tuple[str, str]]:
    """Texts that stand in tables and are translated where they are shown: formats and settings."""
    from reader.bundled import themes
    from reader.export import ALL as EXPORTERS
    from reader.loaders import ALL as LOADERS
    from reader.settings import ALL as SETTINGS
    from reader.theme import load_theme

    yield from (("reader/loaders/__init__.py", loader.label) for loader in LOADERS)
    yield from (("reader/export/__init__.py", exporter.label) for exporter in EXPORTERS)
    for theme in map(load_theme, themes()):
        yield from ((f"resources/themes/{theme.name}.toml", text) for text in (theme.label, theme.about))
    for setting in SETTINGS:
        if setting.title:
            yield from (("reader/settings.py", text) for text in (setting.title, setting.about))


def catalogue(locale: str) -> Catalog:
    """The catalogue of a language as it lies on disk; an empty one where there is none."""
    if not path(locale).is_file():
        return Catalog(locale=locale, project="Readout", fuzzy=False)
    with path(locale).open("rb") as file:
        return read_po(file, locale=locale)


def updated(locale: str, texts: Catalog) -> Catalog:
    """The catalogue of a language with exactly these texts, in their order in the code."""
    known = catalogue(locale)
    out = Catalog(locale=locale, project="Readout", fuzzy=False, header_comment=_header(locale))
    for message in texts:
        if message.id:
            old = known.get(message.id, message.context)
            string = old.string if old is not None and "fuzzy" not in old.flags else None
            one = out.add(message.id, string, locations=message.locations, auto_comments=message.auto_comments)
            one.context = message.context
    return out


def written(found: Catalog) -> bytes:
    """The catalogue as a file: no clock, no line numbers, so that it changes only where a text does."""
    out = BytesIO()
    write_po(out, found, width=110, include_lineno=False, sort_by_file=False, omit_header=True)
    forms = found.plural_forms
    header = (
        f'{_header(str(found.locale_identifier))}\nmsgid ""\nmsgstr ""\n"Project-Id-Version: Readout\\n"\n'
        f'"Language: {found.locale_identifier}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {forms}\\n"\n\n'
    )
    return header.encode() + out.getvalue().strip() + b"\n"


def untranslated(found: Catalog) -> Iterator[str]:
    """English of every text that has no translation."""
    for message in found:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(strings):
            yield message.id if isinstance(message.id, str) else message.id[0]


def _header(locale: str) -> str:
    return f"# Texts of Readout in {LOCALES[locale]}. `make catalogues` adds what is new in the code."


def main() -> int:
    """Writes the catalogues; gives the exit code."""
    options = argparse.ArgumentParser(description="Brings the catalogues up to date with the texts in the code.")
    options.add_argument("--open", action="store_true", help="list what is left to be translated, and change nothing")
    chosen = options.parse_args()
    texts = template()
    for locale in LOCALES:
        found = updated(locale, texts)
        left = list(untranslated(found))
        if chosen.open:
            sys.stdout.write("".join(f"{locale}: {text!r}\n" for text in left))
            continue
        path(locale).parent.mkdir(parents=True, exist_ok=True)
        path(locale).write_bytes(written(found))
        count = len([message for message in found if message.id])
        sys.stdout.write(f"{path(locale).relative_to(ROOT)}: {count} texts, {len(left)} not translated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
