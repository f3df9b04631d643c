"""`make test`: the whole suite on PostgreSQL and Redis, then what meets a database again on SQLite and a folder."""

import os
import subprocess
import sys

WORKERS = max(2, min(8, os.cpu_count() or 2))
PYTEST = [sys.executable, "-m", "pytest", f"-n{WORKERS}", "--dist=loadgroup", "-q"]
# What asks for no database, and the twin worlds, which ask the same of the code on either.
ONCE = [
    "tests/blindness",
    "tests/submissions/checks",
    "tests/reviews/matching",
    "tests/fedgenai_site/demo/test_command.py",
    "tests/fedgenai_site/demo/test_world.py",
]
SHAPES = {
    "grown": [],
    "small": [*(f"--ignore={path}" for path in ONCE), "-m", "not browser or shapes"],
}


def main() -> int:
    codes = [on_shape(shape) for shape in SHAPES]
    return max(codes)


def on_shape(shape: str) -> int:
    print(f"\n=== The {shape} shape ===", flush=True)  # noqa: T201 - a command
    environment = {**os.environ, "TEST_SHAPE": shape}
    return abs(
        subprocess.run([*PYTEST, *SHAPES[shape], *sys.argv[1:]], check=False, env=environment).returncode
    )


if __name__ == "__main__":
    sys.exit(main())
