"""Uses the packages as a stranger would, in bare surroundings: ``make test-packages``.

The wheel is installed with pipx in a new home and used where there is no network. The Debian package is installed in a
Debian that has nothing else, and used there: on the command line, and on a screen (Xvfb), of which a picture is kept
in ``build/packages/``. Needs root, debootstrap and the network, and takes some minutes; ``make test`` has quick checks.
What it measures goes to ``docs/packages.md`` with ``--write``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from bundle import BUNDLE, DIST, environment_python
from deb import architecture
from released import ROOT, VERSION
from texts import pair
from timing import size, started, timed, tree_size

HERE = ROOT / "build" / "packages"
SEEDS = ROOT / "seeds"
LEFT, RIGHT = "2021-02-08-xi-trong-call.txt", "2021-09-24-xi-trong-call.txt"
LONG, LONG_SENTENCES = ("long-1.txt", "long-2.txt"), 1500
"""Texts long enough for the libraries that are loaded for long texts alone."""
SHARED_PLACES = ("proc", "dev")
"""Folders of this machine that a system in a folder needs to see."""
SAMPLES = [str(SEEDS / LEFT), str(SEEDS / RIGHT)]
PAGE = b"<!doctype html><title>t</title><p>The ministers met.</p><script>no()</script>"


def main() -> int:
    """Runs what is asked for, everything without a wish; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *TRIALS], help="which packages; all without a wish")
    parser.add_argument("--write", action="store_true", help="write the figures to docs/packages.md")
    wish = parser.parse_args()
    if os.geteuid() != 0:
        raise SystemExit("A Debian in a folder can only be made and entered by root; run this with sudo.")
    HERE.mkdir(parents=True, exist_ok=True)
    figures: dict[str, str] = {}
    for name in wish.what or TRIALS:
        print(f"— {name}")
        figures |= TRIALS[name]()
    for name, figure in figures.items():
        print(f"{name:60} {figure}")
    if wish.write:
        write_figures(figures)
    return 0


# --- the wheel, with pipx -----------------------------------------------------------------------------------------


def try_wheel() -> dict[str, str]:
    """Installs the wheel with pipx in a new home, and uses it there without a network."""
    home = HERE / "pipx"
    shutil.rmtree(home, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(home / "tool")])
    run([str(home / "tool" / "bin" / "python"), "-m", "pip", "install", "--quiet", "pipx"])
    (wheel,) = DIST.glob(f"readout_reader-{VERSION}-*.whl")
    surroundings = plain_surroundings(home) | {
        "PIPX_HOME": str(home / "pipx"),
        "PIPX_BIN_DIR": str(home / "bin"),
        "PIPX_MAN_DIR": str(home / "man"),
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
    }
    run([str(home / "tool" / "bin" / "pipx"), "install", "--python", sys.executable, str(wheel)], surroundings)
    program = [str(home / "bin" / "readout")]
    alone = ["unshare", "--net", *program]
    check_commands(lambda words: output([*alone, *words], plain_surroundings(home)), SEEDS, home)
    return {
        "wheel, size": size(wheel.stat().st_size),
        "source archive, size": size((DIST / f"readout_reader-{VERSION}.tar.gz").stat().st_size),
        "wheel with its libraries, installed by pipx": size(tree_size(home / "pipx" / "venvs")),
        "wheel, readout --version": timed([*program, "--version"]),
        "wheel, comparing two samples": timed(compare_command(program, home)),
        "wheel, window on the screen": started(lambda _: [*program, *SAMPLES], HERE / "window-wheel.png"),
    }


# --- the frozen program -------------------------------------------------------------------------------------------


def try_bundle() -> dict[str, str]:
    """Unpacks the archive in another place and uses it there; its answers are those of the source."""
    home = HERE / "bundle"
    shutil.rmtree(home, ignore_errors=True)
    archive = DIST / f"readout-{VERSION}-linux-{os.uname().machine}.tar.gz"
    with tarfile.open(archive) as tar:
        tar.extractall(home, filter="data")
    program = [str(home / f"readout-{VERSION}" / "readout")]
    alone = ["unshare", "--net", *program]
    check_commands(lambda words: output([*alone, *words], plain_surroundings(home)), SEEDS, home)
    return {
        "archive for Linux, size": size(archive.stat().st_size),
        "archive for Linux, unpacked": size(tree_size(BUNDLE)),
        "archive for Linux, readout --version": timed([*program, "--version"]),
        "archive for Linux, comparing two samples": timed(compare_command(program, home)),
        "archive for Linux, window on the screen": started(lambda _: [*program, *SAMPLES], HERE / "window-bundle.png"),
    }


