"""From click to draft on the screen, over a real worker: `python -m tests.benchmarks.assignment`.

200 papers, 41 reviewers, three each; then the same with ten pairs locked. The site, its database and its worker are the
test's own; what is timed is what a browser with scripts does: POST, then ask for the run until it has ended, then GET.
"""

import sys
import time

import pytest

PAPERS, REVIEWERS = 200, 41


def main() -> int:
    return int(
        pytest.main(["-q", "-s", "--no-header", "-p", "no:cacheprovider", "tests/benchmarks/timed.py"])
    )


if __name__ == "__main__":
    started = time.monotonic()
    code = main()
    sys.stdout.write(f"{time.monotonic() - started:.0f} s in all\n")
    raise SystemExit(code)
