from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import settings as module
from reader.settings import ALL, Settings


def test_names_are_unique_and_defaults_fit() -> None:
    assert len({setting.name for setting in ALL}) == len(ALL)
    for setting in ALL:
        assert setting.fitting(setting.default), setting.name
        assert setting.about.endswith(".")


def test_defaults_without_a_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    assert settings["theme"] == "system"
    assert settings.complaint == ""


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    settings = Settings(path)
    settings["theme"] = "dark"
    settings["recent"] = ['/tmp/with "quotes".txt', "/tmp/中文\n.txt", "C:\\back\\slash"]
    settings["last_place"] = {"area": {"left": [12, 3.5], "locked": True, "right": None}, "a key": "x"}
    settings["window_size"] = [800, 600]
    settings.save()
    again = Settings(path)
    assert again["theme"] == "dark"
    assert again["recent"] == settings["recent"]
    assert again["last_place"] == {"area": {"left": [12, 3.5], "locked": True}, "a key": "x"}
    assert again["window_size"] == [800, 600]
    assert again["lens"] == "differences"


@given(st.recursive(
    st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_any_value_survives_the_file(value: object) -> None:
    assert tomllib.loads(f"x = {module._toml({'v': value})}")["x"] == {"v": value}


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("theme", 3), ("font_size", 2), ("font_size", True), ("panes_locked", 1), ("recent", [1]),
     ("window_size", ["a"]), ("last_place", [])],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_left_out_of_a_file(tmp_path: Path, name: str, value: object) -> None:
    settings = Settings(tmp_path / "settings.toml")
    before = settings[name]
    with pytest.raises(ValueError, match=name):
        settings[name] = value
    (tmp_path / "settings.toml").write_text(f"{name} = {module._toml(value)}\n", encoding="utf-8")
    assert Settings(tmp_path / "settings.toml")[name] == before


def test_an_unknown_name_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Settings(tmp_path / "settings.toml")["colour"]


def test_keys_of_a_newer_version_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "dark"\ntomorrow = [1, "two"]\n', encoding="utf-8")
    Settings(path).save()
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"theme": "dark", "tomorrow": [1, "two"]}


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"theme = ", b"= = =", b"[" * 5000])
def test_a_broken_file_is_told_and_the_defaults_hold(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    settings = Settings(path)
    assert settings["theme"] == "system"
    assert str(path) in settings.complaint


def test_the_folder_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READOUT_CONFIG_DIR", str(tmp_path / "here"))
    assert Settings().path == tmp_path / "here" / "settings.toml"
    monkeypatch.delenv("READOUT_CONFIG_DIR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "there"))
    monkeypatch.setattr("sys.platform", "linux")
    assert module.folder() == tmp_path / "there" / "readout"


def test_values_handed_out_are_copies(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    settings["recent"].append("x")
    assert settings["recent"] == []