# --- the Debian package -------------------------------------------------------------------------------------------


def try_deb() -> dict[str, str]:
    """Installs the package in a Debian that has nothing else, and uses it there."""
    package = DIST / f"readout_{VERSION}_{architecture()}.deb"
    with bare_debian() as root:
        shutil.copy(package, root / "tmp")
        install = "apt-get install --yes --no-install-recommends -qq"
        inside(root, f"{install} /tmp/{package.name} fonts-dejavu-core >/dev/null")
        # What desktops find programs and files with; none of it is needed to run.
        inside(root, f"{install} shared-mime-info desktop-file-utils hicolor-icon-theme >/dev/null")
        assert not inside(root, "command -v python3 || true").strip(), "this Debian should have no Python"
        samples = root / "root" / "samples"
        shutil.copytree(SEEDS, samples)
        check_commands(lambda words: chroot_run(root, words), samples, root / "root", "/root")
        check_desktop(root)
        there = [f"/root/samples/{name}" for name in (LEFT, RIGHT)]
        figures = {
            "Debian package, size": size(package.stat().st_size),
            "Debian package, installed": size(installed_size(root)),
            "Debian package, readout --version": timed(chroot(root, ["readout", "--version"])),
            "Debian package, window on the screen": started(
                lambda display: chroot(root, ["readout", *there], display), HERE / "window-deb.png"
            ),
        }
        inside(root, "apt-get remove --yes -qq readout >/dev/null")
        left = inside(root, "find /usr -path '*readout*' -not -path '/usr/share/doc/*'").split()
        assert not left, f"removing the package leaves {left}"
    return figures


@contextmanager
def bare_debian() -> Iterator[Path]:
    """A Debian with nothing but its base, of the release in READOUT_DEBIAN or of this machine's; gone afterwards."""
    query = ["apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)", "Created-By: Packages", "Origin: Debian"]
    mirror, release = run(query).splitlines()[0].split()
    release = os.environ.get("READOUT_DEBIAN", release)
    base, root = HERE / f"{release}-base", HERE / release
    if not (base / "usr" / "bin" / "apt-get").exists():
        remove_system(base)
        run(["debootstrap", "--variant=minbase", release, str(base), mirror])
        for place in ("etc/apt/apt.conf.d", "usr/share/keyrings"):
            shutil.copytree(f"/{place}", base / place, dirs_exist_ok=True)
    remove_system(root)
    run(["cp", "--archive", str(base), str(root)])
    for place in SHARED_PLACES:
        run(["mount", "--rbind", "--make-rslave", f"/{place}", str(root / place)])
    try:
        inside(root, "apt-get update -qq")
        yield root
    finally:
        remove_system(root)


def remove_system(root: Path) -> None:
    """Removes a system in a folder, and never what of this machine is mounted in it."""
    for place in SHARED_PLACES:
        while (root / place).is_mount():
            run(["umount", "--recursive", "--lazy", str(root / place)])
    run(["rm", "--recursive", "--force", "--one-file-system", str(root)])


def check_desktop(root: Path) -> None:
    """The desktop finds the program, its files and their icon, and the manual page can be read."""
    inside(root, "desktop-file-validate /usr/share/applications/readout.desktop")
    cache = (root / "usr/share/applications/mimeinfo.cache").read_text()
    kind = "application/vnd.readout.comparison+json"
    assert f"{kind}=readout.desktop" in cache, "the desktop does not know who opens a comparison"
    assert kind in (root / "usr/share/mime/globs2").read_text(), "the desktop does not know what a comparison is"
    assert (root / "usr/share/icons/hicolor/16x16/apps/readout.png").is_file()
    # Manual pages are left out of images as this one is made from, so the file itself is asked for.
    listed = inside(root, "dpkg-query --listfiles readout")
    for wanted in ("man/man1/readout.1.gz", "bash-completion/completions/readout", "doc/readout/copyright"):
        assert f"/usr/share/{wanted}" in listed, wanted


def installed_size(root: Path) -> int:
    """Bytes the package takes on the system in a folder, as it says itself."""
    return 1024 * int(inside(root, "dpkg-query --show --showformat '${Installed-Size}' readout"))


