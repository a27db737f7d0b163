"""Manual page and completions: they say what the program does, in the language of the tools that read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import completion
import described
import man_page
import pytest

from reader.commands import COMMANDS
from reader.export import ALL as EXPORTERS

ROOT = Path(__file__).parents[2]


def run(*command: str, given: str | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def spoken(page: str) -> str:
    """The page without its marks."""
    return re.sub(r"\\f[BIP]|\\&", "", page).replace("\\-", "-")


def test_every_command_option_and_format_is_in_the_manual_page() -> None:
    page = spoken(man_page.man_page())
    assert [command.name for command in described.commands()] == ["", *COMMANDS]
    for command in described.commands():
        assert command.usage in page
        for option in (*command.options, *command.arguments):
            assert ", ".join(option.flags) in page
            assert option.help[1:] in page
    for name, label, ending in described.written_formats():
        assert f"{name} ({ending})\n{label}" in page
    for name, _label, endings in described.opened_formats():
        assert f"{name} ({', '.join(endings)})" in page


def test_every_variable_the_program_asks_for_is_in_the_manual_page() -> None:
    asked = {
        name
        for module in (ROOT / "reader").rglob("*.py")
        for name in re.findall(r'"(READOUT_[A-Z_]+)"', module.read_text(encoding="utf-8"))
    }
    assert asked == {name for name, _about in man_page.VARIABLES}


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_page_has_no_fault() -> None:
    said = run("groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z", given=man_page.man_page())
    assert said == ""


@pytest.mark.parametrize("words", [".TH like a request", "'quoted'", "back\\slash", "a-b"])
def test_words_are_shown_as_they_are(words: str) -> None:
    escaped = man_page.text(words)
    assert not escaped.startswith((".", "'"))
    assert escaped.replace("\\&", "").replace("\\-", "-").replace("\\e", "\\") == words


def completed(*words: str) -> list[str]:
    """What bash offers for the last of the words."""
    places = " ".join(f"'{word}'" for word in words)
    script = (
        f"{completion.bash()}\ncompopt() {{ :; }}\nCOMP_WORDS=({places}); COMP_CWORD={len(words) - 1}\n"
        '_readout\nprintf "%s\\n" "${COMPREPLY[@]}"'
    )
    return run("bash", "-c", script).split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_offers_what_fits() -> None:
    assert completed("readout", "com") == ["compare"]
    assert set(completed("readout", "")) > set(COMMANDS)
    assert completed("readout", "compare", "--to", "") == [exporter.name for exporter in EXPORTERS]
    assert completed("readout", "compare", "--ti") == ["--title"]
    assert completed("readout", "inspect", "--") == ["--help", "--json"]
    assert completed("readout", "inspect", "Makef") == (["Makefile"] if Path("Makefile").exists() else [""])


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_offers_what_fits() -> None:
    def offered(line: str) -> list[str]:
        script = f"{completion.fish()}\ncomplete -C {line!r}"
        return [one.split("\t")[0] for one in run("fish", "--no-config", "-c", script).splitlines()]

    assert "compare" in offered("readout co")
    assert offered("readout compare --to ") == sorted(exporter.name for exporter in EXPORTERS)
    assert offered("readout compare --exit") == ["--exit-code"]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_understands_the_completion(tmp_path: Path) -> None:
    (tmp_path / "_readout").write_text(completion.zsh(), encoding="utf-8")
    run("zsh", "-n", str(tmp_path / "_readout"))
    script = f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -D -u; print ${{_comps[readout]}}"
    assert run("zsh", "-f", "-c", script).strip() == "_readout"


def test_every_option_is_in_every_completion() -> None:
    for command in described.commands():
        for option in command.options:
            for flag in option.flags:
                assert flag in completion.bash()
                assert f"{flag}[" in completion.zsh()
                assert f"-{'l' if flag.startswith('--') else 's'} {flag.lstrip('-')} " in completion.fish()
