"""What a worker does: sign a version once it is checked, then compare it with all that its venue has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from submissions import clock
from submissions.checking.models import Page
from submissions.conflicts.folding import fold
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.papers.models import Paper, Version
from submissions.resemblance.models import Pair, Signature
from submissions.resemblance.signing import (
    ABSTRACT_ALIKE,
    ENGINE,
    LEAST,
    LEAST_OF_AN_ABSTRACT,
    TEXT_ALIKE,
    beyond_common,
    shared,
    sign,
)
from submissions.workshops.models import Workshop

SIGN, COMPARE = "solve.sign", "solve.alike"
AT_ONCE = 50
NEXT_TRY_AFTER = timedelta(hours=1)
BEFORE = ["check.pdf", "check.copy", SIGN]
ACTIVE = [Job.State.QUEUED, Job.State.RUNNING]


def ask_for_what_is_due() -> int:
    """What is to be signed; once nothing is left to check, what is to be compared. Returns how many jobs."""
    return _ask_for_signatures() or _ask_for_comparisons()


def _ask_for_comparisons() -> int:
    """What most papers share is known only when most are there."""
    if Job.objects.filter(kind__in=BEFORE, state__in=ACTIVE).exists():
        return 0
    fresh = Signature.objects.filter(compared_at=None, version__in=_current())
    failed = Job.objects.filter(
        kind=COMPARE, state=Job.State.FAILED, finished_at__gt=clock.now() - NEXT_TRY_AFTER
    )
    places = set(fresh.values_list("version__paper__workshop", flat=True))
    places -= set(failed.values_list("object_id", flat=True))
    for workshop_id in places:
        jobs.enqueue(COMPARE, workshop_id)
    return len(places)


def _ask_for_signatures() -> int:
    """Also of those that were signed before their title or abstract changed."""
    active = Job.objects.filter(
        kind=SIGN, object_id=OuterRef("pk"), state__in=[Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED]
    )
    due = _current().filter(_is_unsigned()).exclude(Exists(active)).order_by("pk")
    found = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for pk in found:
        jobs.enqueue(SIGN, pk)
    return len(found)


def _current() -> QuerySet[Version]:
    """The newest versions of submitted papers, once the reviewers' copy is made: its text is what is signed."""
    current = Paper.objects.filter(state=Paper.State.SUBMITTED).values("current")
    return Version.objects.filter(pk__in=current).exclude(blind_file="")


def _is_unsigned() -> Q:
    is_old = Q(signature__made_at__lt=F("paper__saved_at")) | ~Q(signature__engine=ENGINE)
    return Q(signature=None) | is_old


def sign_version(job: Job) -> None:
    """The text comes from the pages that the check has left: no PDF is read again."""
    version = Version.objects.select_related("paper").get(pk=job.object_id)
    paper, at = version.paper, clock.now()
    pages = Page.objects.filter(version=version).order_by("number").values_list("text", flat=True)
    text, abstract = sign("\n".join(pages)), sign(paper.abstract)
    row = {
        "engine": ENGINE,
        "title": fold(paper.title)[:300],
        "text": text.digest.tobytes(),
        "text_size": text.size,
        "abstract": abstract.digest.tobytes(),
        "abstract_size": abstract.size,
        "made_at": at,
        "compared_at": None,
    }
    with transaction.atomic():
        if jobs.complete(job):
            Signature.objects.update_or_create(version=version, defaults=row)


def compare_workshop(job: Job) -> None:
    """What was signed since the last time, against everything that the venue's workshops have."""
    workshop = Workshop.objects.get(pk=job.object_id)
    known = _Known(list(_signed(workshop)))
    fresh = [at for at, row in enumerate(known.rows) if _is_fresh(row, workshop)]
    pairs = [pair for at in fresh for pair in known.pairs_with(at)]
    with transaction.atomic():
        if not jobs.complete(job):
            return
        Pair.objects.bulk_create(pairs, ignore_conflicts=True)
        Pair.objects.filter(pk__in=_no_more(known)).delete()
        for at in fresh:
            row = known.rows[at]
            # One that was signed anew meanwhile stays fresh.
            Signature.objects.filter(pk=row.pk, made_at=row.made_at).update(compared_at=clock.now())


