"""`python -m tests.locks`: every package that is asked for is pinned and hashed."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"^([A-Za-z0-9._-]+)", re.MULTILINE)


def main() -> int:
    problems = [problem for stem in ("requirements", "requirements-dev") for problem in check(stem)]
    print("\n".join(problems) or "The locks hold what is asked for.")  # noqa: T201 - a command
    return 1 if problems else 0


def check(stem: str) -> list[str]:
    asked = names((ROOT / f"{stem}.in").read_text())
    lock = (ROOT / f"{stem}.txt").read_text()
    pinned = names(lock)
    bare = [line for line in re.split(r"\n(?=\S)", lock) if "==" in line and "--hash=" not in line]
    return [
        *(f"{stem}.txt lacks {name}: type make lock" for name in sorted(asked - pinned)),
        *(f"{stem}.txt has no hash for {line.split()[0]}: type make lock" for line in bare),
    ]


def names(text: str) -> set[str]:
    """The packages that a requirements file names, spelt as the index spells them."""
    return {re.sub(r"[._-]+", "-", name).lower() for name in NAME.findall(text) if not name.startswith("-")}


if __name__ == "__main__":
    sys.exit(main())
