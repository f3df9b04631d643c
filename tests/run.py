"""`make test`: everything on PostgreSQL and Redis, then on SQLite and a folder what could differ there.

The second shape repeats the rooms that lock rows, queue jobs, send mail or touch files, and the stories that a browser
walks on both. The twin worlds fetch every page in every phase and belong to the second alone; `make leaks` takes them
to the first.
"""

import os
import subprocess
import sys

WORKERS = min(8, (os.cpu_count() or 1) + 1)
"""One more than there are cores: whoever waits for Chromium or for a job leaves a core to the others."""

PYTEST = [sys.executable, "-m", "pytest", f"-n{WORKERS}", "--dist=loadgroup", "-q"]
EVERY_PAGE = "tests/blindness"
LOCKS_AND_JOBS = [
    *(f"tests/submissions/{room}" for room in ("checking", "deadlines", "jobs", "mail")),
    *(f"tests/reviews/decisions/test_{name}.py" for name in ("at_once", "bulk", "killed", "release")),
    *(f"tests/reviews/solving/test_{name}.py" for name in ("killed_solver", "runs")),
    "tests/reviews/attendance",
    "tests/reviews/committee/test_handover.py",
    "tests/fedgenai_site/operating",
]
SHAPES = {
    "grown": [f"--ignore={EVERY_PAGE}"],
    "small": [EVERY_PAGE, *LOCKS_AND_JOBS, "tests/browser", "-m", "not browser or shapes"],
}


def main() -> int:
    codes = [on_shape(shape) for shape in SHAPES]
    return max(codes)


def on_shape(shape: str) -> int:
    print(f"\n=== The {shape} shape ===", flush=True)  # noqa: T201 - a command
    # Compiled once, and not again by each worker that a test starts.
    environment = {**os.environ, "TEST_SHAPE": shape, "PYTHONDONTWRITEBYTECODE": ""}
    return abs(
        subprocess.run([*PYTEST, *SHAPES[shape], *sys.argv[1:]], check=False, env=environment).returncode
    )


if __name__ == "__main__":
    sys.exit(main())
