#!/usr/bin/env bash
# Makes a machine ready for `make run` and `make test`.
#
#   packaging/setup.sh packages run|test|build   installs the Debian packages that are missing, or names the command that does
#   packaging/setup.sh environment DIR     makes the Python environment in DIR and installs Readout with its tests into it
#
# Nothing is asked of the network when nothing is missing. Other systems than Debian and its children are left alone:
# there the libraries Qt needs are the reader's own business, and Readout says which one it misses.
set -euo pipefail

# What the wheels of Qt expect to find on the machine, for any window at all …
QT="libglib2.0-0 libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0"
# … for one on a screen …
SCREEN="libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libx11-xcb1"
# … and letters to draw, Chinese and Vietnamese included.
FONTS="fonts-noto-core fonts-noto-cjk"
# Tests open the exported page in a browser, and drive the window on a screen of its own and read it as a screen reader does.
TESTING="chromium chromium-driver xvfb poppler-utils openbox xdotool x11-utils imagemagick dbus at-spi2-core python3-gi gir1.2-atspi-2.0"
# `make bundle`, `make deb` and `make test-packages`: what PyInstaller and dpkg work with, and a bare Debian to try it in.
BUILDING="binutils chrpath dpkg-dev xz-utils debootstrap xvfb desktop-file-utils appstream shared-mime-info"

say() { printf 'readout set-up: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

has_dpkg() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

# Prints those of the given packages that are not installed. Later releases of Debian renamed some with an ending.
missing_packages() {
    local name
    for name in "$@"; do
        { dpkg-query --show --showformat "\${db:Status-Status}\n" "$name" "${name}t64" 2>/dev/null || true; } | grep -qx installed \
            || printf '%s ' "$name"
    done
}

# Prints the prefix that runs a command as root ("env" where we are root), or fails.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        echo env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo sudo
    else
        return 1
    fi
}

install_command() { echo "sudo apt-get install --no-install-recommends $*"; }

# Installs the given packages; fails where that cannot be done. The lists of packages are fetched only when apt,
# with the lists it has, cannot do it.
apt_install() {
    local root
    root=$(as_root) || return 1
    say "installing Debian packages: $*"
    local install=($root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -qq "$@")
    "${install[@]}" >/dev/null 2>&1 || { $root apt-get update -qq && "${install[@]}" >/dev/null; }
}

packages() {
    has_dpkg || return 0
    local needed useful=""
    needed=$(python_packages)
    case $1 in
        run)
            # Without a display no window will open, and nothing but Python is needed for the page that is written instead.
            if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
                needed+=$(missing_packages $QT $SCREEN)
                useful=$(missing_packages $FONTS)
            fi
            ;;
        test)
            needed+=$(missing_packages $QT)
            useful=$(missing_packages $SCREEN $FONTS $TESTING)
            ;;
        build)
            needed+=$(missing_packages $QT $SCREEN $BUILDING $(shared_python))
            useful=$(missing_packages $FONTS)
            ;;
        *) stop "unknown set of packages: $1" ;;
    esac
    [ -n "$needed$useful" ] || return 0
    apt_install $needed $useful && return 0
    [ -z "$needed" ] || stop "This machine lacks what Readout needs. Install it with: $(install_command $needed $useful)"
    say "some packages are missing and what needs them is left out. To have them: $(install_command $useful)"
}

# Prints the first Python that is new enough; the order is that of choice.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# Whether a Python can make environments; Debian keeps the module that does in a package of its own.
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Prints the Debian packages that are missing to make the environment.
python_packages() {
    local python
    [ ! -e .venv/bin/python ] || return 0
    if ! python=$(find_python); then
        [ -n "${PYTHON:-}" ] || printf 'python3 python3-venv '
    elif ! has_venv "$python"; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2], end=" ")'
    fi
}

# Prints the Debian package with the shared library of Debian's own Python, which a frozen program is built around.
shared_python() {
    local python
    python=$(find_python || echo python3.11)
    "$python" -c 'import sys; sys.base_prefix == "/usr" and print("libpython%d.%d" % sys.version_info[:2])' 2>/dev/null \
        || echo libpython3.11
}

environment() {
    local directory=$1 python
    if ! python=$(find_python); then
        [ -z "${PYTHON:-}" ] || stop "$PYTHON is not Python 3.11 or newer."
        stop "Python 3.11 or newer is needed and this system has none; install it, or set PYTHON to where it is."
    fi
    # An environment that was moved, or whose Python is gone, is made anew.
    if ! "$directory/bin/python" -m pip --version >/dev/null 2>&1; then
        has_venv "$python" || stop "$python lacks its module 'venv'; install it, or set PYTHON to another Python."
        say "making the environment $directory with $("$python" --version)"
        "$python" -m venv --clear "$directory"
    fi
    say "installing what pyproject.toml names, at the versions of constraints.txt (the first time takes a minute or two)"
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT="$PWD/constraints.txt" \
        "$directory/bin/python" -m pip install --quiet --editable '.[test]'
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
case ${1:-} in
    packages) packages "${2:?}" ;;
    environment) environment "${2:?}" ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
