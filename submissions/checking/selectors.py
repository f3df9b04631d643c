"""Where a version's check stands, as its author or handler is shown it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from submissions import clock
from submissions.checking.marks import Marks, marks_of
from submissions.checking.models import Check, Page
from submissions.checking.shown import NO_MARKS, ShownFinding, ShownPage, folded, for_authors, shown
from submissions.checks import Report
from submissions.jobs.models import Job
from submissions.papers.models import Paper, Version

NO_WORKER_AFTER = timedelta(seconds=15)
KINDS = ["check.pdf", "check.copy", "check.clean"]
LISTED = ("preset", "rules", "engine", "status", "errors", "warnings", "seconds")
"""Of a check, what lists show: neither its report nor its dates, which take longest to read."""

__all__ = [
    "CheckState",
    "ShownFinding",
    "ShownPage",
    "folded",
    "for_authors",
    "latest_checks",
    "shown",
    "shown_pages",
    "state_of",
]


@dataclass(frozen=True)
class CheckState:
    """`phase` is none, waiting, running, done or failed; `is_settled` says that nothing more will come by itself;
    `ahead` counts the files before this one while it waits.

    `cleaning` is the state of the job that removes hidden data, if it was asked for.
    """

    phase: str = "none"
    stage: str = ""
    has_no_worker: bool = False
    ahead: int = 0
    is_settled: bool = True
    check: Check | None = None
    report: Report | None = None
    findings: tuple[ShownFinding, ...] = ()
    pages: tuple[Page, ...] = field(default=())
    marks: Marks = NO_MARKS
    cleaning: str = ""

    @property
    def entries(self) -> tuple[ShownFinding, ...]:
        """The findings as a list shows them: what one rule says about one page is one."""
        return folded(self.findings)

    @property
    def errors(self) -> int:
        return self.check.errors if self.check else 0

    @property
    def warnings(self) -> int:
        return self.check.warnings if self.check else 0


def state_of(version: Version | None) -> CheckState:
    """Everything about the latest check of one version, in four queries."""
    if version is None:
        return CheckState()
    jobs = {job.kind: job for job in Job.objects.filter(kind__in=KINDS, object_id=version.pk).order_by("pk")}
    check = version.checks.first()
    active = [job for job in jobs.values() if job.state in {Job.State.QUEUED, Job.State.RUNNING}]
    checking, cleaning = jobs.get("check.pdf"), jobs.get("check.clean")
    report = Report.from_dict(check.report) if check else None
    marks = marks_of(version.paper_id)
    found = report.findings if report else ()
    return CheckState(
        phase=_phase(check, checking),
        stage=checking.stage if checking else "",
        has_no_worker=_has_no_worker(checking),
        ahead=ahead_of(checking),
        is_settled=not active,
        check=check,
        report=report,
        findings=tuple(shown(finding, version.sha256, marks) for finding in found),
        pages=tuple(version.pages.all()),
        marks=marks,
        cleaning=cleaning.state if cleaning else "",
    )


def shown_pages(state: CheckState, urls: Iterable[str], findings: Iterable[ShownFinding]) -> list[ShownPage]:
    """Pages with the findings on each; `urls` are the pictures' addresses for this viewer, in order."""
    found = [shown.finding for shown in findings]
    return [
        ShownPage(
            number=page.number,
            url=url,
            width=page.width,
            height=page.height,
            page_width=page.width_pt,
            page_height=page.height_pt,
            text=page.text,
            findings=tuple(finding for finding in found if finding.page == page.number),
        )
        for page, url in zip(state.pages, urls, strict=True)
    ]


def latest_job_state(version_id: OuterRef) -> Subquery:
    """An annotation: the state of the newest job about a version, None where there was none."""
    newest = Job.objects.filter(kind__in=KINDS, object_id=version_id).order_by("-pk")
    return Subquery(newest.values("state")[:1])


def latest_checks(papers: QuerySet[Paper]) -> dict[int, Check]:
    """From a paper's id to the latest check of its current version, in one query for any number of papers."""
    newest = Check.objects.filter(version=OuterRef("version")).order_by("-pk").values("pk")[:1]
    current = papers.exclude(current=None).values("current_id")
    checks = (
        Check.objects.filter(version__in=current, pk=Subquery(newest))
        .select_related("version")
        .only(*LISTED, "version__paper")
    )
    return {check.version.paper_id: check for check in checks}


def _phase(check: Check | None, job: Job | None) -> str:
    if job and job.state == Job.State.QUEUED:
        return "waiting"
    if job and job.state == Job.State.RUNNING:
        return "running"
    if check:
        return "done"
    return "failed" if job and job.state == Job.State.FAILED else "none"


def ahead_of(job: Job | None) -> int:
    """How many files the checkers take before this one."""
    if job is None or job.state != Job.State.QUEUED:
        return 0
    waiting = Job.objects.filter(kind__startswith="check.", state=Job.State.QUEUED)
    if job.kind != "check.copy":  # which lets the others go first
        waiting = waiting.exclude(kind="check.copy")
    return waiting.filter(due_at__lte=job.due_at, pk__lt=job.pk).count()


def _has_no_worker(job: Job | None) -> bool:
    return bool(job and job.state == Job.State.QUEUED and clock.now() - job.created_at > NO_WORKER_AFTER)
