"""The checks of the papers that one organizer handles, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F
from django.urls import reverse

from submissions.accounts.models import User
from submissions.checking import stale
from submissions.checking.marks import unanswered_alarms
from submissions.checking.models import Check, Page, Waiver
from submissions.checking.selectors import (
    CheckState,
    ShownFinding,
    ShownPage,
    folded,
    latest_checks,
    shown,
    shown_pages,
    state_of,
)
from submissions.checking.services import CHANGED, GONE
from submissions.checking.typed import typed_findings
from submissions.checks import Author, Report
from submissions.jobs.models import Job
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

PER_PAGE = 25
NAMED = 3


@dataclass(frozen=True)
class Row:
    """A paper with its latest check. `is_disputed`: its author calls a finding a false alarm, and nobody waived it."""

    paper: Paper
    check: Check
    is_disputed: bool
    to_fix: tuple[ShownFinding, ...] = ()

    @property
    def is_noticed(self) -> bool:
        return bool(self.check.errors or self.check.warnings or self.is_disputed)

    @property
    def tone(self) -> str:
        return "error" if self.check.errors else "warn" if self.check.warnings else "ok"

    @property
    def words(self) -> str:
        if self.check.status == Check.Status.FAILED:
            return "cannot be read"
        if self.check.errors:
            return f"{self.check.errors} to fix"
        return f"{self.check.warnings} to look at" if self.check.warnings else "passed"

    @property
    def named(self) -> tuple[ShownFinding, ...]:
        return self.to_fix[:NAMED]

    @property
    def more(self) -> int:
        return max(0, len(self.to_fix) - NAMED)

    @property
    def order(self) -> tuple[bool, bool, int, int, int]:
        failed = self.check.status == Check.Status.FAILED
        return (
            not self.is_disputed,
            not failed,
            -self.check.errors,
            -self.check.warnings,
            self.paper.number,
        )


@dataclass(frozen=True)
class Stuck:
    """A paper on whose file the checker gave up: it needs a person."""

    paper: Paper
    why: str


@dataclass(frozen=True)
class Sheet:
    """A page of the list. `passed` papers have nothing to look at, `waiting` ones no check yet, `stuck` ones will get none."""

    rows: Sequence[Row]
    number: int
    has_older: bool
    total: int
    passed: int
    waiting: int
    stuck: Sequence[Stuck]
    progress: stale.Progress


def sheet(user: User, workshop: Workshop, asked: str) -> Sheet:
    """Over handled papers only, in five queries however many there are."""
    papers = list(_papers(user, workshop))
    checks = latest_checks(handled_by(user, workshop))
    rows = [
        Row(paper, checks[paper.pk], is_disputed=getattr(paper, "is_disputed", False))
        for paper in papers
        if paper.pk in checks
    ]
    stuck = _stuck([paper for paper in papers if paper.pk not in checks])
    noticed = sorted((row for row in rows if row.is_noticed), key=lambda row: row.order)
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    start = (number - 1) * PER_PAGE
    return Sheet(
        rows=_with_findings(noticed[start : start + PER_PAGE]),
        number=number,
        has_older=len(noticed) > start + PER_PAGE,
        total=len(noticed),
        passed=len(rows) - len(noticed),
        waiting=len(papers) - len(rows) - len(stuck),
        stuck=stuck,
        progress=stale.progress((row.check, row.paper.call) for row in rows),
    )


def _stuck(papers: Sequence[Paper]) -> list[Stuck]:
    given_up = Job.objects.filter(
        kind="check.pdf", state=Job.State.FAILED, object_id__in=[paper.current_id or 0 for paper in papers]
    )
    why = dict(given_up.order_by("pk").values_list("object_id", "error"))
    plain = {GONE, CHANGED}
    words = {pk: error if error in plain else "The checker broke off on it." for pk, error in why.items()}
    return [Stuck(paper, words[paper.current_id]) for paper in papers if paper.current_id in words]


@dataclass(frozen=True)
class Desk:
    """One paper's check for its handler. What one rule says about one page is one entry of `findings`."""

    state: CheckState
    findings: tuple[ShownFinding, ...]
    pages: list[ShownPage]

    @property
    def to_fix(self) -> list[ShownFinding]:
        return [each for each in self.findings if each.is_to_fix]

    def find(self, key: str, sha256: str) -> ShownFinding | None:
        """The entry that a form speaks of, if it is still about the same bytes."""
        return next(
            (each for each in self.findings if (each.finding.key, each.sha256) == (key, sha256)), None
        )


def desk(paper: Paper) -> Desk:
    state = state_of(paper.current)
    ref = paper.current.ref if paper.current else ""
    urls = [reverse("desk-page", args=[paper.workshop.slug, ref, page.number]) for page in state.pages]
    authors = [Author(row.name, row.email, row.affiliation, row.orcid) for row in paper.authors.all()]
    findings = folded([*typed_findings(paper, authors, state.marks), *state.findings])
    worst_first = sorted(findings, key=lambda each: (not each.is_to_fix, not each.note))
    return Desk(state, tuple(worst_first), shown_pages(state, urls, state.findings))


@dataclass(frozen=True)
class FirstPage:
    number: int
    title: str
    ref: str
    late_pass_until: datetime | None
    url: str
    picture: Page | None


def contact_sheet(user: User, workshop: Workshop) -> list[FirstPage]:
    """The first page of every handled paper, by number, in two queries."""
    papers = list(_papers(user, workshop))
    found = Page.objects.filter(version__in=[paper.current_id for paper in papers], number=1).defer("text")
    pictures = {page.version_id: page for page in found}
    return [
        FirstPage(
            number=paper.number,
            title=paper.called,
            ref=paper.ref,
            late_pass_until=paper.late_pass_until,
            url=reverse("desk-page", args=[workshop.slug, paper.current.ref, 1]) if paper.current else "",
            picture=pictures.get(paper.current_id or 0),
        )
        for paper in papers
    ]


def _papers(user: User, workshop: Workshop) -> list[Paper]:
    """Handled papers that have a PDF, by number."""
    papers = handled_by(user, workshop).exclude(state__in=Paper.OVER).exclude(current=None)
    return list(
        papers.select_related("current", "call")
        .annotate(is_disputed=Exists(unanswered_alarms()))
        .order_by("number")
    )


def _with_findings(rows: Sequence[Row]) -> list[Row]:
    """With the errors that nobody waived, read for the papers that are shown."""
    shas = {row.check.pk: row.paper.current.sha256 for row in rows if row.paper.current}
    reports = dict(Check.objects.filter(pk__in=shas).values_list("pk", "report"))
    papers = [row.paper.pk for row in rows]
    current = Waiver.objects.filter(paper__in=papers, sha256=F("paper__current__sha256"))
    waived = set(current.values_list("paper", "key"))
    return [
        Row(row.paper, row.check, row.is_disputed, _to_fix(row.paper, reports[row.check.pk], waived))
        for row in rows
    ]


def _to_fix(
    paper: Paper, report: dict[str, object], waived: set[tuple[int, str]]
) -> tuple[ShownFinding, ...]:
    findings = Report.from_dict(report).findings
    errors = (each for each in findings if each.severity == "error")
    return folded(shown(each) for each in errors if (paper.pk, each.key) not in waived)
