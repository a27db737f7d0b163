"""Draws the pictures in docs/screenshots anew: the window and the exported page, light and dark, on two samples.

``make screenshots`` runs this. The window is the real one on a screen of its own (Xvfb); Chromium opens the page.
Both take the fonts of this machine, so pictures from two machines differ in small ways.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from virtual_screen import screen

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
LEFT = ROOT / "seeds" / "2021-02-08-xi-trong-call.txt"
RIGHT = ROOT / "seeds" / "2021-09-24-xi-trong-call.txt"
WORDING = "bears strategic significance"
"""The window stands at the first sentence with this wording: it links both samples."""
WIDTH, HEIGHT = 1440, 900
PAGE_HEIGHT = 1500
PHONE_WIDTH, PHONE_HEIGHT = 360, 1600
PAPER_PAGES = 3
SETTLE_MS = 1500
PATIENCE_MS = 60_000
THEMES = ("light", "dark")
STEPS: dict[str, list[str]] = {"light": [], "dark": ["--theme", "dark"], "large": ["--scale", "2"]}
"""Pictures of each step of a reader's way, and how the program is started for them."""


def main() -> int:
    """Draws all pictures; gives the exit code."""
    if sys.argv[1:2] == ["--window"]:
        return draw_window(Path(sys.argv[2]))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with screen(WIDTH, HEIGHT) as display, tempfile.TemporaryDirectory() as folder:
        for theme in THEMES:
            settings = Path(folder, theme)
            settings.mkdir()
            (settings / "settings.toml").write_text(
                f'theme = "{theme}"\nwindow_size = [{WIDTH}, {HEIGHT}]\nwindow_place = [0, 0]\n', encoding="utf-8"
            )
            surroundings = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
            surroundings |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "READOUT_CONFIG_DIR": str(settings)}
            command = [sys.executable, __file__, "--window", str(PICTURES / f"window-{theme}.png")]
            subprocess.run(command, check=True, env=surroundings)
            draw_page(theme, Path(folder))
        for name, way in STEPS.items():
            draw_steps(name, way, Path(folder, name))
    for picture in sorted(PICTURES.rglob("*.png")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1000} kB")
    return 0


def draw_steps(name: str, way: list[str], folder: Path) -> None:
    """Draws each step of a reader's way through the program, in few colours and small enough for the manual."""
    subprocess.run([sys.executable, str(ROOT / "packaging" / "journey.py"), str(folder), *way], check=True)
    target = PICTURES / "steps" / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for picture in sorted(folder.glob("*.png")):
        smaller = ["-resize", "1152x", "-dither", "None", "-colors", "96", "-define", "png:exclude-chunks=date,time"]
        step = picture.name.partition("-")[2]
        subprocess.run(["convert", str(picture), *smaller, f"PNG8:{target / step}"], check=True)


def draw_window(picture: Path) -> int:
    """Opens the window on the samples, goes to the wording, and keeps what the screen then shows."""
    from PySide6.QtCore import QTimer

    from reader.model import Side
    from reader.settings import Settings
    from reader.ui.app import make_application
    from reader.ui.session import Focus, Session
    from reader.ui.window import Window

    app = make_application(["readout"])
    session = Session()
    window = Window(session, Settings())
    window.setGeometry(0, 0, WIDTH, HEIGHT)
    window.show()

    def at_the_wording() -> None:
        sentences = session.left.sentences if session.left is not None else ()
        found = next((one.index for one in sentences if WORDING in one.text), 0)
        session.set_focus(Focus(Side.LEFT, found))
        QTimer.singleShot(SETTLE_MS, keep)

    def keep() -> None:
        app.exit(0 if window.screen().grabWindow(0).save(str(picture), "PNG") else 1)

    session.comparison_changed.connect(lambda: QTimer.singleShot(SETTLE_MS, at_the_wording))
    QTimer.singleShot(PATIENCE_MS, lambda: app.exit(1))
    session.open_files([LEFT, RIGHT])
    return app.exec()


def draw_page(theme: str, folder: Path) -> None:
    """Exports the comparison and keeps what Chromium shows of it: wide, and the light page on a phone and on paper."""
    page = folder / f"page-{theme}.html"
    compare = [sys.executable, "-m", "reader", "compare", str(LEFT), str(RIGHT), "--theme", theme, "-o", str(page)]
    subprocess.run(compare, check=True)
    with browser(folder) as chromium:
        take_picture(chromium, page, WIDTH, PAGE_HEIGHT, PICTURES / f"page-{theme}.png")
        if theme == "light":
            take_picture(chromium, page, PHONE_WIDTH, PHONE_HEIGHT, PICTURES / "page-phone.png")
            draw_paper(chromium, page, folder)


@contextmanager
def browser(folder: Path) -> Iterator[Any]:
    """Chromium without a window."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if found is None or driver is None:
        raise SystemExit("Chromium draws the exported page; install the packages chromium and chromium-driver.")
    options = Options()
    options.binary_location = found
    # As root there is no sandbox, and the page is our own.
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"):
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={folder / 'browser'}")
    chromium = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield chromium
    finally:
        chromium.quit()


def take_picture(chromium: Any, page: Path, width: int, height: int, picture: Path) -> None:
    """Keeps the top of a page as it is on a screen of a width."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width == PHONE_WIDTH}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    chromium.get(page.as_uri())
    taken = chromium.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    picture.write_bytes(base64.b64decode(taken["data"]))


def draw_paper(chromium: Any, page: Path, folder: Path) -> None:
    """Keeps the first pages of a page as they are printed, side by side."""
    chromium.get(page.as_uri())
    printed = chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    (folder / "printed.pdf").write_bytes(base64.b64decode(printed["data"]))
    command = [
        "pdftoppm",
        "-png",
        "-r",
        "80",
        "-l",
        str(PAPER_PAGES),
        str(folder / "printed.pdf"),
        str(folder / "paper"),
    ]
    subprocess.run(command, check=True)
    sheets = sorted(folder.glob("paper-*.png"))
    command = ["montage", *map(str, sheets), "-tile", "x1", "-geometry", "+6+6", "-background", "#888"]
    smaller = ["-dither", "None", "-colors", "96", "-define", "png:exclude-chunks=date,time"]
    subprocess.run([*command, *smaller, f"PNG8:{PICTURES / 'page-paper.png'}"], check=True)


if __name__ == "__main__":
    sys.exit(main())
