"""Finds a Chromium for the journeys, or brings one; says plainly what to do when it cannot."""

import os
import shutil
import subprocess
import sys
from functools import cache

# The shell draws no window around the page: a fifth of the work of the whole browser.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT_FOR_OTHERS = ("-o", "DPkg::Lock::Timeout=300")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """The journeys cannot be made; the message names the mend."""


@cache
def executable() -> str | None:
    """The path of a browser of this machine; None when Playwright's own is there instead."""
    found = _installed()
    if found is None and _bring_package():
        found = _installed()
    if found is None and not _bring_download():
        raise NoBrowser(
            "There is no browser for the journeys and none could be brought. Install one"
            " (Debian: apt-get install chromium-headless-shell) and run the tests again."
        )
    return found


def _installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _bring_package() -> bool:
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    become = [] if os.getuid() == 0 else ["sudo", "-n"]
    if become and shutil.which("sudo") is None:
        return False
    _say("bringing a browser for the journeys (apt-get install)")
    quiet = ["-qq", *WAIT_FOR_OTHERS]
    _run(*become, apt, "update", *quiet)
    install = (*become, apt, "install", "-y", "--no-install-recommends", *quiet)
    return any(_run(*install, package) for package in (SHELL, "chromium"))


def _bring_download() -> bool:
    _say("bringing a browser for the journeys (playwright install chromium)")
    return _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
