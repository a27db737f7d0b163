"""Asks whether a library in the tested version has a known weakness: ``make audit``.

It works on ``constraints.txt`` with pip-audit, in an environment of its own, and asks the Python packaging advisories
over the network. Ends with 1 where something is known, with 2 where nobody could be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

from licences import closure
from packaging.utils import canonicalize_name
from released import ROOT

ENVIRONMENT = ROOT / "build" / "audit-env"
REQUIREMENTS = ROOT / "build" / "audit-requirements.txt"
TOOL = "pip-audit==2.10.1"


def main() -> int:
    """Asks, and says what was answered; gives the exit code."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        command = [str(python), "-m", "pip", "install", "--quiet", TOOL]
        if subprocess.run(command, check=False).returncode != 0:
            return unanswered("pip-audit could not be installed")
    REQUIREMENTS.write_text("".join(f"{line}\n" for line in pinned()), encoding="utf-8")
    command = [str(python), "-m", "pip_audit", "--requirement", str(REQUIREMENTS), "--no-deps", "--disable-pip"]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=False)
    try:
        libraries = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return unanswered((done.stderr.strip().splitlines() or ["no answer"])[-1])
    known = [(one, weakness) for one in libraries for weakness in one.get("vulns", ())]
    for library, weakness in known:
        mended = ", ".join(weakness["fix_versions"]) or "none yet"
        print(f"{library['name']} {library['version']}: {weakness['id']}, mended in {mended}")
    if skipped := [one["name"] for one in libraries if "skip_reason" in one]:
        return unanswered(f"there was no answer about {len(skipped)} of {len(libraries)}, among them {skipped[0]}")
    print(f"{len(known)} weaknesses are known in the {len(libraries)} libraries in use.")
    return 1 if known else 0


def pinned() -> list[str]:
    """The lines of ``constraints.txt`` for libraries that the program or its tests use here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = {canonicalize_name(name) for name in closure([*project["dependencies"], *extras["test"]])}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if "==" in line and canonicalize_name(line.partition("==")[0]) in used]


def unanswered(reason: str) -> int:
    """Says that nobody could be asked; gives the exit code for that."""
    print(f"The libraries could not be checked: {reason}. Try again where there is a network.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
