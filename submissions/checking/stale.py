"""Checks again what was checked by other rules: a preset was changed, or the engine is a new one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from submissions.checking.models import Check
from submissions.checks import ENGINE_VERSION, Preset
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.papers.models import Paper
from submissions.workshops.models import Call

AT_ONCE = 20
KIND = "check.pdf"


def recheck() -> int:
    """Queue stale checks, so few at a time that a fresh upload waits for seconds only. Returns how many."""
    under_way = Job.objects.filter(kind=KIND, state__in=[Job.State.QUEUED, Job.State.RUNNING])
    room = AT_ONCE - under_way.count()
    if room <= 0:
        return 0
    due = [check.version_id for check in _due()[:room]]
    for version_id in due:
        jobs.enqueue(KIND, version_id)
    return len(due)


@dataclass(frozen=True)
class Progress:
    """How many of some papers' checks follow the rules of today."""

    total: int
    stale: int

    @property
    def share(self) -> int:
        return 100 * (self.total - self.stale) // max(self.total, 1)


def progress(checks: Iterable[tuple[Check, Call]]) -> Progress:
    """Over pairs of a check and its paper's call."""
    pairs = list(checks)
    today = {call.pk: call.asks for call in {call for _, call in pairs}}
    return Progress(len(pairs), sum(is_stale(check, today[call.pk]) for check, call in pairs))


def is_stale(check: Check, rules: Preset) -> bool:
    return (check.engine, check.preset, check.rules) != (ENGINE_VERSION, rules.name, rules.version)


def _due() -> QuerySet[Check]:
    """Latest checks of current versions that are stale; what broke on the new rules is not tried for ever."""
    newest = Check.objects.filter(version=OuterRef("version")).order_by("-pk").values("pk")[:1]
    failed = Job.objects.filter(
        kind=KIND,
        object_id=OuterRef("version"),
        state=Job.State.FAILED,
        created_at__gt=OuterRef("finished_at"),
    )
    active = Job.objects.filter(
        kind=KIND, object_id=OuterRef("version"), state__in=[Job.State.QUEUED, Job.State.RUNNING]
    )
    current = Paper.objects.exclude(state__in=Paper.OVER).exclude(current=None).values("current")
    checks = Check.objects.filter(version__in=current, pk=Subquery(newest)).defer("report")
    return checks.filter(_stale()).exclude(Exists(active)).exclude(Exists(failed)).order_by("pk")


def _stale() -> Q:
    """By another engine than today's, or by other rules than those of the paper's call."""
    calls: dict[tuple[str, str], list[int]] = {}
    for call in Call.objects.filter(papers__isnull=False).distinct().only("preset", "changes"):
        calls.setdefault((call.asks.name, call.asks.version), []).append(call.pk)
    fresh = Q(pk__in=[])
    for (name, version), those in calls.items():
        fresh |= Q(version__paper__call__in=those, preset=name, rules=version)
    return ~(Q(engine=ENGINE_VERSION) & fresh)
