"""What macOS is told of the application: read by ``pyinstaller/readout.spec`` when it makes ``Readout.app``."""

from __future__ import annotations

from described import FileType, file_types
from released import APP_ID, VERSION

COPYRIGHT = "The Readout maintainers. Apache License 2.0."
LEAST_SYSTEM = "12.0"
"""What PySide6 6.8 to 6.11 ask for."""


def identifier() -> str:
    """The bundle's identifier: letters, digits, hyphens and points, as macOS wants it."""
    return APP_ID.replace("_", "-")


def info_plist() -> dict[str, object]:
    """Entries of ``Info.plist`` beside those PyInstaller writes."""
    return {
        "CFBundleName": "Readout",
        "CFBundleDisplayName": "Readout",
        "CFBundleShortVersionString": VERSION,
        "CFBundleVersion": VERSION,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh-Hans", "vi"],
        "CFBundleDocumentTypes": [_document_type(one) for one in file_types()],
        "UTExportedTypeDeclarations": [_declaration(one) for one in file_types() if one.is_own],
        "UTImportedTypeDeclarations": [
            _declaration(one) for one in file_types() if not one.is_own and not one.uti.startswith(("public.", "com."))
        ],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": LEAST_SYSTEM,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSHighResolutionCapable": True,
        # The window has light and dark colours of its own.
        "NSRequiresAquaSystemAppearance": False,
    }


def _document_type(one: FileType) -> dict[str, object]:
    entry: dict[str, object] = {
        "CFBundleTypeName": one.name,
        "CFBundleTypeRole": "Editor" if one.is_own else "Viewer",
        "LSHandlerRank": "Owner" if one.is_own else "Alternate",
        "LSItemContentTypes": [one.uti],
    }
    return {**entry, "CFBundleTypeIconFile": "readout-document.icns"} if one.is_own else entry


def _declaration(one: FileType) -> dict[str, object]:
    return {
        "UTTypeIdentifier": one.uti,
        "UTTypeDescription": one.name,
        "UTTypeConformsTo": ["public.json"] if one.is_own else ["public.data", "public.content"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [ending.removeprefix(".") for ending in one.endings],
            "public.mime-type": [one.media],
        },
    }