def _no_more(known: "_Known") -> list[int]:
    """Pairs that nobody has answered and that were found when few papers were known: what they share, most do."""
    place = {row.version.paper_id: at for at, row in enumerate(known.rows)}
    rows = Pair.objects.filter(answers=None, one__in=place, other__in=place)
    waiting = [row for row in rows if known.has(row, place)]
    looks = {at for row in waiting for at in (place[row.one_id], place[row.other_id])}
    alike = {(pair.one_id, pair.other_id) for at in looks for pair in known.pairs_with(at)}
    return [row.pk for row in waiting if (row.one_id, row.other_id) not in alike]


def _is_fresh(row: Signature, workshop: Workshop) -> bool:
    return row.compared_at is None and row.version.paper.workshop_id == workshop.pk


def _signed(workshop: Workshop) -> QuerySet[Signature]:
    """Newest versions at this workshop and at the others of its venue, in the order of their papers."""
    near = Q(version__paper__workshop=workshop)
    if workshop.venue:
        near |= Q(version__paper__workshop__venue__iexact=workshop.venue)
    rows = Signature.objects.filter(near, engine=ENGINE, version__in=_current())
    return rows.select_related("version__paper").order_by("version__paper_id")


@dataclass
class _Known:
    """The signatures as tables, one row a paper."""

    rows: Sequence[Signature]

    def __post_init__(self) -> None:
        self.texts = _table(row.text for row in self.rows)
        self.abstracts = _table(row.abstract for row in self.rows)
        self.text_sizes = [row.text_size for row in self.rows]
        self.abstract_sizes = [row.abstract_size for row in self.rows]
        self.title_of = np.array([row.title for row in self.rows])

    def has(self, pair: Pair, place: Mapping[int, int]) -> bool:
        """Is it about these versions, or about earlier ones?"""
        now = (self.rows[place[paper]].version.sha256 for paper in (pair.one_id, pair.other_id))
        return tuple(now) == (pair.one_sha256, pair.other_sha256)

    def pairs_with(self, at: int) -> Iterator[Pair]:
        row = self.rows[at]
        texts = shared(self.texts[at], row.text_size, self.texts, self.text_sizes)
        abstracts = shared(self.abstracts[at], row.abstract_size, self.abstracts, self.abstract_sizes)
        texts, abstracts = beyond_common(texts, at), beyond_common(abstracts, at)
        texts[np.minimum(self.text_sizes, row.text_size) < LEAST] = 0
        abstracts[np.minimum(self.abstract_sizes, row.abstract_size) < LEAST_OF_AN_ABSTRACT] = 0
        titles = (self.title_of == row.title) & bool(row.title)
        for there in np.nonzero((texts >= TEXT_ALIKE) | (abstracts >= ABSTRACT_ALIKE) | titles)[0]:
            if there != at:
                one, other = sorted((at, int(there)))
                shares = {"text": float(texts[there]), "abstract": float(abstracts[there])}
                yield self._pair(one, other, same_title=bool(titles[there]), **shares)

    def _pair(self, one: int, other: int, **shares: Any) -> Pair:
        here, there = self.rows[one].version, self.rows[other].version
        return Pair(
            one=here.paper, other=there.paper, one_sha256=here.sha256, other_sha256=there.sha256, **shares
        )


def _table(digests: Iterator[bytes | memoryview]) -> np.ndarray[Any, np.dtype[np.uint32]]:
    rows = [np.frombuffer(bytes(digest), dtype=np.uint32) for digest in digests]
    return np.stack(rows) if rows else np.empty((0, 0), dtype=np.uint32)
