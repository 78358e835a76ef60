"""Finds a Chromium or Chrome for the browser tests; `--install` gets one when there is none.

Order: PLANHJUL_CHROMIUM, what is on the path, what playwright has. To install: Debian's package when we are
root, else playwright's own download. Uses the standard library until a download is asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "PLANHJUL_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = (
    "Fant ingen Chromium eller Chrome. Installer en (Debian og Ubuntu: apt-get install chromium), "
    f"eller sett {VARIABLE} til programmets plass. Nettlesertestene kan ikke kjøre uten."
)


def find_chromium() -> str | None:
    """The browser's path, or None when there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        return named if Path(named).exists() else shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    places = (place for place in MAC if Path(place).exists())
    return next((found for found in (*on_path, *places) if found), None) or _playwrights()


def _playwrights() -> str | None:
    """The browser playwright has downloaded, or None."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """The browser's path after trying to get one, or None."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, env=quiet
        )
        found = find_chromium()
        if found:
            return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_chromium()


def main(arguments: list[str]) -> int:
    """Print the browser's path; 1 and what to do when there is none."""
    found = find_chromium() or (install() if "--install" in arguments else None)
    if found is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    sys.stdout.write(found + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
