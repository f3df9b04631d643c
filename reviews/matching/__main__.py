"""`python -m reviews.matching [--price F] [--lock P:R] [--json] INSTANCE.npz`"""

import argparse
import json
import sys
from pathlib import Path

from reviews.matching.instances import load
from reviews.matching.result import Assignment, Progress
from reviews.matching.solver import solve


def main(arguments: list[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        problem = load(given.instance, locked=given.lock)
    except (OSError, KeyError, ValueError) as fault:
        sys.stderr.write(f"{given.instance}: {fault}\n")
        return 2
    answer = solve(
        problem, price=given.price, seconds=given.seconds, on_progress=show if sys.stderr.isatty() else None
    )
    sys.stdout.write((json.dumps(as_json(answer)) if given.json else as_text(answer)) + "\n")
    return 0 if answer.complete else 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m reviews.matching", description="Assign reviewers to papers."
    )
    made.add_argument("instance", type=Path, help="an .npz file; see docs/matching.md")
    made.add_argument(
        "--price", type=share, default=0.01, metavar="F", help="share of the total a floor may cost"
    )
    made.add_argument(
        "--lock", type=pair, action="append", default=[], metavar="P:R", help="paper P gets reviewer R"
    )
    made.add_argument(
        "--seconds", type=float, default=60.0, help="answer with the best so far after this time"
    )
    made.add_argument("--json", action="store_true", help="one JSON object instead of a summary")
    return made


def share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no share from 0 to 1")
    return value


def pair(text: str) -> tuple[int, int]:
    paper, colon, reviewer = text.partition(":")
    if not (colon and paper.isdecimal() and reviewer.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text} is no pair of numbers, paper:reviewer")
    return int(reviewer), int(paper)


def show(progress: Progress) -> None:
    if progress.floor is None:
        sys.stderr.write(f"{progress.stage}\n")
    else:
        sys.stderr.write(
            f"{progress.stage}: total {progress.total:.3f} of {progress.maximum:.3f}, "
            f"floor {progress.floor:.4f} of {progress.floor_bound:.4f}\n"
        )


def as_json(answer: Assignment) -> dict[str, object]:
    return {
        "pairs": [[paper, reviewer] for reviewer, paper in answer.pairs],
        "total": answer.total,
        "floor": answer.floor,
        "total_bound": answer.maximum,
        "floor_bound": answer.floor_bound,
        "unserved": {str(paper): str(short) for short in answer.unserved for paper in short.papers},
        "idle": {str(reviewer): str(idle) for idle in answer.idle for reviewer in idle.reviewers},
        "instance": answer.instance,
        "solver": answer.solver,
        "seed": answer.seed,
    }


def as_text(answer: Assignment) -> str:
    share = 100 * answer.total / answer.maximum if answer.maximum else 100.0
    lines = [
        f"{len(answer.pairs)} {'pair' if len(answer.pairs) == 1 else 'pairs'}, total {answer.total:.3f} ({share:.3f} % of the best, {answer.maximum:.3f})",
        f"floor {answer.floor:.4f}, proved to be at most {answer.floor_bound:.4f}",
        *(str(each) for each in answer.unserved),
        *(str(each) for each in answer.idle),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
