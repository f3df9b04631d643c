"""`python -m tests.install`: see that PostgreSQL, Redis and Chromium are there for the suite.

As root on Debian or Ubuntu what is missing is installed with apt; elsewhere one line says what to type.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.services import postgres_binaries

HEADLESS = "chromium-headless-shell"
"""Chromium without its windows: the same pages for two thirds of the work, and a smaller download."""
CHROMIUMS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    packages = missing()
    if not packages:
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"The tests need {', '.join(packages)}. {advice(packages)}", file=sys.stderr)  # noqa: T201 - a command
        return 1
    install(packages)
    return 0


def install(packages: list[str]) -> None:
    """With apt; the browser without windows where the distribution has it."""
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], check=True, env=environment)
    look_it_up = ["apt-cache", "show", HEADLESS]
    has_headless = subprocess.run(look_it_up, check=False, capture_output=True).returncode == 0
    wanted = [HEADLESS if has_headless and each == "chromium" else each for each in packages]
    subprocess.run([*apt, "install", "-y", "--no-install-recommends", *wanted], check=True, env=environment)


def missing() -> list[str]:
    """Debian's names of the packages that have to come."""
    return [
        *(["postgresql"] if not has_postgres() else []),
        *(["redis-server"] if not shutil.which("redis-server") else []),
        *(["chromium"] if chromium() is None else []),
        *(["fonts-liberation"] if not has_fonts() else []),
    ]


def advice(packages: list[str]) -> str:
    if sys.platform == "darwin":
        return "Type: brew install postgresql redis && brew install --cask chromium"
    return f"Type: sudo apt-get install -y {' '.join(packages)}"


def chromium() -> str | None:
    """The path of the browser that the tests drive."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    on_a_mac = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")
    return found or (str(on_a_mac) if on_a_mac.exists() else None)


def has_postgres() -> bool:
    try:
        postgres_binaries()
    except RuntimeError:
        return False
    return True


def has_fonts() -> bool:
    """Without any, Chromium on a bare Linux draws no text."""
    return sys.platform != "linux" or any(
        next(Path("/usr/share/fonts").rglob(f"*.{kind}"), None) for kind in ("ttf", "otf")
    )


if __name__ == "__main__":
    sys.exit(main())
