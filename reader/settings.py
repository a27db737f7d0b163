"""Every setting once: name, default, bounds and one sentence. Kept as TOML in the platform's settings folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from reader.bundled import themes
from reader.errors import ReaderError
from reader.i18n import LANGUAGES, _
from reader.project.writing import sweep, write_safely


class Setting(NamedTuple):
    """One setting. Its type is that of ``default``."""

    name: str
    default: Any
    about: str
    """One English sentence; also the comment above it in the file and its line in the manual."""
    choices: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    title: str = ""
    """What the preferences call it; a setting without a title is not among them. Translated where it is shown."""

    def fitting(self, value: object) -> bool:
        """Whether a value read from a file can be used."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if not isinstance(value, type(self.default)):
            return False
        if self.choices and value not in self.choices:
            return False
        if isinstance(value, int):
            return (self.lowest is None or value >= self.lowest) and (self.highest is None or value <= self.highest)
        return not isinstance(value, list) or _alike(value, self.default)


def _alike(value: list[object], default: list[object]) -> bool:
    kind = type(default[0]) if default else str
    return all(type(one) is kind for one in value)


ALL: Final[tuple[Setting, ...]] = (
    Setting(
        "language",
        "system",
        "Language of the window and of what it exports.",
        choices=("system", *LANGUAGES),
        title="Language",
    ),
    Setting("theme", "system", "Colours of the window.", choices=("system", *themes()), title="Colours"),
    Setting(
        "lens",
        "differences",
        "What the marks emphasise when the window opens.",
        choices=("differences", "shared", "formulations", "speakers", "topics"),
    ),
    Setting("dim_boilerplate", False, "Whether titles, names and datelines are dimmed in the texts."),
    Setting("count_boilerplate", False, "Whether titles, names and datelines count when sentences are compared."),
    Setting(
        "font_family",
        "",
        "Typeface of the texts; empty for the serif that comes with the program's defaults.",
        title="Typeface of the texts",
    ),
    Setting("font_size", 12, "Size of the texts in points.", lowest=7, highest=48, title="Size of the texts"),
    Setting("line_width", 66, "Characters of a full line at most.", lowest=40, highest=120, title="Length of a line"),
    Setting(
        "motion",
        "system",
        "Whether the texts glide to another place.",
        choices=("system", "none"),
        title="Movement",
    ),
    Setting(
        "restore_last",
        False,
        "Whether the window opens with the two files of the last time.",
        title="Begin with the files of the last time",
    ),
    Setting("zoom", 0, "Steps by which the texts are larger or smaller than that.", lowest=-8, highest=16),
    Setting("panes_locked", True, "Whether the panes move together."),
    Setting("sidebar_shown", True, "Whether the sidebar is shown."),
    Setting("sidebar_width", 300, "Width of the sidebar in pixels.", lowest=120, highest=2000),
    Setting("window_size", [1280, 820], "Width and height of the window in pixels."),
    Setting("window_place", [-1, -1], "Left and top of the window in pixels; -1 lets the desktop choose."),
    Setting("window_maximised", False, "Whether the window fills the screen."),
    Setting("recent_commands", [], "Commands picked by their names of late, the latest first."),
    Setting("recent", [], "Files opened of late, the latest first."),
    Setting("last_folder", "", "Folder in which files were last opened."),
    Setting("export_folder", "", "Folder in which a comparison was last exported."),
    Setting("export_format", "html", "Format in which a comparison was last exported."),
    Setting("export_theme", "auto", "Colours of exported pages.", choices=("auto", "light", "dark")),
    Setting("export_left_out", [], "Sections that were left out of the last export."),
    Setting("last_pair", [], "The two files that were open when the window was closed."),
    Setting("last_place", {}, "Where the reader was in them."),
)

_BY_NAME = {setting.name: setting for setting in ALL}


def folder() -> Path:
    """Where settings are kept: ``READOUT_CONFIG_DIR`` if set, else what the platform prescribes."""
    if given := os.environ.get("READOUT_CONFIG_DIR"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Readout"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Readout"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "readout"


class Settings:
    """The settings of one person: ``settings["theme"]``, saved on ``save()``.

    Only names of ``ALL`` exist (KeyError) and only fitting values are taken (ValueError). Keys of a newer version
    that stand in the file stay in it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folder() / "settings.toml"
        self.complaint = ""
        """One sentence where the file could not be used, else empty."""
        self._values: dict[str, Any] = {}
        self._foreign: dict[str, Any] = {}
        self._load()

    def __getitem__(self, name: str) -> Any:
        default = _BY_NAME[name].default
        value = self._values.get(name, default)
        return value.copy() if isinstance(value, list | dict) else value

    def __setitem__(self, name: str, value: object) -> None:
        if not _BY_NAME[name].fitting(value):
            raise ValueError(f"{name} cannot be {value!r}")
        self._values[name] = value

    def save(self) -> None:
        """Writes the file. Raises CannotWrite."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReaderError(_("The settings could not be kept: {reason}.").format(reason=error.strerror)) from error
        write_safely(self.path, self.to_toml().encode())

    def to_toml(self) -> str:
        """The file: each setting that differs from its default, with its sentence as a comment."""
        lines = ["# Settings of Readout. The window writes this file when it is closed.", ""]
        for setting in ALL:
            value = self[setting.name]
            if value != setting.default:
                lines += [f"# {setting.about}", f"{setting.name} = {_toml(value)}", ""]
        lines += [f"{_toml_key(name)} = {_toml(value)}" for name, value in self._foreign.items()]
        return "\n".join(lines).rstrip("\n") + "\n"

    def _load(self) -> None:
        sweep(self.path.parent)
        try:
            data = _read(self.path)
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError):  # not to be opened, not UTF-8, not TOML
            self.complaint = _(
                "The settings in “{name}” could not be read; the window starts with its defaults."
            ).format(name=self.path)
            return
        for name, value in data.items():
            if name not in _BY_NAME:
                self._foreign[name] = value
            elif _BY_NAME[name].fitting(value):
                self._values[name] = value


def _read(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    import tomllib  # only where there is something to read: the window waits for it

    return tomllib.loads(text)


def _toml(value: object) -> str:
    """A value as TOML, tables inline. Raises TypeError for what no setting can be."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _toml_text(value)
    if isinstance(value, Mapping):
        pairs = (f"{_toml_key(str(k))} = {_toml(v)}" for k, v in value.items() if v is not None)
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"not a setting: {value!r}")


def _toml_key(name: str) -> str:
    plain = name.replace("_", "").replace("-", "")
    return name if plain.isascii() and plain.isalnum() else _toml_text(name)


def _toml_text(text: str) -> str:
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif ord(char) < 32 or ord(char) == 127:
            out.append(f"\\u{ord(char):04x}")
        elif 0xD800 <= ord(char) <= 0xDFFF:
            out.append("\ufffd")  # a file name that is not text cannot stand in a TOML file
        else:
            out.append(char)
    return '"' + "".join(out) + '"'
