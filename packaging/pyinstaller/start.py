"""Where the frozen program begins; the same as ``python -m reader``."""

from __future__ import annotations

import os
import sys

CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian and its children, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora and its children
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # Alpine, macOS
)
"""Where systems keep what they know others by. The OpenSSL in the program looks only where its builder had that."""


def find_certificates() -> None:
    """Tells OpenSSL where this system has its certificates, unless a person did."""
    if found := next((path for path in CERTIFICATES if os.access(path, os.R_OK)), None):
        os.environ.setdefault("SSL_CERT_FILE", found)


if __name__ == "__main__":
    if sys.platform != "win32":  # which asks the system itself
        find_certificates()
    from reader.cli import main

    sys.exit(main())
