"""Makes the frozen program of this system: a folder that runs without Python being installed.

``make bundle`` runs this. It builds the wheel, installs it with the tested versions of its libraries into an
environment of its own (``build/package-env``), and has PyInstaller make a folder of that, ``build/bundle/readout``. On
Linux an archive of it comes to ``dist/``. The same commit gives the same bytes on the same machine.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import icons
import share
from released import ROOT, VERSION, epoch
from windows_properties import version_resource

ENVIRONMENT = ROOT / "build" / "package-env"
WORK = ROOT / "build" / "pyinstaller"
BUNDLE = ROOT / "build" / "bundle" / "readout"
SOURCES = WORK / "readout" / "sources.json"
"""Where each library in the bundle came from, written by readout.spec."""
DIST = ROOT / "dist"
TOOLS = ROOT / "packaging" / "pyinstaller" / "requirements.txt"


def main() -> int:
    """Makes the bundle; gives the exit code."""
    if sys.platform == "linux":
        for tool in ("objdump", "strip", "chrpath"):
            if shutil.which(tool) is None:
                raise SystemExit(f"{tool} is needed here; install the packages binutils and chrpath.")
    python = environment()
    install_wheel(python)
    icons.write_for_windows_and_macos(WORK / "icons")
    if sys.platform == "win32":
        (WORK / "icons" / "version.txt").write_text(version_resource(), encoding="utf-8")
    freeze(python)
    if sys.platform == "linux":
        strip(BUNDLE)
        share.write(BUNDLE / "share")
        print(archive(BUNDLE).relative_to(ROOT))
    return 0


def environment() -> Path:
    """The environment with PyInstaller and Readout's libraries, made anew when their versions change; its Python."""
    python = environment_python()
    wanted = [*requirements(), *TOOLS.read_text(encoding="utf-8").splitlines()]
    constraints = ROOT / "constraints.txt"
    text = "\n".join([sys.version, *wanted, constraints.read_text(encoding="utf-8")])
    stamp, digest = ENVIRONMENT / "made-from", hashlib.sha256(text.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return python
    run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT))
    run(
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--constraint",
        str(constraints),
        *requirements(),
        "-r",
        str(TOOLS),
    )
    stamp.write_text(digest)
    return python


def environment_python() -> Path:
    """The Python of that environment."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def requirements() -> list[str]:
    """What Readout needs to run, with the faster search for changed words where there is one for this Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    fast = project["optional-dependencies"]["fast"] if sys.version_info < (3, 13) else []
    return [*project["dependencies"], *fast]


def install_wheel(python: Path) -> None:
    """Builds the wheel and installs it, so that what is frozen is what everybody else gets."""
    folder = ROOT / "build" / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    run(str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", str(wheel))


def freeze(python: Path) -> None:
    """Has PyInstaller make the folder. Seeds and clocks are fixed, so that two runs give the same bytes."""
    spec = ROOT / "packaging" / "pyinstaller" / "readout.spec"
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(BUNDLE.parent), "--workpath", str(WORK), str(spec)]
    # The libraries of Qt are looked for where its package has them, whatever this shell has set.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "LD_"))}
    run(*command, surroundings={**clean, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch())})


def strip(folder: Path) -> None:
    """Takes out of Python and of compiled modules what only their makers need: tables for debuggers, their folders."""
    inside = folder / "_internal"
    own = [*inside.glob("libpython*"), *inside.glob("python3*/lib-dynload/*.so"), *inside.glob("*.cpython-*.so")]
    own += inside.glob("chardet/**/*.so")
    run("strip", "--strip-unneeded", *map(str, own))
    # Libraries are found beside the program; a folder of the building machine must not come before.
    run("chrpath", "--delete", *(str(path) for path in own if "python3" in str(path)))


def archive(folder: Path) -> Path:
    """The folder as ``dist/readout-VERSION-linux-MACHINE.tar.gz``, with nothing in it of this machine or this hour."""
    target = DIST / f"readout-{VERSION}-linux-{os.uname().machine}.tar.gz"
    DIST.mkdir(exist_ok=True)

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = epoch()
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        target.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=epoch()) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = Path(f"readout-{VERSION}", path.relative_to(folder))
            tar.add(path, arcname=str(name), recursive=False, filter=plain)
    return target


def run(*command: str, surroundings: dict[str, str] | None = None) -> None:
    """Runs a command, away from the checkout, whose package would hide the installed one; ends where it fails."""
    BUNDLE.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings, cwd=BUNDLE.parent)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
