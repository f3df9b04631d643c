"""Where a version's check stands, as its author or handler is shown it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from submissions import clock
from submissions.checking.models import Check, Page
from submissions.checks import RULES, Finding, Report
from submissions.jobs.models import Job
from submissions.papers.models import Paper, Version

GROUPS = {
    "PDF": "File",
    "PG": "Length",
    "FMT": "Format",
    "LNG": "Language",
    "AN": "Anonymity",
    "HID": "Hidden text",
}
NO_WORKER_AFTER = timedelta(seconds=15)
KINDS = ["check.pdf", "check.copy"]


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its rule's words, as `ui/finding.html` draws it."""

    finding: Finding
    title: str
    group: str

    def __getattr__(self, name: str) -> object:
        return getattr(self.finding, name)


@dataclass(frozen=True)
class ShownPage:
    """A page's picture with what was found on it, as `ui/pages.html` draws it."""

    number: int
    url: str
    width: int
    height: int
    page_width: float
    page_height: float
    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class CheckState:
    """`phase` is none, waiting, running, done or failed; `is_settled` says that nothing more will come by itself."""

    phase: str = "none"
    stage: str = ""
    has_no_worker: bool = False
    is_settled: bool = True
    check: Check | None = None
    report: Report | None = None
    findings: tuple[ShownFinding, ...] = ()
    pages: tuple[Page, ...] = field(default=())

    @property
    def errors(self) -> int:
        return self.check.errors if self.check else 0

    @property
    def warnings(self) -> int:
        return self.check.warnings if self.check else 0


def state_of(version: Version | None) -> CheckState:
    """Everything about the latest check of one version, in three queries."""
    if version is None:
        return CheckState()
    jobs = {job.kind: job for job in Job.objects.filter(kind__in=KINDS, object_id=version.pk).order_by("pk")}
    check = version.checks.first()
    active = [job for job in jobs.values() if job.state in {Job.State.QUEUED, Job.State.RUNNING}]
    checking = jobs.get("check.pdf")
    report = Report.from_dict(check.report) if check else None
    return CheckState(
        phase=_phase(check, checking),
        stage=checking.stage if checking else "",
        has_no_worker=_has_no_worker(checking),
        is_settled=not active,
        check=check,
        report=report,
        findings=tuple(map(shown, report.findings)) if report else (),
        pages=tuple(version.pages.all()),
    )


def shown(finding: Finding) -> ShownFinding:
    rule = RULES.get(finding.rule)
    group = GROUPS.get(finding.rule.partition("-")[0], "")
    return ShownFinding(finding=finding, title=rule.title if rule else finding.rule, group=group)


def shown_pages(state: CheckState, urls: Iterable[str]) -> list[ShownPage]:
    """Pages with the findings on each; `urls` are the pictures' addresses for this viewer, in order."""
    found = [finding.finding for finding in state.findings]
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


def latest_checks(papers: QuerySet[Paper]) -> dict[int, Check]:
    """From a paper's id to the latest check of its current version, in one query for any number of papers."""
    newest = Check.objects.filter(version=OuterRef("version")).order_by("-pk").values("pk")[:1]
    current = papers.exclude(current=None).values("current_id")
    checks = (
        Check.objects.filter(version__in=current, pk=Subquery(newest))
        .select_related("version")
        .defer("report")
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


def _has_no_worker(job: Job | None) -> bool:
    return bool(job and job.state == Job.State.QUEUED and clock.now() - job.created_at > NO_WORKER_AFTER)
