"""A paper as its author sees it: what was received, what the check says, what is missing, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from reviews.attendance.models import Attendance
from reviews.camera.models import Final, Stage
from reviews.camera.selectors import row_of
from reviews.decisions.models import Decision, DeskRejection
from reviews.decisions.selectors import outcome_words, undelivered
from submissions import clock
from submissions.checking import cleaning
from submissions.checking import selectors as checking
from submissions.checking.marks import marks_of
from submissions.checking.models import Check
from submissions.checking.typed import typed_findings
from submissions.checks import Author as NamedAuthor
from submissions.papers import selectors as papers
from submissions.papers.authors import answer_of_author, is_frozen
from submissions.papers.models import Author, Paper, Version
from submissions.templatetags.ui import plural

Fact = tuple[str, str, str, str]


@dataclass(frozen=True)
class OwnPaper:
    """`typed` is what the rules say about title and abstract; the rest of the findings is about the PDF."""

    paper: Paper
    authors: Sequence[Author]
    state: checking.CheckState
    typed: tuple[checking.ShownFinding, ...]
    cleaning: cleaning.CleaningState
    missing: list[str]
    pages: list[checking.ShownPage]
    closing_time: datetime
    is_open: bool
    may_edit: bool
    is_frozen: bool

    @property
    def findings(self) -> list[checking.ShownFinding]:
        """What is to fix first; what one rule says about one page is one entry."""
        entries = checking.folded([*self.typed, *checking.for_authors(self.state.findings)])
        return sorted(entries, key=lambda shown: not shown.is_to_fix)

    @property
    def errors(self) -> int:
        return self.state.errors + sum(shown.is_to_fix for shown in checking.folded(self.typed))

    @property
    def warnings(self) -> int:
        typed = checking.folded(self.typed)
        return self.state.warnings + sum(shown.finding.severity == "warning" for shown in typed)

    @property
    def may_clean(self) -> bool:
        return self.is_open and not self.cleaning.is_under_way

    @property
    def facts(self) -> list[Fact]:
        """(term, value, detail, tone) of the three separate facts; a check never changes "received"."""
        is_receipted = not self.paper.creator.is_guest
        return [
            _received(self.paper.current, is_receipted=is_receipted),
            _check(self),
            _missing(self.paper, self.missing),
        ]

    @property
    def refresh(self) -> bool:
        return not self.state.is_settled


def own_paper(paper: Paper, at: datetime, *, may_edit: bool = True) -> OwnPaper:
    """`is_open` says whether this viewer may change it now."""
    state = checking.state_of(paper.current)
    slug = paper.workshop.slug
    ref = paper.current.ref if paper.current else ""
    urls = [reverse("paper-page", args=[slug, ref, page.number]) for page in state.pages]
    authors = list(paper.authors.annotate(answer=answer_of_author()))
    named = [NamedAuthor(row.name, row.email, row.affiliation, row.orcid) for row in authors]
    marks = state.marks if paper.current else marks_of(paper.pk)
    return OwnPaper(
        paper=paper,
        authors=authors,
        state=state,
        typed=typed_findings(paper, named, marks),
        cleaning=cleaning.cleaning_of(paper.current, state),
        missing=papers.missing(paper),
        pages=checking.shown_pages(state, urls, checking.for_authors(state.findings)),
        closing_time=papers.closing_time(paper.call, paper),
        is_open=may_edit and papers.is_open(paper.call, at, paper) and not paper.is_over,
        may_edit=may_edit and not paper.is_over,
        is_frozen=is_frozen(paper),
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


def topics(paper: Paper) -> list[str]:
    return [topic.name for topic in paper.topics.all()]


def outcome(paper: Paper) -> str:
    """The decision in words, once it is out; of a paper from `access.paper_with_outcome`."""
    released = getattr(paper, "released", None)
    return outcome_words(Decision(outcome=released)) if released else ""


def desk_rejection(paper: Paper) -> DeskRejection | None:
    """Why it was rejected at the desk, once its authors are told."""
    found: DeskRejection | None = getattr(paper, "desk_rejection", None)
    return found if found and found.sent_at else None


def attendance(paper: Paper) -> Attendance | None:
    """Whether its authors have been asked who comes; of a paper that is accepted and still in."""
    is_in = paper.state == Paper.State.SUBMITTED and getattr(paper, "released", None) in {"talk", "poster"}
    return getattr(paper, "attendance", None) if is_in else None


def camera(paper: Paper) -> Stage | None:
    """Whether its final version is asked for; of a paper that is accepted and still in."""
    is_in = paper.state == Paper.State.SUBMITTED and getattr(paper, "released", None) in {"talk", "poster"}
    return getattr(paper.workshop, "camera_stage", None) if is_in else None


def still_owed(paper: Paper, final: Final | None, stage: Stage | None) -> list[str]:
    """What its final version lacks, in a few words each."""
    return row_of(paper, stage, final).missing if stage else []


def lost_letters(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Letters to its authors that did not arrive; asked only once the decision is out."""
    return undelivered(paper.pk) if getattr(paper, "released", None) else ()


