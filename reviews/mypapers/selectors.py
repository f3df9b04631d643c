"""A paper as its author sees it: what was received, what the check says, what is missing, what was decided."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from reviews.decisions.selectors import Outcome, released_outcome
from submissions import clock
from submissions.checking import selectors as checking
from submissions.checking.models import Check
from submissions.papers import selectors as papers
from submissions.papers.models import Paper, Version

Fact = tuple[str, str, str, str]


@dataclass(frozen=True)
class OwnPaper:
    paper: Paper
    state: checking.CheckState
    missing: list[str]
    pages: list[checking.ShownPage]
    closing_time: datetime
    is_open: bool

    @property
    def facts(self) -> list[Fact]:
        """(term, value, detail, tone) of the three separate facts; a check never changes "received"."""
        return [_received(self.paper.current), _check(self.state), _missing(self.paper, self.missing)]

    @property
    def refresh(self) -> bool:
        return not self.state.is_settled


def own_paper(paper: Paper, at: datetime) -> OwnPaper:
    state = checking.state_of(paper.current)
    slug = paper.workshop.slug
    ref = paper.current.ref if paper.current else ""
    urls = [reverse("paper-page", args=[slug, ref, page.number]) for page in state.pages]
    return OwnPaper(
        paper=paper,
        state=state,
        missing=papers.missing(paper),
        pages=checking.shown_pages(state, urls),
        closing_time=papers.closing_time(paper.call, paper),
        is_open=papers.is_open(paper.call, at, paper) and paper.state != Paper.State.WITHDRAWN,
    )


@dataclass(frozen=True)
class Row:
    """A line of "my papers"."""

    paper: Paper
    check: Check | None
    tone: str
    words: str


def rows(mine: list[Paper]) -> list[Row]:
    checks = checking.latest_checks(Paper.objects.filter(pk__in=[paper.pk for paper in mine]))
    return [Row(paper, checks.get(paper.pk), *_words(paper)) for paper in mine]


def outcome(paper: Paper) -> Outcome | None:
    return released_outcome(paper.pk)


def _words(paper: Paper) -> tuple[str, str]:
    if paper.state == Paper.State.WITHDRAWN:
        return "plain", "Withdrawn"
    if paper.state == Paper.State.SUBMITTED:
        return "ok", "Submitted, with changes in draft" if paper.draft else "Submitted"
    return "warn", "Draft, not submitted"


def _received(version: Version | None) -> Fact:
    if version is None:
        return "Received", "No PDF yet", "", "plain"
    when = version.uploaded_at.astimezone(clock.AOE)
    stamp = (
        f"{when.day} {when:%B, %H:%M} AoE · SHA-256 {version.sha256[:4]}…{version.sha256[-4:]} · receipt sent"
    )
    return "Received", f"Version {version.number}", stamp, "ok"


def _check(state: checking.CheckState) -> Fact:
    if state.phase == "none":
        return "Check", "Comes with the PDF", "", "plain"
    if state.phase == "waiting":
        detail = "No checker has answered yet. Nothing is lost: it is checked as soon as one is back."
        return "Check", "Received; waiting for a checker", detail if state.has_no_worker else "", "wait"
    if state.phase == "running":
        return "Check", "Being checked", state.stage, "wait"
    if state.phase == "failed" or state.check is None:
        return "Check", "Could not be checked", "The organizers are told. You need do nothing.", "warn"
    tone = "error" if state.errors else "warn" if state.warnings else "ok"
    return "Check", _count(state), _cost(state), tone


def _count(state: checking.CheckState) -> str:
    parts = [f"{state.errors} to fix"] if state.errors else []
    parts += [f"{state.warnings} to look at"] if state.warnings else []
    return ", ".join(parts) or "Nothing to fix"


def _cost(state: checking.CheckState) -> str:
    pages = state.report.pages if state.report else None
    seconds = state.check.seconds if state.check else 0
    return f"{pages} pages checked in {seconds:.1f} s" if pages else ""


def _missing(paper: Paper, missing: list[str]) -> Fact:
    if paper.state == Paper.State.WITHDRAWN:
        return "Missing", "Nothing", "This paper is withdrawn", "plain"
    if not missing:
        return "Missing", "Nothing", "Your paper counts as submitted", "ok"
    words = "; ".join(missing)
    if paper.state == Paper.State.SUBMITTED:
        return "Missing", "In your changes", f"{words}. What you completed before stays submitted.", "warn"
    return "Missing", words[:1].upper() + words[1:], "Not submitted yet", "error"
