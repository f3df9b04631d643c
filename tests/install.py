"""`python -m tests.install`: see that PostgreSQL, Redis and Chromium are there for the suite.

As root on Debian or Ubuntu what is missing is installed with apt; elsewhere one line says what to type.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.services import postgres_binaries

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    packages = missing()
    if not packages:
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"The tests need {', '.join(packages)}. {advice(packages)}", file=sys.stderr)  # noqa: T201 - a command
        return 1
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], check=True, env=environment)
    subprocess.run([*apt, "install", "-y", "--no-install-recommends", *packages], check=True, env=environment)
    return 0


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