def chroot(root: Path, words: list[str], display: str | None = None) -> list[str]:
    """The command that runs a command in the system in a folder, with a screen where one is given."""
    surroundings = ["HOME=/root", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
    surroundings.append("DEBIAN_FRONTEND=noninteractive")
    if display is not None:
        surroundings.append(f"DISPLAY={display}")
    return ["chroot", str(root), "/usr/bin/env", "--ignore-environment", *surroundings, *words]


def chroot_run(root: Path, words: list[str]) -> bytes:
    """What the installed program writes, where there is no network."""
    return output(chroot(root, ["unshare", "--net", "readout", *words]))


def inside(root: Path, command: str) -> str:
    """What a line of shell writes in the system in a folder."""
    return run(chroot(root, ["sh", "-ec", command]))


# --- what holds of every package ----------------------------------------------------------------------------------


def check_commands(readout: Callable[[list[str]], bytes], samples: Path, folder: Path, seen: str | None = None) -> None:
    """Every command does its work; answers are byte for byte those of what was frozen.

    ``folder`` is where files may be written, and ``seen`` what the package calls it.
    """
    there = seen or str(folder)
    names = [str(samples / name) if seen is None else f"{seen}/samples/{name}" for name in (LEFT, RIGHT)]
    assert readout(["--version"]).decode().strip() == f"readout {VERSION}"
    assert b"Readout writes:" in readout(["formats"])
    (folder / "page.html").write_bytes(PAGE)
    # A web page is read in a process of its own, which a frozen program has to start from itself.
    assert json.loads(readout(["inspect", f"{there}/page.html", "--json"]))["text"] == "The ministers met."
    for number, file in enumerate(sorted((ROOT / "tests" / "loaders" / "files").iterdir())):
        if file.suffix != ".expected":
            copy = folder / f"{number}{file.suffix}"
            shutil.copy(file, copy)
            told = readout(["inspect", f"{there}/{copy.name}", "--json"])
            assert told == from_source(["inspect", str(copy), "--json"]), f"{file.name} is read otherwise"
    for exporter in written_formats():
        target = f"comparison.{exporter}"
        readout(["compare", *names, "--to", exporter, "-o", f"{there}/{target}"])
        assert (folder / target).stat().st_size > 1000, exporter
    copies = folder / "copies"
    shutil.rmtree(copies, ignore_errors=True)
    copies.mkdir()
    for name in (LEFT, RIGHT):
        shutil.copy(SEEDS / name, copies)
    for name, text in zip(LONG, pair(LONG_SENTENCES), strict=True):
        (copies / name).write_text(text, encoding="utf-8")
    for names in ((LEFT, RIGHT), LONG):
        readout(["compare", *(f"{there}/copies/{name}" for name in names), "-o", f"{there}/packaged.html"])
        wanted = from_source(["compare", *(str(copies / name) for name in names)])
        told = "the package compares otherwise than what it was made of"
        assert (folder / "packaged.html").read_bytes() == wanted, told


def from_source(words: list[str]) -> bytes:
    """What Readout writes in the environment that was frozen."""
    return output([str(environment_python()), "-I", "-m", "reader", *words])


def written_formats() -> list[str]:
    """Names of the formats Readout writes."""
    from described import written_formats as rows

    return [name for name, _label, _ending in rows()]


def compare_command(program: list[str], folder: Path) -> list[str]:
    """The command that compares two samples into a file in the folder."""
    return [*program, "compare", *SAMPLES, "-o", str(folder / "timed.html")]


# --- figures ------------------------------------------------------------------------------------------------------


def write_figures(figures: dict[str, str]) -> None:
    """Puts the figures into the table of docs/packages.md, between its two marks."""
    page = ROOT / "docs" / "packages.md"
    before, _mark, rest = page.read_text(encoding="utf-8").partition("<!-- figures -->\n")
    after = rest.partition("<!-- end of figures -->")[2]
    rows = "".join(f"| {name} | {figure} |\n" for name, figure in figures.items())
    table = f"<!-- figures -->\n\n| what | figure |\n|---|---|\n{rows}\n<!-- end of figures -->"
    page.write_text(before + table + after, encoding="utf-8", newline="\n")


def plain_surroundings(home: Path) -> dict[str, str]:
    """What a person's shell has, with another home and nothing of Python's or Qt's."""
    kept = ("PATH", "LANG", "DISPLAY", "PIP_INDEX_URL", "PIP_CERT", "PIP_CONFIG_FILE", "SSL_CERT_FILE")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": str(home)}


def run(command: list[str], surroundings: dict[str, str] | None = None) -> str:
    """What a command writes; ends the program where it fails, with what it said."""
    return output(command, surroundings).decode()


def output(command: list[str], surroundings: dict[str, str] | None = None) -> bytes:
    """The same, byte for byte."""
    done = subprocess.run(command, capture_output=True, check=False, env=surroundings, cwd="/")
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout


TRIALS: dict[str, Callable[[], dict[str, str]]] = {"wheel": try_wheel, "bundle": try_bundle, "deb": try_deb}

if __name__ == "__main__":
    sys.exit(main())
