"""What the properties of the program show on Windows: read by ``pyinstaller/readout.spec``, by way of bundle.py."""

from __future__ import annotations

from released import SUMMARY, VERSION

PUBLISHER = "The Readout maintainers"


def number() -> str:
    """The version as Windows counts: four numbers."""
    parts = [*VERSION.split("."), "0", "0", "0", "0"]
    return ".".join("".join(filter(str.isdigit, part)) or "0" for part in parts[:4])


def version_resource() -> str:
    """What the properties of the program show, as PyInstaller reads it."""
    numbers = tuple(int(part) for part in number().split("."))
    words = {
        "CompanyName": PUBLISHER,
        "FileDescription": f"Readout: {SUMMARY.lower()}",
        "FileVersion": VERSION,
        "InternalName": "readout",
        "LegalCopyright": f"{PUBLISHER}. Apache License 2.0.",
        "OriginalFilename": "readout.exe",
        "ProductName": "Readout",
        "ProductVersion": VERSION,
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in words.items())
    fixed = (
        f"FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, fileType=1, subtype=0)"
    )
    strings = f"StringFileInfo([StringTable('040904B0', [{table}])])"
    return f"VSVersionInfo(ffi={fixed}, kids=[{strings}, VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
