"""The wheel as a stranger gets it: built by way of the source archive, installed in an environment of its own.

The environment borrows the libraries of the one the tests run in, so nothing is downloaded; Readout itself is not among
them, because it lies there only as a link to this checkout, which a borrowed folder does not follow.
"""

from __future__ import annotations

import email
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the source archive and the wheel built from it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the programs of a fresh environment with the wheel in it."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False, symlinks=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-index",
        "--no-deps",
        "--quiet",
        str(wheel),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(site, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts


def run(*command: str | Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") and name != "DISPLAY"}
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd="/", env=clean)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_program_its_resources_and_samples_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = email.message_from_bytes(archive.read(next(n for n in names if n.endswith("METADATA"))))
    for folder in ("seeds", "resources"):
        wanted = {
            f"reader/_bundled/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        }
        assert wanted
        assert wanted <= names
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reader").rglob("*.py")}
    assert modules <= names
    assert "reader/py.typed" in names
    top = {name.split("/")[0] for name in names}
    assert top == {"reader", f"readout_reader-{reader.__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert (metadata["Name"], metadata["Version"]) == ("readout-reader", reader.__version__)
    assert any(line.startswith("pyside6-essentials") and "<6.12" in line for line in metadata.get_all("Requires-Dist"))


def test_the_source_archive_can_be_worked_with(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.split("/", 1)[1] for name in tar.getnames() if "/" in name}
    wanted = {
        "Makefile",
        "constraints.txt",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "packaging/setup.sh",
        "packaging/pyinstaller/readout.spec",
        "packaging/linux/readout.desktop.in",
        "tests/test_wheel.py",
    }
    assert wanted <= names
    assert "seeds/seeds.toml" in names


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """The second is made of a copy elsewhere, written at another time by somebody with other habits."""
    copy, out = tmp_path / "copy", tmp_path / "out"
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        (home,) = {name.split("/")[0] for name in archive.getnames()}
        archive.extractall(copy, filter="data")
    for path in (copy / home).rglob("*"):
        if path.is_file():
            path.chmod(0o600 | path.stat().st_mode & 0o100)
            os.utime(path, (1_500_000_000, 1_500_000_000))
    surroundings = {**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(copy / home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in (built, out))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_installed_program_is_the_one_of_the_wheel(installed: Path) -> None:
    home = Path(run(installed / "python", "-c", "import reader; print(reader.__file__)").strip())
    assert installed.parent in home.parents


def test_the_installed_program_compares_two_samples(installed: Path, tmp_path: Path) -> None:
    look = "from reader.samples import samples; print(*(sample.path for sample in samples()), sep='\\n')"
    paths = [Path(line) for line in run(installed / "python", "-c", look).splitlines()]
    assert len(paths) == 5
    assert all(installed.parent in path.parents for path in paths)
    comparison = json.loads(run(installed / "readout", "compare", paths[1], paths[3], "--to", "json"))
    assert (comparison["left"]["date"], comparison["right"]["date"]) == ("2021-02-08", "2021-09-24")
    assert comparison["matches"]
    page = tmp_path / "page.html"
    run(installed / "readout", "compare", paths[1], paths[3], "-o", page)
    assert page.read_text(encoding="utf-8").startswith("<!")


def test_the_installed_program_reads_a_page_in_its_child(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>t</title><p>The ministers met.</p><script>no()</script>", encoding="utf-8")
    document = json.loads(run(installed / "readout", "inspect", page, "--json"))
    assert document["text"] == "The ministers met."


def test_the_installed_window_opens(installed: Path) -> None:
    code = (
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from reader.ui.app import make_application\n"
        "from reader.ui.window import Window\n"
        "from reader.ui.session import Session\n"
        "from reader.settings import Settings\n"
        "app = make_application(['readout']); window = Window(Session(), Settings()); window.show()\n"
        "print(window.isVisible())"
    )
    assert run(installed / "python", "-c", code).strip() == "True"