def _words(paper: Paper) -> tuple[str, str]:
    if paper.state == Paper.State.WITHDRAWN:
        return "plain", "Withdrawn"
    if paper.state == Paper.State.REJECTED:
        return "plain", "Rejected at the desk"
    if paper.state == Paper.State.SUBMITTED:
        return "ok", "Submitted, with changes in draft" if paper.draft else "Submitted"
    return "warn", "Draft, not submitted"


def _received(version: Version | None, *, is_receipted: bool) -> Fact:
    if version is None:
        return "Received", "No PDF yet", "", "plain"
    when = version.uploaded_at.astimezone(clock.AOE)
    digest = f"{version.sha256[:4]}…{version.sha256[-4:]}"
    receipt = "receipt sent" if is_receipted else "the receipt comes once your address is confirmed"
    stamp = f"{when.day} {when:%B, %H:%M} AoE · SHA-256 {digest} · {receipt}"
    return "Received", f"Version {version.number}", stamp, "ok"


def _check(own: OwnPaper) -> Fact:
    state = own.state
    if state.phase == "none":
        if own.errors:
            return "Check", _count(own), "In what you typed; the PDF is checked when it is here", "error"
        return "Check", "Comes with the PDF", "", "plain"
    if state.phase == "waiting":
        detail = "No checker has answered yet. Nothing is lost: it is checked as soon as one is back."
        place = f"Number {state.ahead + 1} in the queue" if state.ahead else "Next in the queue"
        return "Check", "Received; waiting for a checker", detail if state.has_no_worker else place, "wait"
    if state.phase == "running":
        return "Check", "Being checked", state.stage, "wait"
    if state.phase == "failed" or state.check is None:
        return "Check", "Could not be checked", "The organizers are told. You need do nothing.", "warn"
    tone = "error" if own.errors else "warn" if own.warnings else "ok"
    return "Check", _count(own), _cost(state), tone


def _count(own: OwnPaper) -> str:
    parts = [f"{own.errors} to fix"] if own.errors else []
    parts += [f"{own.warnings} to look at"] if own.warnings else []
    return ", ".join(parts) or "Nothing to fix"


def _cost(state: checking.CheckState) -> str:
    pages = state.report.pages if state.report else None
    seconds = state.check.seconds if state.check else 0
    within = f" in {seconds:.1f} s" if seconds >= 0.1 else ""
    return f"{plural(pages, 'page,pages')} checked{within}" if pages else ""


def _missing(paper: Paper, missing: list[str]) -> Fact:
    if paper.state == Paper.State.WITHDRAWN:
        return "Missing", "Nothing", "This paper is withdrawn", "plain"
    if paper.state == Paper.State.REJECTED:
        return "Missing", "Nothing", "This paper was rejected at the desk", "plain"
    if not missing:
        return "Missing", "Nothing", "Your paper counts as submitted", "ok"
    words = "; ".join(missing)
    if paper.state == Paper.State.SUBMITTED:
        return "Missing", "In your changes", f"{words}. What you completed before stays submitted.", "warn"
    return "Missing", words[:1].upper() + words[1:], "Not submitted yet", "error"
