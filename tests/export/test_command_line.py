"""``readout compare --to …`` as it is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.export import ALL, ExportOptions
from reader.marks import Lens
from reader.samples import samples

LEFT, RIGHT = samples()[1].path, samples()[3].path
NO_DISPLAY = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
NO_DISPLAY.pop("QT_QPA_PLATFORM", None)


def compare(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reader", "compare", str(LEFT), str(RIGHT), *arguments]


@pytest.mark.parametrize("name", [one.name for one in ALL if one.name != "pdf"])
def test_title_and_lens_reach_every_format(name: str) -> None:
    wish = compare("--to", name, "--title", "Của tôi", "--lens", "topics", "--theme", "light")
    written = subprocess.run(wish, env=NO_DISPLAY, capture_output=True, check=True).stdout
    comparison = reader.compare(reader.read(LEFT), reader.read(RIGHT))
    wanted = reader.export(comparison, name, ExportOptions(title="Của tôi", lens=Lens.TOPICS, theme="light"))
    assert written == (wanted if isinstance(wanted, bytes) else wanted.encode())


def test_a_pdf_needs_no_display(tmp_path: Path) -> None:
    pytest.importorskip("PySide6")
    target = tmp_path / "pages.pdf"
    subprocess.run(compare("-o", str(target)), env=NO_DISPLAY, capture_output=True, check=True)
    assert target.read_bytes().startswith(b"%PDF-")
    piped = subprocess.run(compare("--to", "pdf"), env=NO_DISPLAY, capture_output=True, check=True).stdout
    assert piped == target.read_bytes()


@pytest.mark.parametrize("name", [one.name for one in ALL if not one.is_text])
def test_what_is_no_text_does_not_go_to_a_terminal(name: str) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    done = subprocess.run(compare("--to", name), stdout=theirs, stderr=subprocess.PIPE, env=NO_DISPLAY, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr.decode() == f"readout: A {name} file is no text for a terminal; name a file with -o.\n"
