"""How well near-copies are found, and how fast: `python -m tests.benchmarks.resemblance`.

2,000 made-up papers, 40 of which are edited copies at each share from 5 to 60 %, sentences written anew and the rest put into
another order, or words replaced all over; then 200 new signatures against 2,000 by the job that a worker runs, on SQLite.
"""

import sys
import time
from collections import defaultdict

import numpy as np

from submissions.resemblance.signing import ENGINE, TEXT_ALIKE, Signed, beyond_common, shared, sign
from tests.benchmarks.pages import database
from tests.submissions.resemblance.texts import edited, paper

PAPERS, COPIES, FRESH = 2000, 40, 200
SENTENCES = 220
SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def main() -> None:
    originals = [paper(seed, sentences=SENTENCES) for seed in range(PAPERS - COPIES * len(SHARES) * 2)]
    texts, source = list(originals), dict[int, tuple[int, str, float]]()
    for scattered in (False, True):
        for share in SHARES:
            for n in range(COPIES):
                source[len(texts)] = (n, "words" if scattered else "sentences", share)
                texts.append(edited(originals[n], share, seed=len(texts), scattered=scattered))
    started = time.process_time()
    signed = [sign("\n".join(text)) for text in texts]
    say(f"{len(texts)} papers signed in {time.process_time() - started:.1f} s of CPU")
    _quality(signed, source)
    _speed(signed)


def _quality(signed: list[Signed], source: dict[int, tuple[int, str, float]]) -> None:
    digests, sizes = np.stack([each.digest for each in signed]), [each.size for each in signed]
    rows = np.stack(
        [beyond_common(shared(each.digest, each.size, digests, sizes), at) for at, each in enumerate(signed)]
    )
    found: dict[tuple[str, float], list[float]] = defaultdict(list)
    for at, (original, how, share) in source.items():
        found[how, share].append(rows[at, original])
    for (how, share), values in found.items():
        recall = np.mean(np.array(values) >= TEXT_ALIKE)
        say(f"{how:10}{share:4.0%} edited: recall {recall:6.1%}, {np.mean(values):.2f} in common")
    unrelated = _unrelated(rows, source)
    wrong = int((unrelated >= TEXT_ALIKE).sum())
    say(
        f"{wrong} of {len(unrelated):,} unrelated pairs taken for alike; the nearest has {unrelated.max():.2f} in common"
    )


def _unrelated(rows: np.ndarray, source: dict[int, tuple[int, str, float]]) -> np.ndarray:
    """All pairs but those of one origin, copies of one paper among themselves included."""
    origin = np.array([source[at][0] if at in source else at for at in range(len(rows))])
    upper = np.triu(np.ones(rows.shape, dtype=bool), 1)
    unrelated: np.ndarray = rows[upper & (origin[:, None] != origin[None, :])]
    return unrelated


def _speed(signed: list[Signed]) -> None:
    with database():
        from submissions.jobs import services as jobs
        from submissions.jobs.models import Job
        from submissions.jobs.tasks import run_job
        from submissions.models import Pair, Paper, Signature, Version
        from submissions.resemblance import comparing, tasks  # noqa: F401 - tasks register the handler
        from tests.factories import CallFactory, UserFactory

        call, user = CallFactory.create(), UserFactory.create()
        from submissions import clock

        stamp = {"state": "submitted", "submitted_at": clock.now()}
        papers = Paper.objects.bulk_create(
            Paper(workshop=call.workshop, call=call, number=n, creator=user, title=f"Title {n}", **stamp)
            for n in range(1, len(signed) + 1)
        )
        versions = Version.objects.bulk_create(
            Version(
                paper=row,
                number=1,
                file="a",
                blind_file="b",
                size=1,
                sha256=f"{row.pk:064}",
                uploaded_by=user,
            )
            for row in papers
        )
        for row, version in zip(papers, versions, strict=True):
            row.current = version
        Paper.objects.bulk_update(papers, ["current"], batch_size=500)
        nothing = sign("").digest.tobytes()
        Signature.objects.bulk_create(
            Signature(
                version=version, engine=ENGINE, text=each.digest.tobytes(), text_size=each.size,
                abstract=nothing, abstract_size=0, compared_at=None if n >= len(signed) - FRESH else clock.now(),
            )
            for n, (version, each) in enumerate(zip(versions, signed, strict=True))
        )  # fmt: skip
        job = jobs.enqueue(comparing.COMPARE, call.workshop.pk)
        started = time.monotonic()
        run_job(job.pk)
        took = time.monotonic() - started
        say(
            f"{FRESH} against {len(signed)} in {took:.1f} s, {Pair.objects.count()} pairs; {Job.objects.get().state}"
        )


def say(words: str) -> None:
    sys.stdout.write(words + "\n")


if __name__ == "__main__":
    main()
