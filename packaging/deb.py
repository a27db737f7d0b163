"""Makes the Debian package ``dist/readout_VERSION_ARCHITECTURE.deb`` from the frozen program.

``make deb`` runs this, on Debian or one of its children. Libraries that Debian itself has are left out of the package
and asked for instead, so that Debian's security updates reach them; ``dpkg-shlibdeps`` finds which. The same commit
gives the same bytes on the same machine.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import share
from bundle import BUNDLE, DIST, SOURCES
from released import MAINTAINER, ROOT, SUMMARY, VERSION, epoch

STAGE = ROOT / "build" / "deb"
TREE = STAGE / "readout"
HOME = Path("usr/lib/readout")
RECOMMENDS = ", ".join(
    (
        "ca-certificates",
        "fonts-noto-core | fonts-dejavu-core",
        "fonts-noto-cjk | fonts-wqy-microhei",
        "hicolor-icon-theme",
        "shared-mime-info",
    )
)
DESCRIPTION = """\
A readout is the account a government, a central bank or an organisation gives of a call or a meeting. The next one
repeats most of the last, and the news is in what changed.

Readout puts two of them side by side and shows what was said again, what was said in other words, what is new, and what
was not said this time; by whom, and on which topic. It writes the finding as one web page, and works without a network.
"""


def main() -> int:
    """Makes the package; gives the exit code."""
    for tool in ("dpkg-deb", "dpkg-shlibdeps", "dpkg-query"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is needed to make the Debian package; it comes with the package dpkg-dev.")
    if not (SOURCES).is_file():
        raise SystemExit("There is no frozen program yet; run “make bundle” first.")
    shutil.rmtree(STAGE, ignore_errors=True)
    lay_out()
    write_control()
    print(build().relative_to(ROOT))
    return 0


def lay_out() -> None:
    """The files as they lie on a system."""
    shutil.copytree(BUNDLE, TREE / HOME, symlinks=True)
    shutil.rmtree(TREE / HOME / "share")
    leave_to_debian(TREE / HOME)
    link = TREE / "usr" / "bin" / "readout"
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("..", "lib", "readout", "readout"))
    share.write(TREE / "usr" / "share")
    write_papers(TREE / "usr" / "share" / "doc" / "readout")


def leave_to_debian(home: Path) -> None:
    """Takes out the libraries that came from Debian packages of this machine, which the package asks for instead."""
    for place, source in json.loads((SOURCES).read_text()).items():
        file = home / "_internal" / place
        if "/" not in place and ".so" in place and file.is_file() and owner(source):
            file.unlink()


def owner(library: str) -> str:
    """The Debian package a file belongs to; empty where none."""
    # dpkg knows many files by the path they had before /lib became a link to /usr/lib.
    path = os.path.realpath(library)
    for name in (path, path.removeprefix("/usr"), f"/usr{path}"):
        done = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    return ""


def write_papers(folder: Path) -> None:
    """Copyright and changes, where Debian wants them."""
    folder.mkdir(parents=True)
    head = (ROOT / "packaging" / "linux" / "copyright").read_text(encoding="utf-8")
    (folder / "copyright").write_text(head, encoding="utf-8")
    shutil.move(TREE / HOME / "_internal" / "licences", folder / "licences")
    for name, text in (("changelog.gz", changelog()), ("changes.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))):
        (folder / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def changelog() -> str:
    """The newest part of CHANGELOG.md as Debian writes changes."""
    lines = [f"readout ({VERSION}) {'UNRELEASED' if share.is_unreleased() else 'stable'}; urgency=medium", ""]
    for change in share.newest_changes():
        lines += textwrap.wrap(change, 76, initial_indent="  * ", subsequent_indent="    ")
    return "\n".join([*lines, "", f" -- {MAINTAINER}  {formatdate(epoch())}", ""])


def write_control() -> None:
    """``DEBIAN/control`` and the checksums."""
    control = TREE / "DEBIAN"
    control.mkdir(mode=0o755)
    fields = {
        "Package": "readout",
        "Version": VERSION,
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(sum(1 + path.lstat().st_size // 1024 for path in TREE.rglob("*"))),
        "Depends": ", ".join(dependencies()),
        "Recommends": RECOMMENDS,
        "Section": "text",
        "Priority": "optional",
        "Description": f"{SUMMARY[:1].lower()}{SUMMARY[1:]}\n{description()}",
    }
    (control / "control").write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), encoding="utf-8")
    (control / "md5sums").write_text("".join(checksums()), encoding="utf-8")


def description() -> str:
    """The long description as Debian writes it: indented, a point between paragraphs."""
    parts = DESCRIPTION.split("\n\n")
    return "\n .\n".join(textwrap.fill(part, 78, initial_indent=" ", subsequent_indent=" ") for part in parts)


def architecture() -> str:
    """As Debian calls this machine's: ``amd64``."""
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def dependencies() -> list[str]:
    """The packages whose libraries the program is linked to, with the least version that has what it uses."""
    debian = STAGE / "debian"
    debian.mkdir()
    (debian / "control").write_text("Source: readout\n\nPackage: readout\nArchitecture: any\nDescription: readout\n")
    own = [path for path in (TREE / HOME).rglob("*") if path.is_file() and not path.is_symlink() and is_program(path)]
    folders = sorted({str(path.parent) for path in own})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{folder}" for folder in folders)]
    command += [f"-e{path}" for path in sorted(own)]
    done = subprocess.run(command, cwd=STAGE, capture_output=True, text=True, check=False)
    found = re.search(r"^shlibs:Depends=(.+)$", done.stdout, re.MULTILINE)
    if done.returncode != 0 or found is None:
        raise SystemExit(f"dpkg-shlibdeps failed:\n{done.stderr}")
    return sorted(found[1].split(", "))


def is_program(path: Path) -> bool:
    """Whether a file is in the format of Linux programs and libraries (ELF)."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def checksums() -> Iterator[str]:
    """Lines of ``md5sums``."""
    from hashlib import md5

    for path in sorted(TREE.rglob("*")):
        name = path.relative_to(TREE)
        if path.is_file() and not path.is_symlink() and name.parts[0] != "DEBIAN":
            yield f"{md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {name}\n"


def build() -> Path:
    """Packs the tree, with rights and times that do not depend on who does it and when."""
    dated = epoch()
    for path in [TREE, *TREE.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == TREE / HOME / "readout" else 0o644)
        os.utime(path, (dated, dated), follow_symlinks=False)
    DIST.mkdir(exist_ok=True)
    target = DIST / f"readout_{VERSION}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", str(TREE), str(target)]
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch())}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    if done.returncode != 0:
        raise SystemExit(f"dpkg-deb failed:\n{done.stderr}")
    return target


if __name__ == "__main__":
    sys.exit(main())
